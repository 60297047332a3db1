public import Media
import Models
public import Storage
import TestKit
import Testing

extension FingerprintStore: FingerprintIndex {}

@Suite(
  .disabled(if: Recordings.areMissing, "ffmpeg and fpcalc (Debian: libchromaprint-tools) are not installed"),
  .enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"))
struct StoredRecordingTests {
  @Test(.timeLimit(.minutes(3)))
  func `the database finds the songs that a comparison with all of them finds`() async throws {
    let recordings = try Recordings()
    let songs = (20..<24).map { ($0, Recordings.song($0)) }
    var entries: [IndexedFingerprint] = []
    for (number, song) in songs {
      let print = try await recordings.fingerprint(of: song, "\(number)")
      entries.append(
        IndexedFingerprint(FingerprintKey(Track.ID(Int64(number))), print, terms: Terms.kept(of: print)))
    }
    let stored = entries

    try await withDatabase(migrated: true) { database in
      try await database.pool.transaction { session in try session.storeFingerprints(stored) }
      let finder = TrackFinder(FingerprintStore(database.pool))

      for (number, song) in songs {
        for change in [Recordings.Change.mp3, .clip, .faster] {
          let queries = try await recordings.fingerprints(
            of: song, after: change, "\(number)", speeds: change == .faster ? [1, 0.98] : [1])
          let alike = stored.filter { entry in
            queries.contains { Alignment(of: $0, with: entry.fingerprint).verdict == .same }
          }
          let found = try await finder.matches(of: queries)
          #expect(Set(found.map(\.key)) == Set(alike.map(\.key)), "song \(number), \(change)")
          #expect(found.first?.key.track.rawValue == Int64(number), "song \(number), \(change)")
        }
      }
    }
    try await recordings.remove()
  }
}
