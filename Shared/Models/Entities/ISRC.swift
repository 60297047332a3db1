/// The International Standard Recording Code (ISO 3901): two letters, three letters or digits, and seven digits.
public enum ISRC {
  /// In capitals, without hyphens and spaces; nil when it is none.
  public static func normalised(_ text: some StringProtocol) -> String? {
    var code: [UInt8] = []
    for byte in text.utf8 where byte != UInt8(ascii: "-") && byte != UInt8(ascii: " ") {
      guard code.count < 12 else { return nil }
      let capital = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte
      guard isAllowed(capital, at: code.count) else { return nil }
      code.append(capital)
    }
    return code.count == 12 ? String(decoding: code, as: UTF8.self) : nil
  }

  private static func isAllowed(_ byte: UInt8, at place: Int) -> Bool {
    let isLetter = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    return place < 2 ? isLetter : place < 5 ? isLetter || isDigit : isDigit
  }
}

extension SourceKey {
  /// The key of a recording by its code, in whatever spelling; nil when it is none.
  public init?(isrc text: some StringProtocol) {
    guard let code = ISRC.normalised(text) else { return nil }
    self.init(.isrc, code)
  }
}
