@testable import Datasets
import FoundationEssentials
import Glibc
import Sources
import Storage
import Synchronization
import TestKit
import Testing

@Suite struct MoovitaMixVersionTests {
  private static let world = MoovitaMixWorld(seed: 22, count: 40)

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `keeps a version that is current when what was before cannot be packed`() async throws {
    try await Stage.with(Self.world) { stage in
      let first = try #require(try await stage.run().version)
      try await stage.database.pool.execute("alter table hookline.dataset_chunk add check (false)")
      stage.server.restart(with: MoovitaMixWorld(seed: 23, count: 30))

      let second = try await stage.run()
      let current = try #require(second.version)
      try await stage.store.fail(current, of: .moovitaMix, because: "late")

      #expect(second.packingFailure != nil)
      #expect(try await stage.store.current(of: "moovitamix")?.id == second.version)
      let versions = try await stage.store.versions(of: "moovitamix")
      #expect(versions.map(\.state) == [.current, .history])
      #expect(versions.allSatisfy { !$0.isPacked })
      #expect(try await stage.lines(current, "user").count == 30)
      #expect(try await stage.lines(first, "user").count == 40)
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)), arguments: MoovitaMixKind.allCases)
  func `compares by content without looking at all records for each`(kind: MoovitaMixKind) async throws {
    try await Stage.with(Self.world) { stage in
      let plan = try await stage.database.pool.rows(
        "explain \(MoovitaMixChanges.byContent(kind, 1, 2))", as: String.self)

      #expect(plan.count { $0.contains("Anti Join") } == 2)
      #expect(!plan.contains { $0.contains("SubPlan") })
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)), arguments: ["jsonl", "json"])
  func `brings the files of a kind in one after the other`(layout: String) async throws {
    try await Stage.with(MoovitaMixWorld()) { stage in
      func text(_ records: [String]) -> String {
        layout == "json" ? "[" + records.joined(separator: ",") + "]" : records.joined(separator: "\n")
      }
      // A second history of each user, the first ones of both files at the same place.
      let histories = Self.world.histories.map(\.json)

      let outcome = try await stage.run(files: [
        "users.\(layout)": text(Self.world.users.map(\.json)),
        "tracks-1.\(layout)": text(Self.world.tracks.prefix(15).map(\.json)),
        "tracks-2.\(layout)": text(Self.world.tracks.suffix(25).map(\.json) + ["{}"]),
        "listen_history-1.\(layout)": text(histories),
        "listen_history-2.\(layout)": text(histories.reversed() + histories),
      ])

      let rows = try await stage.database.pool.rows(
        "select user_id from hookline.moovitamix_history order by position", as: Int.self)
      let users = Self.world.histories.map(\.user)
      #expect(rows == users + users.reversed() + users)
      let tracks = try await stage.database.pool.rows(
        "select id from hookline.moovitamix_track order by position", as: Int.self)
      #expect(tracks == Self.world.tracks.map(\.id))
      let version = try #require(outcome.version)
      let rejection = try #require(try await stage.rejections(version).first)
      let whole = text(Self.world.tracks.suffix(25).map(\.json) + [""])
      #expect(rejection.position == (layout == "json" ? 25 : whole.utf8.count))
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `counts positions by the size that the server gives pages`() async throws {
    try await Stage.with(Self.world) { stage in
      stage.server.api.meetAlways(.status(500))
      for (path, records) in [
        ("/users", Self.world.users.map(\.json)), ("/tracks", Self.world.tracks.map(\.json)),
        ("/listen_history", Self.world.histories.map(\.json)),
      ] {
        for page in [1, 2, 3, 4, 1] {
          let items = records[(page * 10 - 10)..<(page * 10)].joined(separator: ",")
          stage.server.api.meet(
            .answer(.json(#"{"items":[\#(items)],"total":40,"page":\#(page),"size":10}"#)), at: path)
        }
      }

      _ = try await stage.run(size: 30, concurrency: 1)

      let positions = try await stage.database.pool.rows(
        "select position from hookline.moovitamix_history order by position", as: Int.self)
      #expect(positions == Array(0..<40))
    }
  }

  @Test func `wants files of all kinds, and names those that it leaves out`() async throws {
    let names = ["users.json", "tracks_2.jsonl.gz", "history.json", "listen_history.csv", ".hidden"]
    try await withFiles(Dictionary(uniqueKeysWithValues: names.map { ($0, "") })) { folder in
      let files = try MoovitaMixFolder.files(at: folder)

      let error = #expect(throws: DatasetError.self) { try MoovitaMixFolder.requireAllKinds(files) }

      #expect(files.map(\.kind) == [.track, .user])
      #expect(error?.description.contains("listen_history*") == true)
      #expect(error?.description.contains("users") == false)
      #expect(try MoovitaMixFolder.ignored(at: folder) == ["history.json", "listen_history.csv"])
      let history = try #require(MoovitaMixFile("listen_history.json"))
      try MoovitaMixFolder.requireAllKinds(files + [history])
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `does not say that records of pages that were left out are gone`() async throws {
    try await Stage.with(Self.world) { stage in
      _ = try await stage.run()
      let first = APIServer.Fault.answer(stage.server.answer(at: "/tracks", page: 1, size: 10))
      stage.server.api.meet(first, .status(403), at: "/tracks")

      let outcome = try await stage.run(size: 10, concurrency: 1, allowsGaps: true)

      #expect(outcome.gaps.count == 1 && outcome.version != nil && outcome.report.previous != nil)
      #expect(outcome.report.kind("user").changes == DatasetReport.Changes(same: 40))
      #expect(outcome.report.kind("track").changes == nil && outcome.report.kind("track").records == 30)
      #expect(outcome.report.kind("history").changes == nil)
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `exports a version that is packed meanwhile, and says when records are missing`() async throws {
    try await Stage.with(Self.world) { stage in
      let first = try #require(try await stage.run().version)
      let seen = try #require(try await stage.store.version(first))
      stage.server.restart(with: MoovitaMixWorld(seed: 23, count: 30))
      _ = try await stage.run()
      let users = Dataset.moovitaMix.kinds[0]
      let count = Mutex(0)

      try await stage.store.export(users, of: seen) { part in
        count.withLock { $0 += part.count { $0 == 0x0a } }
      }
      try await stage.database.pool.execute("delete from hookline.dataset_chunk where kind = 'user'")
      let error = await #expect(throws: DatasetError.self) {
        try await stage.store.export(users, of: seen) { _ in }
      }

      #expect(!seen.isPacked && count.withLock { $0 } == 40)
      #expect(error?.code == .incomplete && error?.description.contains("0 of 40") == true)
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `packs no version that is just being exported, and hinders no import by that`() async throws {
    try await Stage.with(Self.world) { stage in
      let first = try #require(try await stage.run().version)
      stage.server.restart(with: MoovitaMixWorld(seed: 23, count: 30))
      let gate = Gate()
      let seen = try #require(try await stage.store.version(first))
      async let exporting: Void = stage.store.export(Dataset.moovitaMix.kinds[0], of: seen) { _ in
        gate.waitUntilOpen()
      }
      await gate.someoneWaits()

      let importing = Task { try await stage.run() }
      let second = await importing.result
      let during = try? await stage.store.version(first)
      gate.open()
      try await exporting
      let packed = try await stage.store.packHistory(of: .moovitaMix)

      #expect(try second.get().version != nil && second.get().packingFailure == nil)
      #expect(during?.state == .history && during?.isPacked == false)
      #expect(packed == [first])
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `drops the tables of versions that are packed with the next import`() async throws {
    try await Stage.with(MoovitaMixWorld(seed: 1, count: 20)) { stage in
      let first = try #require(try await stage.run().version)
      stage.server.restart(with: MoovitaMixWorld(seed: 2, count: 20))
      let second = try #require(try await stage.run().version)
      let before = try await stage.parts()
      stage.server.restart(with: MoovitaMixWorld(seed: 3, count: 20))

      let third = try #require(try await stage.run().version)

      #expect(before == ["moovitamix_user_\(first)", "moovitamix_user_\(second)"])
      #expect(try await stage.parts() == ["moovitamix_user_\(second)", "moovitamix_user_\(third)"])
      #expect(try await stage.count("moovitamix_user") == 20)
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `leaves no table of a version that was ended`() async throws {
    try await Stage.with(MoovitaMixWorld()) { stage in
      let pool = stage.database.pool
      let version = try await stage.store.begin(.moovitaMix, title: "", origin: "")
      let open: SQL = "select hookline.open_dataset_part('moovitamix_user', \(version))"
      try await pool.execute(open)

      try await stage.store.fail(version, of: .moovitaMix, because: "it was cancelled")

      let name = "hookline.moovitamix_user_\(version)"
      #expect(try await pool.value("select to_regclass(\(name)) is null", as: Bool.self))
      await #expect(throws: StorageError.self) { try await pool.execute(open) }
      #expect(try await pool.value("select to_regclass(\(name)) is null", as: Bool.self))
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `reads what packs well again, and packs large records into chunks of some megabytes`() async throws {
    try await Stage.with(MoovitaMixWorld()) { stage in
      let version = try await stage.store.begin(.moovitaMix, title: "", origin: "")
      try await stage.makeParts(version)
      try await stage.database.pool.execute(
        """
        insert into hookline.moovitamix_user (version_id, id, position, first_name, flags)
        select \(version), n, n, repeat('a', 30000), 0 from generate_series(1, 1000) n
        """)
      _ = try await stage.store.finish(version, of: .moovitaMix, DatasetReport())
      let before = try await stage.lines(version, "user")
      let next = try await stage.store.begin(.moovitaMix, title: "", origin: "")
      _ = try await stage.store.finish(next, of: .moovitaMix, DatasetReport())

      try await stage.store.packHistory(of: .moovitaMix)

      let chunks = try await stage.database.pool.rows(
        "select byte_count, octet_length(bytes) from hookline.dataset_chunk order by number", as: Int32.self,
        Int32.self)
      #expect(chunks.count == 4 && chunks.allSatisfy { $0.0 < 9 << 20 })
      #expect(chunks.contains { $0.0 / $0.1 > 400 })
      #expect(try await stage.lines(version, "user") == before && before.count == 1_000)
    }
  }

  @Test(.timeLimit(.minutes(1))) func `waits for no pipe that is named like a file of records`() async throws
  {
    try await withFiles([:]) { folder in
      try #require(mkfifo(folder + "/users.jsonl", 0o600) == 0 && mkdir(folder + "/tracks.json", 0o700) == 0)
      let files = try MoovitaMixFolder.files(at: folder)
      try #require(files.count == 2)

      for file in files {
        let error = await #expect(throws: DatasetError.self) {
          try await MoovitaMixFolder([file]).read { _, _, _, _ in }
        }
        #expect(error?.code == .unusable)
      }
    }
  }
}
