/// The header of one part of a form.
struct MultipartHeader: Equatable {
  let name: String
  /// Nil for what is no file.
  let fileName: String?
  let contentType: String?

  init(_ bytes: some Collection<UInt8>) throws(MultipartError) {
    guard let text = String(validating: bytes, as: UTF8.self),
      !text.utf8.contains(where: { $0.isControl && $0 != 0x0D && $0 != 0x0A })
    else { throw .malformed("the header of a part is no text") }
    var (disposition, type) = (nil as Substring?, nil as Substring?)
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map(Substring.init) {
      let line = line.utf8.last == 0x0D ? Substring(line.utf8.dropLast()) : line
      guard !line.utf8.contains(0x0D), let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")),
        String(line[..<colon]).isToken
      else { throw .malformed("the header of a part has a line that is no field") }
      let value = line[line.utf8.index(after: colon)...].trimmed
      switch line[..<colon].lowercased() {
      case "content-disposition" where disposition == nil: disposition = value
      case "content-type" where type == nil: type = value
      case "content-disposition", "content-type": throw .malformed("a part says twice what it is")
      case "content-transfer-encoding" where !["7bit", "8bit", "binary"].contains(value.lowercased()):
        throw .malformed("a part is encoded once more")
      default: continue
      }
    }
    guard let disposition, let (kind, parameters) = Self.parameters(disposition),
      kind.lowercased() == "form-data", let name = parameters["name"]
    else { throw .malformed("a part has no name") }
    self.name = name
    fileName = parameters["filename"].map {
      String($0.split(whereSeparator: { "/\\".contains($0) }).last ?? "")
    }
    contentType = type.map { String($0) }
  }

  /// Of a request's `Content-Type`; nil for another type, or a boundary that is none.
  static func boundary(_ contentType: String) -> String? {
    guard let (type, parameters) = parameters(contentType[...]), type.lowercased() == "multipart/form-data",
      let boundary = parameters["boundary"], (1...70).contains(boundary.utf8.count),
      boundary.utf8.last != 0x20
    else { return nil }
    let isFine = boundary.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): true
      default: "'()+_,-./:=? ".utf8.contains(byte)
      }
    }
    return isFine ? boundary : nil
  }

  /// `form-data; name="a"; filename="b"`. Nil when it is written otherwise, or a parameter comes twice.
  static func parameters(_ text: Substring) -> (value: String, [String: String])? {
    var rest = text.utf8[...]
    let value = Substring(rest.prefix { $0 != UInt8(ascii: ";") })
    rest = rest.dropFirst(value.utf8.count)
    var parameters: [String: String] = [:]
    while rest.popFirst() != nil {
      let name = Substring(rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") })
      rest = rest.dropFirst(name.utf8.count)
      // A semicolon at the end, as some write it.
      if name.trimmed.isEmpty, rest.isEmpty { break }
      guard rest.popFirst() == UInt8(ascii: "="), let parameter = parameter(&rest),
        parameters.updateValue(parameter, forKey: name.trimmed.lowercased()) == nil
      else { return nil }
    }
    return (String(value.trimmed), parameters)
  }

  /// A token, or a text in quotes in which a backslash makes the next quote or backslash an ordinary character.
  private static func parameter(_ rest: inout Substring.UTF8View.SubSequence) -> String? {
    guard rest.first == UInt8(ascii: "\"") else {
      let token = Substring(rest.prefix { $0 != UInt8(ascii: ";") })
      rest = rest.dropFirst(token.utf8.count)
      let text = String(token.trimmed)
      return text.isToken ? text : nil
    }
    rest = rest.dropFirst()
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""):
        let gap = rest.prefix { $0 == 0x20 || $0 == 0x09 }
        rest = rest.dropFirst(gap.count)
        guard rest.isEmpty || rest.first == UInt8(ascii: ";") else { return nil }
        return String(validating: bytes, as: UTF8.self)
      case UInt8(ascii: "\\") where rest.first == UInt8(ascii: "\"") || rest.first == UInt8(ascii: "\\"):
        bytes.append(rest.removeFirst())
      default: bytes.append(byte)
      }
    }
    return nil
  }
}
