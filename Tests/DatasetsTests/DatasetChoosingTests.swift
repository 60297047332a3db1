import Datasets
import FoundationEssentials
import Storage
import TestKit
import Testing

/// Versions that are held back, and versions that are used again.
@Suite struct DatasetChoosingTests {
  private static let world = MoovitaMixWorld(seed: 41, count: 60)

  /// What is read where no version is named.
  private static let currentHistories: SQL = """
    select user_id, tracks, flags from hookline.moovitamix_history h
    join hookline.dataset_version v on v.id = h.version_id and v.state = 'current' order by position
    """

  @Test(.needsPostgres, .timeLimit(.minutes(1)), arguments: ["/users", "/tracks", "/listen_history"])
  func `holds back a version in which a kind is empty, and makes it current when it is told to`(
    path: String
  ) async throws {
    try await Stage.with(Self.world) { stage in
      let first = try #require(try await stage.run().version)
      stage.server.give([], at: path)

      let held = try await stage.run()
      let version = try #require(held.version)
      let (current, kept) = (
        try await stage.store.current(of: "moovitamix"), try await stage.store.version(version)
      )
      var settings = MoovitaMixImport.Settings()
      settings.isForced = true
      let forced = try await stage.run(settings)

      #expect(held.isHeld && held.report.doubts.contains { $0.contains("0 records instead of 60") })
      #expect(current?.id == first)
      #expect(kept?.state == .held && kept?.isPacked == true && kept?.report == held.report)
      #expect(kept?.reason?.contains("0 records instead of 60") == true)
      #expect(!forced.isHeld)
      #expect(try await stage.store.current(of: "moovitamix")?.id == forced.version)
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `holds back what was mostly rejected, even where there is nothing yet`() async throws {
    try await Stage.with(Self.world) { stage in
      stage.server.give((0..<60).map { #"{"id":"x\#($0)"}"# }, at: "/users")

      let outcome = try await stage.run()

      #expect(outcome.isHeld && outcome.report.doubts.first == "user: 60 of 60 records were rejected")
      #expect(try await stage.store.current(of: "moovitamix") == nil)
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `keeps only the newest of the versions that are held back`() async throws {
    try await Stage.with(Self.world) { stage in
      let first = try #require(try await stage.run().version)
      stage.server.give([], at: "/users")
      _ = try await stage.run()
      stage.server.give([], at: "/tracks")

      let last = try #require(try await stage.run().version)

      let versions = try await stage.store.versions(of: "moovitamix")
      #expect(versions.map(\.id) == [last, first] && versions.map(\.state) == [.held, .current])
      let chunks = try await stage.database.pool.rows(
        "select distinct version_id from hookline.dataset_chunk", as: Int64.self)
      #expect(chunks.allSatisfy { $0 == last })
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `makes an older version current again, with its records as they were`() async throws {
    try await Stage.with(Self.world) { stage in
      let first = try #require(try await stage.run().version)
      let lines = try await stage.lines(first, "track")
      let rows = try await histories(stage)
      stage.server.restart(with: MoovitaMixWorld(seed: 42, count: 70))
      let second = try #require(try await stage.run().version)
      let between = try await histories(stage)

      try await stage.store.use(first, of: .moovitaMix, now: .now)
      let versions = try await stage.store.versions(of: "moovitamix")
      let packed = try await stage.store.packHistory(of: .moovitaMix)

      #expect(versions.map(\.state) == [.history, .current] && versions.map(\.isPacked) == [false, false])
      #expect(packed == [second])
      #expect(try await histories(stage) == rows && rows.count == 60 && between.count == 70)
      #expect(try await stage.lines(first, "track") == lines && lines.count == 60)
      #expect(try await stage.lines(second, "track").count == 70)
      #expect(try await stage.count("moovitamix_user") == 60)
      let chunks = try await stage.database.pool.rows(
        "select distinct version_id from hookline.dataset_chunk", as: Int64.self)
      #expect(chunks == [second])
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `makes a version that was held back current, and compares the next with it`() async throws {
    try await Stage.with(Self.world) { stage in
      _ = try await stage.run()
      stage.server.restart(with: MoovitaMixWorld(seed: 43, count: 10))
      let held = try #require(try await stage.run().version)

      try await stage.store.use(held, of: .moovitaMix, now: .now)
      let again = try await stage.run()

      #expect(again.version == nil && again.report.previous == held)
      let version = try #require(try await stage.store.version(held))
      #expect(version.state == .current && version.reason == nil && !version.report.doubts.isEmpty)
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `refuses versions that are absent, over their time, failed or not whole, and changes nothing`()
    async throws
  {
    try await Stage.with(Self.world) { stage in
      var settings = MoovitaMixImport.Settings()
      settings.expiry = Date.now.addingTimeInterval(3_600)
      let first = try #require(try await stage.run(settings).version)
      stage.server.restart(with: MoovitaMixWorld(seed: 44, count: 50))
      let second = try #require(try await stage.run().version)
      let failed = try await stage.store.begin(.moovitaMix, title: "", origin: "")
      try await stage.store.fail(failed, of: .moovitaMix, because: "no answer")
      let loading = try await stage.store.begin(.moovitaMix, title: "", origin: "")

      let later = Date.now.addingTimeInterval(3_601)
      for (version, now, words) in [
        (999, .now, "has no version 999"), (first, later, "over its time"), (failed, .now, "has failed"),
        (loading, .now, "being loaded"), (second, .now, "current already"),
      ] as [(Int64, Date, String)] {
        let error = await #expect(throws: DatasetError.self) {
          try await stage.store.use(version, of: .moovitaMix, now: now)
        }
        #expect(error?.description.contains(words) == true)
      }
      try await stage.database.pool.execute(
        "delete from hookline.dataset_chunk where version_id = \(first) and kind = 'history'")
      let torn = await #expect(throws: DatasetError.self) {
        try await stage.store.use(first, of: .moovitaMix, now: .now)
      }

      #expect(torn?.code == .incomplete && torn?.description.contains("0 of 60") == true)
      #expect(try await stage.store.current(of: "moovitamix")?.id == second)
      #expect(try await stage.store.version(first)?.isPacked == true)
      #expect(try await stage.count("moovitamix_user") == 50)
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `takes no version away from whoever exports it`() async throws {
    try await Stage.with(Self.world) { stage in
      let first = try #require(try await stage.run().version)
      stage.server.restart(with: MoovitaMixWorld(seed: 45, count: 50))
      _ = try await stage.run()
      let seen = try #require(try await stage.store.version(first))
      let gate = Gate()
      async let exporting: Void = stage.store.export(Dataset.moovitaMix.kinds[0], of: seen) { _ in
        gate.waitUntilOpen()
      }
      await gate.someoneWaits()

      let using = Task { try await stage.store.use(first, of: .moovitaMix, now: .now) }
      let result = await using.result
      gate.open()
      try await exporting

      let error = #expect(throws: DatasetError.self) { try result.get() }
      #expect(error?.code == .busy)
      try await stage.store.use(first, of: .moovitaMix, now: .now)
      #expect(try await stage.store.current(of: "moovitamix")?.id == first)
    }
  }

  private struct History: Equatable {
    let user: Int
    let tracks: [Int64]
    let flags: Int16
  }

  private func histories(_ stage: Stage) async throws -> [History] {
    try await stage.database.pool.rows(Self.currentHistories, as: Int.self, [Int64].self, Int16.self).map {
      History(user: $0.0, tracks: $0.1, flags: $0.2)
    }
  }
}
