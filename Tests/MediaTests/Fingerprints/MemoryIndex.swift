import Media
import Models

/// An index that a test can see through.
struct MemoryIndex: FingerprintIndex {
  private var terms: [Int32: [(key: FingerprintKey, place: Int)]] = [:]
  private var prints: [FingerprintKey: Fingerprint] = [:]

  mutating func add(_ fingerprint: Fingerprint, _ key: FingerprintKey) {
    prints[key] = fingerprint
    for term in Terms.kept(of: fingerprint) { terms[term.term, default: []].append((key, Int(term.place))) }
  }

  func hits(for probes: [FingerprintTerm]) async throws -> [FingerprintHit] {
    probes.flatMap { probe in
      (terms[probe.term] ?? []).prefix(50).map { FingerprintHit($0.key, offset: $0.place - Int(probe.place)) }
    }
  }

  func fingerprints(_ keys: [FingerprintKey]) async throws -> [FingerprintKey: Fingerprint] {
    prints.filter { keys.contains($0.key) }
  }
}
