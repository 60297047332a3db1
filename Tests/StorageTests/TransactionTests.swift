import Storage
import TestKit
import Testing

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct TransactionTests {
  private struct Refusal: Error {}

  @Test func `what the body throws undoes what it did`() async throws {
    try await withDatabase { database in
      try await database.pool.execute("create table item (id int8)")

      await #expect(throws: Refusal.self) {
        try await database.pool.transaction { session in
          try session.execute("insert into item values (1)")
          throw Refusal()
        }
      }

      #expect(try await database.pool.value("select count(*) from item", as: Int.self) == 0)
    }
  }

  @Test func `transactions that conflict are tried again until each has happened`() async throws {
    try await withDatabase { database in
      try await database.pool.execute("create table counter (id int8 primary key, n int8)")
      try await database.pool.execute("insert into counter values (1, 0)")
      let attempts = Tally()

      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          group.addTask {
            try await database.pool.transaction(TransactionSettings(isolation: .serializable, attempts: 50)) {
              session in
              attempts.add()
              let n = try session.value("select n from counter where id = 1", as: Int.self)
              try session.execute("update counter set n = \(n + 1) where id = 1")
            }
          }
        }
        try await group.waitForAll()
      }

      #expect(try await database.pool.value("select n from counter", as: Int.self) == 8)
      #expect(attempts.count > 8, "nothing conflicted, so nothing was shown")
    }
  }

  @Test func `a deadlock ends with both transactions done`() async throws {
    try await withDatabase { database in
      try await database.pool.execute("create table pair (id int8 primary key, n int8)")
      try await database.pool.execute("insert into pair values (1, 0), (2, 0)")
      let meeting = Meeting(parties: 2)

      try await withThrowingTaskGroup(of: Void.self) { group in
        for (first, second) in [(1, 2), (2, 1)] {
          group.addTask {
            try await database.pool.transaction { session in
              try session.execute("set local deadlock_timeout = '20ms'")
              try session.execute("update pair set n = n + 1 where id = \(first)")
              meeting.arrive()
              try session.execute("update pair set n = n + 1 where id = \(second)")
            }
          }
        }
        try await group.waitForAll()
      }

      #expect(
        try await database.pool.rows("select n, n from pair", as: Int.self, Int.self).map(\.0) == [2, 2])
      #expect(meeting.arrivals > 2, "no deadlock came about")
    }
  }

  @Test func `attempts are bounded`() async throws {
    try await withDatabase { database in
      let attempts = Tally()

      let error = try await #require(throws: StorageError.self) {
        try await database.pool.transaction(TransactionSettings(attempts: 3)) { session in
          attempts.add()
          try session.execute("do $$ begin raise exception 'again' using errcode = '40001'; end $$")
        }
      }

      #expect(error.code == .conflict && error.isRetriable)
      #expect(attempts.count == 3)
    }
  }

  @Test func `a body that swallows an error does not pass for committed`() async throws {
    try await withDatabase { database in
      try await database.pool.execute("create table item (id int8)")

      await #expect(throws: StorageError.self) {
        try await database.pool.transaction { session in
          try session.execute("insert into item values (1)")
          _ = try? session.execute("select 1 / 0")
        }
      }

      #expect(try await database.pool.value("select count(*) from item", as: Int.self) == 0)
    }
  }

  @Test func `a read-only transaction cannot write`() async throws {
    try await withDatabase { database in
      try await database.pool.execute("create table item (id int8)")

      let error = try await #require(throws: StorageError.self) {
        try await database.pool.transaction(TransactionSettings(isReadOnly: true)) { session in
          try session.execute("insert into item values (1)")
        }
      }

      #expect(error.sqlState == "25006")
    }
  }

  @Test(arguments: [TransactionSettings.Commit.plain, .verified])
  func `a caller that was cancelled before the commit has it undone, and that is known`(
    commit: TransactionSettings.Commit
  ) async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      try await database.pool.execute("create table item (id int8)")
      let gate = Gate()
      let task = Task {
        try await database.pool.transaction(TransactionSettings(commit: commit)) { session in
          try session.execute("insert into item values (1)")
          gate.waitUntilOpen()
        }
      }
      await gate.someoneWaits()

      task.cancel()
      gate.open()
      let error = try await #require(throws: StorageError.self) { try await task.value }

      #expect(error.code == .cancelled)
      #expect(try await database.pool.value("select count(*) from item", as: Int.self) == 0)
      #expect(!database.hasLogged("lost"))
    }
  }

  @Test(arguments: ["rollback", "commit"] as [SQL])
  func `a body that ends the transaction itself does not pass for committed`(end: SQL) async throws {
    try await withDatabase { database in
      let error = try await #require(throws: StorageError.self) {
        try await database.pool.transaction { session in _ = try session.execute(end) }
      }

      #expect(error.message == "the body has ended the transaction itself, by COMMIT or ROLLBACK")
    }
  }
}

/// Lets threads meet once: each party waits at its first arrival until all are there.
private final class Meeting: Sendable {
  private let parties: Int
  private let tally = Tally()

  init(parties: Int) { self.parties = parties }

  var arrivals: Int { tally.count }

  func arrive() {
    tally.add()
    while tally.count < parties {}
  }
}
