import Datasets
import FoundationEssentials
import Lifecycle
import Sources
import Storage
import TestKit
import Testing

@Suite struct MoovitaMixImportTests {
  private static let seed: UInt64 = 21
  private static let world = MoovitaMixWorld(seed: seed, count: 250)

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `brings everything in as the current version, as it came`() async throws {
    try await Stage.with(Self.world) { stage in
      let outcome = try await stage.run(size: 30)

      let version = try #require(outcome.version)
      let current = try await stage.store.current(of: "moovitamix")
      #expect(current?.id == version && current?.report == outcome.report)
      #expect(outcome.report.kinds.map(\.records) == [250, 250, 250])
      #expect(outcome.report.rejected == 0 && outcome.report.kinds.allSatisfy { $0.changes == nil })
      #expect(outcome.report.counts["plays"] == 1_250)
      let plays = try await stage.database.pool.rows(
        "select user_id, track_id from hookline.moovitamix_play order by position, place", as: Int.self,
        Int.self)
      let expected = Self.world.histories.flatMap { history in history.items.map { (history.user, $0) } }
      #expect(plays.map(\.0) == expected.map(\.0) && plays.map(\.1) == expected.map(\.1))
      let inverted = Self.world.users.count { $0.updatedAt < $0.createdAt }
      #expect(
        outcome.report.kind("user").flagged["moovitamix user.updated_at order"] == inverted && inverted > 0)
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `takes an empty data set for a version`() async throws {
    try await Stage.with(MoovitaMixWorld()) { stage in
      let outcome = try await stage.run()

      #expect(outcome.version != nil && outcome.report.records == 0)
      #expect(try await stage.store.current(of: "moovitamix")?.id == outcome.version)
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `tells what was added, changed and is gone`() async throws {
    try await Stage.with(Self.world) { stage in
      let first = try await stage.run()
      var next = Self.world
      next.users[3].email = "other@example.net"
      next.users[4].genre = "Polka"
      next.tracks[9].name = "another"
      let gone = next.users.remove(at: 0).id
      next.histories.removeAll { $0.user == gone }
      next.users.append(MoovitaMixWorld(seed: 77, count: 1).users[0])
      next.users[next.users.count - 1].id = 900_001
      next.histories[5].items.swapAt(0, 4)
      next.histories[6].items.append(next.histories[6].items[0])
      stage.server.restart(with: next)

      let second = try await stage.run()

      #expect(second.report.previous == first.version)
      #expect(
        second.report.kind("user").changes
          == DatasetReport.Changes(added: 1, changed: 2, gone: 1, same: 247))
      #expect(second.report.kind("track").changes == DatasetReport.Changes(changed: 1, same: 249))
      let swapped = Self.world.histories[6].items
      let isSame = swapped[0] == swapped[4]
      #expect(
        second.report.kind("history").changes
          == DatasetReport.Changes(changed: isSame ? 1 : 2, gone: 1, same: isSame ? 248 : 247))
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `knows the same records under new ids after a restart, and keeps what was as history`() async throws {
    try await Stage.with(Self.world) { stage in
      let first = try #require(try await stage.run().version)
      let before = try await stage.lines(first, "user")
      stage.server.restart(with: Self.world.renumbered(seed: 5))

      let second = try await stage.run()
      stage.server.restart(with: MoovitaMixWorld(seed: 99, count: 130))
      let third = try await stage.run()

      for kind in ["user", "track", "history"] {
        let changes = second.report.kind(kind).changes
        #expect(changes == DatasetReport.Changes(added: 250, gone: 250, renumbered: 250))
      }
      #expect(third.report.kind("user").changes?.renumbered == 0)
      #expect(third.report.kinds.map(\.records) == [130, 130, 130])
      let versions = try await stage.store.versions(of: "moovitamix")
      #expect(versions.map(\.state) == [.current, .history, .history])
      #expect(versions.map(\.isPacked) == [false, true, true])
      #expect(versions.map { $0.report.records } == [390, 750, 750])
      #expect(try await stage.lines(first, "user") == before && before.count == 250)
      #expect(try await stage.lines(try #require(second.version), "history").count == 250)
      #expect(try await stage.count("moovitamix_user") == 130)
      let size = try await stage.store.packedSize(of: first)
      #expect(size.packed > 0 && size.packed * 2 < size.before)
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `makes no version of what has not changed, but when it is told to`() async throws {
    try await Stage.with(Self.world) { stage in
      let first = try await stage.run()

      let second = try await stage.run()
      var settings = MoovitaMixImport.Settings()
      settings.isForced = true
      let third = try await stage.run(settings)

      #expect(second.version == nil && second.report.previous == first.version && second.report.isUnchanged)
      #expect(third.version != nil)
      #expect(try await stage.store.versions().map(\.id) == [third.version, first.version])
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `keeps a version that has not changed as long as the newest import says, and no shorter`() async throws
  {
    try await Stage.with(Self.world) { stage in
      let hour = Date(timeIntervalSince1970: 4_000_000_000)
      let first = try await stage.run(until: hour)
      var expiries: [Date?] = []

      for expiry in [hour + 60, hour - 60, nil, hour] as [Date?] {
        #expect(try await stage.run(until: expiry).version == nil)
        expiries.append(try await stage.store.current(of: "moovitamix")?.expiryAt)
      }

      #expect(expiries == [hour + 60, hour + 60, nil, nil])
      #expect(try await stage.store.versions().map(\.id) == [first.version])
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `keeps bad records and strangers apart, by rule`() async throws {
    var world = MoovitaMixWorld(seed: Self.seed, count: 20)
    world.users[5].id = world.users[4].id
    world.histories[5].user = world.users[4].id
    world.histories[6].user = 999_999
    world.histories[7].items[2] = 888_888
    try await Stage.with(world) { stage in
      var tracks = world.tracks.map(\.json)
      tracks.insert(#"{"id":"x","name":"no track"}"#, at: 3)
      stage.server.give(tracks, at: "/tracks")

      let outcome = try await stage.run(size: 7)

      let version = try #require(outcome.version)
      #expect(outcome.report.kind("user").rejected == ["moovitamix user.id unique": 1])
      #expect(outcome.report.kind("track").rejected == ["moovitamix track.id form": 1])
      #expect(
        outcome.report.kind("history").rejected == [
          "moovitamix history.user_id relation": 1, "moovitamix history.items relation": 1,
        ])
      #expect(outcome.report.kinds.map(\.records) == [19, 20, 18])
      let rejections = try await stage.rejections(version)
      #expect(Set(rejections.map(\.rule)).isSubset(of: Rules.all.map(\.id)))
      let track = try #require(rejections.first { $0.kind == "track" })
      #expect(track.position == 3 && track.record == #"{"id":"x","name":"no track"}"#)
      #expect(track.place == "\(stage.server.url)/tracks?page=1&size=7")
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `leaves the current version alone when a page cannot be had`() async throws {
    try await Stage.with(Self.world) { stage in
      let first = try await stage.run()
      stage.server.restart(with: MoovitaMixWorld(seed: 8, count: 300))
      stage.server.api.meet(.answer(stage.server.answer(at: "/tracks", page: 1, size: 50)), at: "/tracks")
      // Always: a page that was asked for before its time is asked for again.
      stage.server.api.meetAlways(.status(403), at: "/tracks")

      let error = await #expect(throws: DatasetError.self) { try await stage.run(size: 50) }

      #expect(error?.code == .incomplete)
      #expect(
        error?.description.contains("403") == true
          && error?.description.contains("nothing was changed") == true)
      #expect(try await stage.store.current(of: "moovitamix")?.id == first.version)
      let failed = try #require(try await stage.store.versions().first)
      #expect(failed.state == .failed && failed.reason?.contains("403") == true)
      #expect(try await stage.count("moovitamix_user") == 250)
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `starts over once when the source is started anew meanwhile`() async throws {
    try await Stage.with(Self.world) { stage in
      let gate = Gate()
      let first = APIServer.Fault.answer(stage.server.answer(at: "/users", page: 1, size: 50))
      stage.server.api.meet(first, .held(gate), at: "/users")
      async let running = stage.run(size: 50, concurrency: 1)
      await gate.someoneWaits()
      stage.server.restart(with: MoovitaMixWorld(seed: 31, count: 130))
      gate.open()

      let outcome = try await running

      #expect(outcome.report.kinds.map(\.records) == [130, 130, 130])
      #expect(outcome.report.counts["restarts"] == 1)
      #expect(try await stage.store.versions().map(\.state) == [.current, .failed])
      #expect(try await stage.count("moovitamix_user") == 130)
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `refuses a second import at the same time`() async throws {
    try await Stage.with(MoovitaMixWorld()) { stage in
      let lock = try await DatasetLock("moovitamix", stage.database.settings, logger: stage.database.logger)

      let error = await #expect(throws: DatasetError.self) {
        try await DatasetLock("moovitamix", stage.database.settings, logger: stage.database.logger)
      }
      let other = try await DatasetLock("movielens", stage.database.settings, logger: stage.database.logger)
      await lock.release()
      let again = try await DatasetLock("moovitamix", stage.database.settings, logger: stage.database.logger)

      #expect(error?.code == .busy)
      await other.release()
      await again.release()
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `ends what a killed import has left, and expires what is over its time`() async throws {
    try await Stage.with(Self.world) { stage in
      var settings = MoovitaMixImport.Settings()
      settings.expiry = Date.now.addingTimeInterval(3_600)
      let first = try #require(try await stage.run(settings).version)
      stage.server.restart(with: MoovitaMixWorld(seed: 4, count: 130))
      let second = try #require(try await stage.run().version)
      let left = try await stage.store.begin(.moovitaMix, title: "", origin: "somewhere")
      try await stage.makeParts(left)
      try await stage.database.pool.execute(
        "insert into hookline.moovitamix_user (version_id, id, position, flags) values (\(left), 1, 0, 0)")
      let cleaning = DatasetCleaning(
        stage.database.pool, stage.database.settings, logger: stage.database.logger)

      let early = try await cleaning.clean([.moovitaMix], now: .now)
      let late = try await cleaning.clean([.moovitaMix], now: Date.now.addingTimeInterval(3_601))

      #expect(early.expired == [] && early.ended == [left])
      #expect(late.expired == [first] && late.ended == [])
      #expect(try await stage.store.versions().map(\.id) == [left, second])
      #expect(try await stage.count("dataset_chunk") == 0)
      #expect(try await stage.count("moovitamix_user") == 130)
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `finishes no version that was taken away meanwhile`() async throws {
    try await Stage.with(MoovitaMixWorld()) { stage in
      let version = try await stage.store.begin(.moovitaMix, title: "", origin: "")
      try await stage.store.discardLeftovers(of: .moovitaMix)

      let error = await #expect(throws: DatasetError.self) {
        try await stage.store.finish(version, of: .moovitaMix, DatasetReport())
      }

      #expect(error?.code == .lost)
      #expect(try await stage.store.current(of: "moovitamix") == nil)
    }
  }
}

extension Stage {
  fileprivate func run(until expiry: Date?) async throws -> MoovitaMixImport.Outcome {
    var settings = MoovitaMixImport.Settings()
    settings.expiry = expiry
    return try await run(settings)
  }
}
