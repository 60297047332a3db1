/// Appends text so that it stays on its line and cannot steer a terminal.
///
/// JSON asks for control characters to be escaped; the others here (DEL, C1 controls, line separators, and
/// characters that reverse the direction of text) could forge an entry in the eyes of a reader.
enum Escaping {
  static func append(_ text: String, to line: inout String, quoted: Bool) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\" where quoted: line += "\\\\"
      case "\"" where quoted: line += "\\\""
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      case "\t": line += "\\t"
      case _ where isUnsafe(scalar): line += "\\u" + hexadecimal(scalar)
      default: line.unicodeScalars.append(scalar)
      }
    }
  }

  /// All of these lie in the basic plane, so that one `\uXXXX` is enough.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
