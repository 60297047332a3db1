public import Models

/// Where fingerprints are looked up by their terms.
public protocol FingerprintIndex: Sendable {
  /// The fingerprints that have these terms, once for each of them; of a term that many have, only some.
  func hits(for probes: [FingerprintTerm]) async throws -> [FingerprintHit]
  /// Those of these that there are.
  func fingerprints(_ keys: [FingerprintKey]) async throws -> [FingerprintKey: Fingerprint]
}
