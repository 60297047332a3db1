/// The 32 bytes of a SHA-256 digest or of an HMAC made with it. Comparing two takes the same time wherever
/// they differ, so a digest may be compared with one that a stranger sent.
public struct Digest: Sendable, Hashable, CustomStringConvertible {
  public static let byteCount = 32

  public let bytes: [UInt8]

  /// `nil` unless there are 32 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = Array(bytes)
  }

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// In lowercase hexadecimal.
  public var description: String { Hex.encode(bytes) }

  public static func == (left: Digest, right: Digest) -> Bool {
    ConstantTime.areEqual(left.bytes, right.bytes)
  }
}
