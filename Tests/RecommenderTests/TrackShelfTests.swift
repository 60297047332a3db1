import Models
import Recommending
import Storage
import TestKit
import Testing

@testable import Recommender

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct TrackShelfTests {
  private func shelf(
    _ database: TestDatabase, limit: Int = 100, pageSize: Int = 100, freshness: Duration = .seconds(600)
  ) -> TrackShelf {
    TrackShelf(
      database.pool, limit: limit, pageSize: pageSize, freshness: freshness, logger: database.logger)
  }

  private func ids(_ shelf: TrackShelf) async throws -> [Int64] {
    try await shelf.current().map(\.track.rawValue).sorted()
  }

  @Test func `holds the catalogue as it is stored, and what analysis has written since`() async throws {
    try await withDatabase(migrated: true) { database in
      let tracks = [Sample.track(1, .jazz, uses: 5), Sample.track(2), Sample.track(3, .pop)]
      try await database.add(tracks: tracks)
      let shelf = shelf(database)

      let before = try await shelf.current()
      try await database.add(tracks: [Sample.track(4, .metal)])
      try await database.put(TrackFeatures(genre: Sample.genre(.folk)), of: Track.ID(2))
      let after = try await shelf.current()

      #expect(Set(before.map(\.track)) == Set(tracks.map(\.track)))
      #expect(before.first { $0.track == Track.ID(1) } == Candidate(tracks[0]))
      #expect(after.count == 4 && after.contains(Candidate(Sample.track(4, .metal))))
      #expect(after.contains(Candidate(Sample.track(2, .folk))))
    }
  }

  @Test func `what began before a look and commits after others is not missed`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(tracks: [Sample.track(1), Sample.track(2)])
      let shelf = shelf(database)
      let gate = Gate()
      let late = Task {
        try await database.put(TrackFeatures(genre: Sample.genre(.jazz)), of: Track.ID(1), before: gate)
      }
      await gate.someoneWaits()

      let atFirst = try await shelf.current()
      try await database.put(TrackFeatures(genre: Sample.genre(.pop)), of: Track.ID(2))
      let meanwhile = try await shelf.current()
      gate.open()
      try await late.value
      let atLast = try await shelf.current()

      #expect(atFirst.contains(Candidate(Sample.track(1))) && atFirst.contains(Candidate(Sample.track(2))))
      #expect(meanwhile.contains(Candidate(Sample.track(1))))
      #expect(meanwhile.contains(Candidate(Sample.track(2, .pop))))
      #expect(atLast.contains(Candidate(Sample.track(1, .jazz))))
    }
  }

  @Test func `a track that analysis finds to be another's recording leaves its place to that`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(tracks: (1...4).map { Sample.track($0, .pop) })
      let shelf = shelf(database)
      let before = try await ids(shelf)

      _ = try await IdentityStore(database.pool).merge(Track.ID(1), Track.ID(2), by: "ann")
      try await database.put(TrackFeatures(genre: Sample.genre(.jazz)), of: Track.ID(2))
      let after = try await ids(shelf)
      try await database.put(TrackFeatures(genre: Sample.genre(.folk)), of: Track.ID(4))

      #expect(before == [1, 2, 3, 4] && after == [1, 3, 4])
      #expect(try await ids(shelf) == [1, 3, 4])
      #expect(try await shelf.current().contains(Candidate(Sample.track(4, .folk))))
    }
  }

  @Test func `what a person joins and parts is known at the next look`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(tracks: (1...9).map { Sample.track($0, $0 % 2 == 0 ? .pop : .jazz, uses: $0) })
      let shelf = shelf(database, pageSize: 2)
      let identity = IdentityStore(database.pool)
      let before = try await ids(shelf)

      for other in [Int64(4), 6, 7, 8] {
        _ = try await identity.merge(Track.ID(3), Track.ID(other), by: "ann")
      }
      let joined = try await shelf.current()
      _ = try await identity.split(Track.ID(3), by: "ann")
      let parted = try await shelf.current()

      #expect(before == Array(1...9))
      #expect(joined.map(\.track.rawValue).sorted() == [1, 2, 3, 5, 9])
      #expect(joined.contains(Candidate(Sample.track(3, .jazz, uses: 28))))
      #expect(parted.map(\.track.rawValue).sorted() == Array(1...9))
      #expect(parted.contains(Candidate(Sample.track(3, .jazz, uses: 3))))
      let told = try await database.pool.value("select count(*) from track_regrouping", as: Int64.self)
      #expect(told < 30)
    }
  }

  @Test func `what no analysis writes comes with the whole catalogue`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(tracks: [Sample.track(1, uses: 1), Sample.track(2, uses: 2)])
      let (lasting, brief) = (shelf(database), shelf(database, freshness: .zero))
      let before = [try await ids(lasting), try await ids(brief)]

      try await database.pool.execute("delete from track where id = 1")
      try await database.add(tracks: [Sample.track(3)])

      #expect(before == [[1, 2], [1, 2]])
      #expect(try await ids(lasting) == [1, 2])
      #expect(try await ids(brief) == [2, 3])
    }
  }

  @Test func `more tracks than fit are those that most videos use`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(tracks: (1...9).map { Sample.track($0, uses: $0) } + [Sample.track(10)])
      let shelf = shelf(database, limit: 4, pageSize: 3)

      let before = try await ids(shelf)
      try await database.add(tracks: [Sample.track(11, .pop, uses: 99)])
      try await database.put(TrackFeatures(genre: Sample.genre(.jazz)), of: Track.ID(9))

      #expect(before == [6, 7, 8, 9])
      #expect(try await ids(shelf) == [6, 7, 8, 9])
      #expect(try await shelf.current().contains(Candidate(Sample.track(9, .jazz, uses: 9))))
    }
  }

  @Test func `changes come in pages, none left out`() async throws {
    try await withDatabase(migrated: true) { database in
      let shelf = shelf(database, pageSize: 2)
      _ = try await shelf.current()

      try await database.add(tracks: (1...7).map { Sample.track($0, .pop) })

      #expect(try await ids(shelf) == Array(1...7))
    }
  }

  @Test func `features that cannot be read are as if there were none`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(tracks: [Sample.track(1), Sample.track(2, .pop)])
      try await database.pool.execute(
        """
        insert into music_features (track_id, version, features)
        values (1, \(TrackFeatures.version), '{"tempo": {"value": "fast"}}'), (2, -1, '[]')
        """)

      let tracks = try await shelf(database).current()

      #expect(Set(tracks.map(\.track.rawValue)) == [1, 2] && tracks.contains(Candidate(Sample.track(1))))
      #expect(tracks.contains(Candidate(Sample.track(2, .pop))))
      #expect(database.hasLogged("features of tracks cannot be read"))
    }
  }

  @Test func `what an older version found stands until this one has looked`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(tracks: [Sample.track(1), Sample.track(2, .pop)])
      let old = try JSON(encoding: try #require(Sample.track(1, .metal).features))
      try await database.pool.execute(
        """
        insert into music_features (track_id, version, features)
        select i, \(TrackFeatures.version - 1), \(old) from generate_series(1, 2) i
        """)

      let tracks = try await shelf(database).current()

      #expect(tracks.count == 2)
      #expect(tracks.contains(Candidate(Sample.track(1, .metal))))
      #expect(tracks.contains(Candidate(Sample.track(2, .pop))))
    }
  }

  @Test func `each of many looks at once sees what was there before it`() async throws {
    try await withDatabase(migrated: true) { database in
      let shelf = shelf(database)

      let misses = try await withThrowingTaskGroup(of: Int.self) { group in
        for id in 1...12 as ClosedRange<Int64> {
          group.addTask {
            try await database.add(tracks: [Sample.track(id, .pop)])
            return try await shelf.current().contains { $0.track == Track.ID(id) } ? 0 : 1
          }
        }
        return try await group.reduce(0, +)
      }

      #expect(misses == 0)
    }
  }

  @Test func `a look that fails is not the end`() async throws {
    try await withDatabase(migrated: true) { database in
      let shelf = shelf(database)
      try await database.add(tracks: [Sample.track(1)])
      try await database.pool.execute("alter table track rename to elsewhere")
      await #expect(throws: StorageError.self) { try await shelf.current() }

      try await database.pool.execute("alter table elsewhere rename to track")

      #expect(try await ids(shelf) == [1])
    }
  }
}
