/// The International Standard Recording Code (ISO 3901): two letters, three letters or digits, and seven digits.
public enum ISRC {
  /// In capitals, without hyphens, spaces and the word in front that some tags have; nil when it is none.
  public static func normalised(_ text: some StringProtocol) -> String? {
    var code: [UInt8] = []
    for byte in text.utf8 where byte != UInt8(ascii: "-") && byte != UInt8(ascii: " ") {
      guard code.count < 16 else { return nil }
      code.append((UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte)
    }
    if code.count == 16, code.starts(with: "ISRC".utf8) { code.removeFirst(4) }
    let isOne = code.count == 12 && code.enumerated().allSatisfy { isAllowed($1, at: $0) }
    return isOne ? String(decoding: code, as: UTF8.self) : nil
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
