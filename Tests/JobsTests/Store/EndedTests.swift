import Messaging
import Storage
import TestKit
import Testing

@testable import Jobs

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct EndedTests {
  @Test func `of the runs asked for, those that are over are told, and open ones are counted`() async throws {
    try await withStage { stage in
      let runs = try await stage.enqueue(["a", "b", "c"]).map(\.run)
      _ = try await stage.store.cancel(runs[1])

      let ended = try await stage.store.ended(of: Array(runs.dropLast()) + [RunID.make()])

      #expect(ended.map(\.run) == [runs[1]] && ended.map(\.state) == [.cancelled])
      #expect(try await stage.store.openRunCount() == 2)
      #expect(try await stage.store.ended(of: []).isEmpty)
    }
  }
}
