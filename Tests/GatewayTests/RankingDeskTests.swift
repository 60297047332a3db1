import Knowledge
import Storage
import TestKit
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(1))) struct RankingDeskTests {
  @Test func `the ranking is worked out once for all who ask, as long as it is told`() async throws {
    let looks = Tally()
    let desk = RankingDesk { _ in
      looks.add()
      return []
    }
    for limit in [5, 10, 1_000, 0] { _ = try await desk.ranking(skip: 0, limit: limit) }
    #expect(looks.count == 1)

    // More than was looked for is looked for, and whoever asks for less then has it.
    _ = try await desk.ranking(skip: 1_000, limit: 1)
    _ = try await desk.ranking(skip: 0, limit: 1_001)
    #expect(looks.count == 2)
    desk.forget()
    _ = try await desk.ranking(skip: 0, limit: 5)
    #expect(looks.count == 3)
  }

  @Test func `what is too old is worked out anew`() async throws {
    let looks = Tally()
    let desk = RankingDesk(age: .zero) { _ in
      looks.add()
      return []
    }
    for _ in 0..<3 { _ = try await desk.ranking(skip: 0, limit: 5) }
    #expect(looks.count == 3)
  }

  @Test func `many who ask at once have it worked out few times`() async throws {
    let looks = Tally()
    let desk = RankingDesk { _ in
      looks.add()
      await Task.yield()
      return []
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for skip in 0..<50 { group.addTask { _ = try await desk.ranking(skip: skip, limit: 5) } }
      try await group.waitForAll()
    }
    #expect(looks.count == 1)
  }

  @Test func `what was worked out while more was taken in is not told`() async throws {
    let looks = Tally()
    let (started, begin) = AsyncStream.makeStream(of: Void.self)
    let (waiting, goOn) = AsyncStream.makeStream(of: Void.self)
    let desk = RankingDesk { _ in
      if looks.add() == 1 {
        begin.yield()
        for await _ in waiting { break }
      }
      return []
    }
    let first = Task { try await desk.ranking(skip: 0, limit: 5) }
    for await _ in started { break }
    desk.forget()
    goOn.yield()
    _ = try await first.value

    _ = try await desk.ranking(skip: 0, limit: 5)
    #expect(looks.count == 2)
  }
}
