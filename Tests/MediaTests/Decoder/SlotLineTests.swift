import TestKit
import Testing

@testable import Media

@Suite(.timeLimit(.minutes(1))) struct SlotLineTests {
  @Test func `who came first is served first`() async throws {
    let line = SlotLine(1)
    let slot = try await line.enter()
    let (served, source) = AsyncStream.makeStream(of: Int.self)
    var tasks: [Task<Void, any Error>] = []
    for index in 0..<5 {
      tasks.append(
        Task {
          let slot = try await line.enter()
          source.yield(index)
          line.leave(slot)
        })
      #expect(await eventually(within: .seconds(30)) { line.waitingCount == index + 1 })
    }
    line.leave(slot)

    for task in tasks { try await task.value }

    source.finish()
    #expect(await served.reduce(into: []) { $0.append($1) } == [0, 1, 2, 3, 4])
  }

  @Test func `who gives up is passed over`() async throws {
    let line = SlotLine(1)
    let slot = try await line.enter()
    let first = Task { try await line.enter() }
    #expect(await eventually(within: .seconds(30)) { line.waitingCount == 1 })
    let second = Task { try await line.enter() }
    #expect(await eventually(within: .seconds(30)) { line.waitingCount == 2 })
    first.cancel()
    await #expect(throws: CancellationError.self) { try await first.value }

    line.leave(slot)

    #expect(try await second.value == slot)
  }

  @Test func `every slot is given to one at a time`() async throws {
    let line = SlotLine(3)
    let busy = Tally()

    try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<500 {
        group.addTask {
          let slot = try await line.enter()
          let count = busy.add()
          if index.isMultiple(of: 7) { await Task.yield() }
          busy.add(-1)
          line.leave(slot)
          return count
        }
      }
      for try await count in group { #expect(count <= 3) }
    }
  }

  @Test func `nobody is left waiting when it closes`() async throws {
    let line = SlotLine(1)
    _ = try await line.enter()
    let waiting = Task { try await line.enter() }
    #expect(await eventually(within: .seconds(30)) { line.waitingCount == 1 })

    line.close()

    await #expect(throws: MediaError.self) { try await waiting.value }
    await #expect(throws: MediaError.self) { try await line.enter() }
  }
}
