import Lifecycle
import Media
import Models
import Storage

/// Fills the tables with so many fingerprints, as fast as the server takes them: rows first, then the index of the terms.
struct PrintLoad {
  let connection: Connection
  let count: Int
  let progress: Progress

  private static let batch = 50_000

  func fill() async throws {
    try await connection.execute("drop index hookline.fingerprint_term_place")
    // Loading is not what is measured, and looking up is the same without a log.
    try await connection.execute("alter table hookline.fingerprint_term set unlogged")
    try await connection.execute("alter table hookline.fingerprint set unlogged")
    for start in stride(from: 0, to: count, by: Self.batch) {
      try Task.checkCancellation()
      let numbers = start..<min(start + Self.batch, count)
      try await connection.transaction { session in try Self.copy(numbers, session) }
      if (start / Self.batch) % 4 == 0 { progress.say("lookup: \(numbers.upperBound) of \(count) loaded") }
    }
    progress.say("lookup: making the index")
    try await connection.perform { session in
      try session.execute("set maintenance_work_mem = '1GB'")
      try session.execute(
        "create index fingerprint_term_place on hookline.fingerprint_term (term, number, place, track_id)")
    }
    try await connection.execute("vacuum (analyze) hookline.fingerprint_term")
    try await connection.execute("vacuum (analyze) hookline.fingerprint")
    try await connection.execute("checkpoint")
  }

  private static func copy(_ numbers: Range<Int>, _ session: Session) throws {
    let entries = numbers.map { number in
      let fingerprint = SyntheticPrint.fingerprint(number)
      return IndexedFingerprint(
        FingerprintKey(Track.ID(Int64(number))), fingerprint, terms: Terms.kept(of: fingerprint))
    }
    try session.copyFingerprints(entries)
  }

  /// Bytes of both tables with all that belongs to them.
  func size() async throws -> Double {
    Double(
      try await connection.value(
        """
        select pg_total_relation_size('hookline.fingerprint') + pg_total_relation_size('hookline.fingerprint_term')
        """, as: Int64.self))
  }
}
