import Lifecycle
import Storage
import TestKit
import Testing

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct ListenerTests {
  @Test func `what is notified is heard in order, and only on its channel`() async throws {
    try await withListener { database, listener in
      var events = listener.events(on: "Odd \"channel\"").makeAsyncIterator()
      var others = listener.events(on: "other").makeAsyncIterator()
      #expect(await events.next() == .resumed)
      #expect(await others.next() == .resumed)

      try await database.pool.transaction { session in
        for payload in ["one", "two", ""] { try session.notify("Odd \"channel\"", payload) }
        try session.notify("other", "else")
      }

      let heard = [await events.next(), await events.next(), await events.next()]
      #expect(
        heard
          == ["one", "two", ""].map { .notification(Notification(channel: "Odd \"channel\"", payload: $0)) })
      #expect(await others.next() == .notification(Notification(channel: "other", payload: "else")))
    }
  }

  @Test func `after the connection broke it listens again and says so`() async throws {
    try await withListener { database, listener in
      var events = listener.events(on: "news").makeAsyncIterator()
      #expect(await events.next() == .resumed)

      let killed = try await database.pool.value(
        """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where application_name = \(database.name + " listener")
        """, as: Int.self)

      #expect(killed == 1)
      #expect(await events.next() == .resumed)
      try await database.pool.perform { session in try session.notify("news", "again") }
      #expect(await events.next() == .notification(Notification(channel: "news", payload: "again")))
      #expect(database.hasLogged("database connection lost"))
      #expect(database.hasLogged("database connection restored"))
    }
  }

  @Test func `a notification that is too long is refused`() async throws {
    try await withDatabase { database in
      await #expect(throws: StorageError.self) {
        try await database.pool.perform { session in
          try session.notify("news", String(repeating: "x", count: 8_000))
        }
      }
    }
  }

  @Test func `who comes second to a channel is told as well that it is listened on`() async throws {
    try await withListener { database, listener in
      var first = listener.events(on: "news").makeAsyncIterator()
      #expect(await first.next() == .resumed)

      var second = listener.events(on: "news").makeAsyncIterator()

      #expect(await second.next() == .resumed)
    }
  }

  @Test func `when listening fails for good, readers are not left waiting`() async throws {
    try await withDatabase { database in
      let listener = Listener(database.settings, logger: database.logger)
      // A dot separates a schema from a name, and a channel has none.
      var events = listener.events(on: "a.b").makeAsyncIterator()

      await #expect(throws: StorageError.self) { try await listener.run() }

      #expect(await events.next() == nil)
      var late = listener.events(on: "news").makeAsyncIterator()
      #expect(await late.next() == nil)
    }
  }

  private func withListener(_ body: (TestDatabase, Listener) async throws -> Void) async throws {
    try await withDatabase { database in
      let shutdown = Shutdown()
      let listener = Listener(database.settings, logger: database.logger, shutdown: shutdown)
      let running = Task { try await listener.run() }
      try await body(database, listener)
      shutdown.drain()
      // A drain ends it without waiting for a notification.
      try await running.value
    }
  }
}
