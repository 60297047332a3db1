/// Takes credentials out of text that will be kept: the user information of URLs, and the values of settings
/// whose name ends in `password`, `secret` or `token`.
///
/// When in doubt it hides too much. It works on bytes, in one pass each, because every log line goes through.
public enum Redaction {
  public static func apply(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(equals) || bytes.contains(colon) else { return text }
    let redacted = withoutSettings(withoutUserInformation(bytes))
    return redacted == bytes ? text : String(decoding: redacted, as: UTF8.self)
  }

  private static let colon = UInt8(ascii: ":")
  private static let equals = UInt8(ascii: "=")
  private static let slash = UInt8(ascii: "/")
  private static let at = UInt8(ascii: "@")
  private static let mask = Array("***".utf8)
  private static let secretNames = ["password", "secret", "token"].map { Array($0.utf8) }

  // MARK: URLs

  private static func withoutUserInformation(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var position = 0
    while let start = afterScheme(in: bytes, from: position) {
      output += bytes[position..<start]
      let token = bytes[start..<endOfURL(in: bytes, from: start)]
      let end = endOfUserInformation(token)
      output += masked(token[..<end])
      position = end
    }
    return position == 0 ? bytes : output + bytes[position...]
  }

  /// The position after the next `://`.
  private static func afterScheme(in bytes: [UInt8], from position: Int) -> Int? {
    var index = position
    while index + 2 < bytes.count {
      if bytes[index] == colon, bytes[index + 1] == slash, bytes[index + 2] == slash { return index + 3 }
      index += 1
    }
    return nil
  }

  /// A URL ends at white space, at a quote or bracket, and where the next one begins.
  private static func endOfURL(in bytes: [UInt8], from start: Int) -> Int {
    let limit = afterScheme(in: bytes, from: start).map { $0 - 3 } ?? bytes.count
    return bytes[start..<limit].firstIndex { isDelimiter($0) } ?? limit
  }

  /// Where the user information ends, which is where it begins when there is none.
  ///
  /// Passwords that hold `/`, `?` or `@` unescaped are invalid and common, so with a password the last `@`
  /// counts. A path may hold `@` too (`https://host:443/@name`): then what follows the colon is a port.
  private static func endOfUserInformation(_ url: ArraySlice<UInt8>) -> Int {
    guard let last = url.lastIndex(of: at) else { return url.startIndex }
    let pathCharacters: [UInt8] = [slash, UInt8(ascii: "?"), UInt8(ascii: "#")]
    let authority = url.prefix { !pathCharacters.contains($0) }
    guard let separator = authority.firstIndex(of: colon), separator < last else {
      return authority.lastIndex(of: at) ?? url.startIndex
    }
    let afterColon = authority[(separator + 1)...]
    let isPort = afterColon.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    return isPort || authority.first == UInt8(ascii: "[") && !authority.contains(at) ? url.startIndex : last
  }

  /// The name stays where a password follows it; alone it may be a token, so it goes.
  private static func masked(_ information: ArraySlice<UInt8>) -> [UInt8] {
    guard !information.isEmpty else { return [] }
    guard let separator = information.firstIndex(of: colon) else { return mask }
    return information[...separator] + mask
  }

  // MARK: Settings

  private static func withoutSettings(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var position = 0
    while let sign = bytes[position...].firstIndex(of: equals) {
      output += bytes[position...sign]
      position = sign + 1
      guard isSecret(bytes[..<sign]) else { continue }
      let end = endOfValue(in: bytes, from: position)
      if end > position { output += mask }
      position = end
    }
    return position == 0 ? bytes : output + bytes[position...]
  }

  private static func isSecret(_ text: ArraySlice<UInt8>) -> Bool {
    secretNames.contains { name in
      text.count >= name.count && zip(text.suffix(name.count), name).allSatisfy { $0 | 0x20 == $1 }
    }
  }

  /// A value in quotes ends at the closing quote, another at white space, `&` or `;`.
  private static func endOfValue(in bytes: [UInt8], from start: Int) -> Int {
    guard let quote = bytes[start...].first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      let ends = [UInt8(ascii: "&"), UInt8(ascii: ";")]
      return bytes[start...].firstIndex { isDelimiter($0) || ends.contains($0) } ?? bytes.count
    }
    var index = start + 1
    while index < bytes.count, bytes[index] != quote {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index + 1, bytes.count)
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    byte <= UInt8(ascii: " ") || byte == 0x7F || "\"'<>`".utf8.contains(byte)
  }
}
