import Datasets
import FoundationEssentials
import Storage
import TestKit
import Testing

/// Versions whose tables somebody else is at.
@Suite struct DatasetLockingTests {
  private static let world = MoovitaMixWorld(seed: 51, count: 20)

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `leaves a version whose table is read for long to the next cleaning`() async throws {
    try await Stage.with(Self.world) { stage in
      var settings = MoovitaMixImport.Settings()
      settings.expiry = Date.now.addingTimeInterval(3_600)
      let first = try #require(try await stage.run(settings).version)
      let later = Date.now.addingTimeInterval(3_601)
      let gate = Gate()
      async let reading: Void = stage.holding(
        "lock table \(identifier: "hookline.moovitamix_track_\(first)") in access share mode", gate)
      await gate.someoneWaits()
      stage.server.restart(with: MoovitaMixWorld(seed: 52, count: 20))

      let second = await Task { try await stage.run() }.result
      let expired = await Task { try await stage.store.expire(.moovitaMix, now: later) }.result
      let during = try? await stage.store.version(first)
      gate.open()
      try await reading
      let packed = try await stage.store.packHistory(of: .moovitaMix)

      #expect(try second.get().version != nil && second.get().packingFailure == nil)
      #expect(try expired.get() == [])
      #expect(during?.state == .history && during?.isPacked == false)
      #expect(packed == [first])
      #expect(try await stage.lines(first, "user").count == 20)
      #expect(try await stage.store.expire(.moovitaMix, now: later) == [first])
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `leaves no table of a version that ends while its table is made beside a reader`() async throws {
    try await Stage.with(Self.world) { stage in
      let first = try #require(try await stage.run().version)
      stage.server.restart(with: MoovitaMixWorld(seed: 52, count: 20))
      _ = try await stage.run()
      let version = try await stage.store.begin(.moovitaMix, title: "", origin: "")
      let (reader, opener) = (Gate(), Gate())
      async let reading: Void = stage.holding("select count(*) from hookline.moovitamix_user", reader)
      await reader.someoneWaits()
      let opening = Task {
        try await stage.holding(
          "select hookline.open_dataset_part('moovitamix_user', \(version))", opener)
      }
      await opener.someoneWaits()

      let ending = Task { try await stage.store.fail(version, of: .moovitaMix, because: "it was cancelled") }
      let isSeen = try await eventually { try await stage.hasReached(version) }
      opener.open()
      let results = (await opening.result, await ending.result)
      reader.open()
      try await reading

      try results.0.get()
      try results.1.get()
      #expect(isSeen)
      #expect(try await stage.parts().first == "moovitamix_user_\(first)", "it was not in anybody's way")
      #expect(try await stage.isFailed(version))
      let name = "hookline.moovitamix_user_\(version)"
      #expect(try await stage.database.pool.value("select to_regclass(\(name)) is null", as: Bool.self))
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `empties a table that becomes a part while its version ends, beside a reader`() async throws {
    try await Stage.with(Self.world) { stage in
      let version = try await stage.store.begin(.moovitaMix, title: "", origin: "")
      try await stage.database.pool.execute(
        "select hookline.open_dataset_part('moovitamix_user', \(version))")
      let (reader, closer) = (Gate(), Gate())
      async let reading: Void = stage.holding("select count(*) from hookline.moovitamix_user", reader)
      await reader.someoneWaits()
      let closing = Task {
        try await stage.holding(
          "select hookline.close_dataset_part('moovitamix_user', \(version))", closer)
      }
      await closer.someoneWaits()

      let ending = Task { try await stage.store.fail(version, of: .moovitaMix, because: "it was cancelled") }
      let isSeen = try await eventually { try await stage.hasReached(version) }
      closer.open()
      let results = (await closing.result, await ending.result)
      let isFailed = try? await stage.isFailed(version)
      reader.open()
      try await reading

      try results.0.get()
      try results.1.get()
      #expect(isSeen && isFailed == true)
      #expect(try await stage.parts() == ["moovitamix_user_\(version)"])
    }
  }
}

extension Stage {
  /// Does this in a transaction that ends when the gate is opened.
  fileprivate func holding(_ sql: SQL, _ gate: Gate) async throws {
    try await database.pool.transaction(TransactionSettings(attempts: 1)) { session in
      try session.execute("set local idle_in_transaction_session_timeout = 0")
      try session.query(sql) { _ in }
      gate.waitUntilOpen()
    }
  }

  /// Whether whoever ends the version waits for a lock, or has ended it.
  fileprivate func hasReached(_ version: DatasetVersion.ID) async throws -> Bool {
    try await database.pool.value(
      """
      select exists (
          select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')
        or exists (select from hookline.dataset_version where id = \(version) and state = 'failed')
      """, as: Bool.self)
  }

  fileprivate func isFailed(_ version: DatasetVersion.ID) async throws -> Bool {
    try await store.version(version)?.state == .failed
  }
}
