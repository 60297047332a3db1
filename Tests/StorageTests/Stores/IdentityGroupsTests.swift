import Models
import TestKit
import Testing

@testable import Storage

/// What links make of tracks, by way of the store: always what all links together say.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct IdentityGroupsTests {
  private func link(_ left: Int, _ right: Int, _ random: inout SeededGenerator) -> TrackLink {
    var evidence = LinkEvidence()
    evidence.confidence = Double.random(in: 0.5...1, using: &random)
    let ends = (Track.ID(Int64(left)), Track.ID(Int64(right)))
    switch Int.random(in: 0..<40, using: &random) {
    case 0: return TrackLink(ends.0, ends.1, .apart, rule: .person, evidence: evidence)
    case 1: return TrackLink(ends.0, ends.1, .same, rule: .person, evidence: evidence)
    case 2, 3: return TrackLink(ends.0, ends.1, .variant, kind: .remix, rule: .name, evidence: evidence)
    case 4, 5:
      evidence.nameless = [ends.0]
      return TrackLink(ends.0, ends.1, .same, rule: .name, evidence: evidence)
    case 6:
      evidence.sound = SoundMatch(.same)
      return TrackLink(ends.0, ends.1, .same, rule: .fingerprint, evidence: evidence)
    default: return TrackLink(ends.0, ends.1, .same, rule: .name, evidence: evidence)
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `tracks that come one after the other end in the groups that all links make`(seed: UInt64) async throws
  {
    try await withDatabase(migrated: true) { database in
      var random = SeededGenerator(seed: seed)
      let tracks = (1...120).shuffled(using: &random)
      try await database.add(tracks: tracks.map { KnownTrack(Track.ID(Int64($0)), title: "Song") })
      // Of few recordings, so that most tracks come to large groups.
      let song = tracks.map { _ in Int.random(in: 0...3, using: &random) }
      var joined = 0

      var place = 1
      while place < tracks.count {
        var links: [TrackLink] = []
        for new in place..<min(tracks.count, place + Int.random(in: 1...4, using: &random)) {
          let others = (0..<new).filter {
            song[$0] == song[new] || Int.random(in: 0..<60, using: &random) == 0
          }
          for other in others.shuffled(using: &random).prefix(5) {
            links.append(link(tracks[other], tracks[new], &random))
          }
          place = new + 1
        }
        let batch = links
        let (found, expected) = try await database.pool.transaction { session in
          _ = try session.relate(batch)
          let all = (1...120).map { Track.ID($0) }
          let groups = TrackGroups.groups(by: try IdentityRows.links(of: all, session).map(\.link))
          let expected = groups.flatMap { group in group.dropFirst().map { "\($0)>\(group[0])" } }.sorted()
          let found: [String] = try session.rows(
            "select track_id || '>' || canonical_id from track_identity", as: String.self)
          return (found.sorted(), expected)
        }
        #expect(found == expected, "seed \(seed), after \(place)")
        guard found == expected else { return }
        joined = found.count
      }

      #expect(joined > 60, "seed \(seed)")
    }
  }

  /// A recording that so many tracks are, each linked to the first eight; how many rows of links are read when one
  /// more joins, and when it is parted from the first.
  private func rowsRead(by size: Int64, _ database: TestDatabase) async throws -> (
    joining: Int64, parting: Int64
  ) {
    try await database.pool.execute(
      """
      with t as (insert into track (id, title, is_original_sound)
                 select id, 'Song', false from generate_series(1, \(size + 1)) as id),
        i as (insert into track_identity select id, 1 from generate_series(2, \(size)) as id)
      insert into track_link (left_id, right_id, relation, rule, evidence)
      select l, r, 'same', 'name', '{}' from generate_series(1, \(size)) as r, generate_series(1, 8) as l where l < r
      """)
    try await database.pool.execute("analyze track, track_link, track_identity")
    let new = (1...8 as ClosedRange<Int64>).map {
      TrackLink(Track.ID($0), Track.ID(size + 1), .same, rule: .name)
    }
    func read(_ body: @escaping @Sendable (Session) throws -> Void) async throws -> Int64 {
      try await database.pool.transaction { session in
        try body(session)
        return try session.value(
          """
          select sum(coalesce(idx_tup_fetch, 0) + seq_tup_read)::int8 from pg_stat_xact_user_tables
          where relname in ('track_link', 'track_identity', 'track')
          """, as: Int64.self)
      }
    }
    let joining = try await read { _ = try $0.relate(new) }
    let last = try await IdentityStore(database.pool).canonicals(of: [Track.ID(size + 1)])
    #expect(last == [Track.ID(size + 1): Track.ID(1)])
    let parting = try await read { session in
      let apart = TrackLink(Track.ID(1), Track.ID(size + 1), .apart, rule: .person)
      _ = try session.relate([apart])
    }
    return (joining, parting)
  }

  @Test func `joining a recording of thousands reads no more than joining one of hundreds`() async throws {
    let small = try await withDatabase(migrated: true) { try await rowsRead(by: 500, $0) }
    let large = try await withDatabase(migrated: true) { try await rowsRead(by: 5_000, $0) }

    #expect(large.joining <= small.joining + 50, "\(small.joining) and \(large.joining)")
    // Everything is looked at again, and once or twice only.
    #expect(large.parting <= 15 * small.parting, "\(small.parting) and \(large.parting)")
    #expect(large.parting <= 12 * 8 * 5_000, "\(large.parting)")
  }
}
