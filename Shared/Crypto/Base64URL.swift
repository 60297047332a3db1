/// Base64 in the alphabet of URLs, without padding (RFC 4648, section 5).
///
/// Decoding is strict: each sequence of bytes has exactly one spelling, so a token cannot be varied.
public enum Base64URL {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private static let values: [UInt8?] = {
    var values = [UInt8?](repeating: nil, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()

  public static func encode(_ bytes: some Collection<UInt8>) -> String {
    var characters: [UInt8] = []
    characters.reserveCapacity((bytes.count * 4 + 2) / 3)
    var bits = 0
    var bitCount = 0
    for byte in bytes {
      bits = (bits << 8 | Int(byte)) & 0xFFFF
      bitCount += 8
      while bitCount >= 6 {
        bitCount -= 6
        characters.append(alphabet[bits >> bitCount & 63])
      }
    }
    if bitCount > 0 { characters.append(alphabet[bits << (6 - bitCount) & 63]) }
    return String(decoding: characters, as: UTF8.self)
  }

  public static func decode(_ text: some StringProtocol) throws(CryptoError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 3 / 4)
    var bits = 0
    var bitCount = 0
    for character in text.utf8 {
      guard let value = values[Int(character)] else { throw invalid }
      bits = (bits << 6 | Int(value)) & 0xFFFF
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        bytes.append(UInt8(bits >> bitCount & 255))
      }
    }
    // Six bits left over are a lone character; fewer must be zero, or two texts would mean the same.
    guard bitCount < 6, bits & ((1 << bitCount) - 1) == 0 else { throw invalid }
    return bytes
  }

  private static var invalid: CryptoError {
    CryptoError(code: .invalidEncoding, message: "not base64url without padding")
  }
}
