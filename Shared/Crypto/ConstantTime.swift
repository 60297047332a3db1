import CCrypto

/// Comparing without telling, by the time it takes, where two secrets differ.
public enum ConstantTime {
  /// Only the lengths may be learnt from the time this takes.
  public static func areEqual(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    return withContiguousBytes(of: left) { left in
      withContiguousBytes(of: right) { right in
        CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0
      }
    }
  }

  public static func areEqual(_ left: String, _ right: String) -> Bool {
    areEqual(left.utf8, right.utf8)
  }
}
