import CCrypto

/// HMAC with SHA-256 (RFC 2104): proves that a message comes from somebody who knows the key.
public enum HMAC {
  public static func sha256(_ message: some Collection<UInt8>, key: some Collection<UInt8>) -> Digest {
    let bytes = withContiguousBytes(of: key) { key in
      withContiguousBytes(of: message) { message in tag(of: message, key: key) }
    }
    return Digest(bytes: bytes)
  }

  /// Whether `tag` belongs to `message`; takes the same time wherever it differs.
  public static func isValid(
    _ tag: some Collection<UInt8>, for message: some Collection<UInt8>, key: some Collection<UInt8>
  ) -> Bool {
    ConstantTime.areEqual(tag, sha256(message, key: key).bytes)
  }

  private static func tag(
    of message: UnsafeBufferPointer<UInt8>, key: UnsafeBufferPointer<UInt8>
  ) -> [UInt8] {
    guard let keyCount = Int32(exactly: key.count) else { preconditionFailure("a key of gigabytes") }
    return [UInt8](unsafeUninitializedCapacity: Digest.byteCount) { buffer, count in
      let tag = CCrypto.HMAC(
        EVP_sha256(), key.baseAddress, keyCount, message.baseAddress, message.count, buffer.baseAddress, nil)
      precondition(tag != nil, "libcrypto has no SHA-256")
      count = Digest.byteCount
    }
  }
}
