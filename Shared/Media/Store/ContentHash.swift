public import Crypto

/// The name of stored media: the SHA-256 of its bytes.
///
/// It has exactly one spelling, 64 hexadecimal digits in lowercase, so a text from outside that is one can be neither
/// a path nor a second name for the same bytes.
public struct ContentHash: Sendable, Hashable, LosslessStringConvertible {
  /// Four words instead of an array, because a store lists many hashes; and no vector, because async functions crash
  /// over values that have to lie at a multiple of 32.
  private let first, second, third, fourth: UInt64

  public init(_ digest: Digest) { self.init(digest.bytes) }

  /// Nil unless the text is the one spelling of a hash.
  public init?(_ text: String) {
    let digits = text.utf8
    guard digits.count == 2 * Digest.byteCount, digits.allSatisfy(Self.isDigit) else { return nil }
    guard let bytes = try? Hex.decode(text) else { return nil }
    self.init(bytes)
  }

  /// Nil unless there are 32 bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Digest.byteCount else { return nil }
    self.init(Array(bytes))
  }

  private init(_ bytes: [UInt8]) {
    func word(_ index: Int) -> UInt64 { bytes[index * 8..<index * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) } }
    (first, second, third, fourth) = (word(0), word(1), word(2), word(3))
  }

  public var bytes: [UInt8] {
    [first, second, third, fourth].flatMap { word in withUnsafeBytes(of: word.bigEndian, Array.init) }
  }

  public var description: String { Hex.encode(bytes) }

  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
    default: false
    }
  }
}
