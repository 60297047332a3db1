import CCrypto

/// Random bytes that nobody can guess: for keys, tokens and nonces.
public enum SecureRandom {
  public static func bytes(count: Int) throws(CryptoError) -> [UInt8] {
    guard let size = Int32(exactly: count), size >= 0 else {
      preconditionFailure("\(count) is no number of random bytes")
    }
    var isDone = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.initialize(repeating: 0)
      isDone = RAND_bytes(buffer.baseAddress, size) == 1
      initialized = count
    }
    guard isDone else { throw CryptoError(code: .noRandomness, message: "the system gave no random bytes") }
    return bytes
  }
}
