/// Fields as text, in both directions.
public enum CSVText {
  static let quote = UInt8(ascii: "\"")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  /// A record with its line break. What needs quotes gets them.
  public static func record(_ fields: [String]) -> String { fields.map(quoted).joined(separator: ",") + "\n" }

  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.utf8.contains {
      $0 == quote || $0 == newline || $0 == carriageReturn || $0 == 0x2c
    }
    guard needsQuotes else { return field }
    // Scalar by scalar: to `String` a quote and a mark behind it are one character.
    var text = "\"".unicodeScalars
    for scalar in field.unicodeScalars {
      if scalar == "\"" { text.append("\"") }
      text.append(scalar)
    }
    text.append("\"")
    return String(text)
  }

  static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard !bytes.contains(0) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Of a field with doubled quotes.
  static func unquoted(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var isSecond = false
    for byte in bytes {
      isSecond = byte == quote && !isSecond
      if !isSecond { plain.append(byte) }
    }
    return plain.withUnsafeBufferPointer(text)
  }
}
