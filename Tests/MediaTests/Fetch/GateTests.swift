import Synchronization
import TestKit
import Testing

@testable import Media

@Suite(.timeLimit(.minutes(1))) struct GateTests {
  @Test func `one who waits for a busy host does not hold up others`() async throws {
    let gate = Gate(limit: 3, limitPerHost: 1, patience: .seconds(1))
    try await gate.enter("a")
    let second = Task { try await gate.enter("a") }
    #expect(await eventually { gate.counts.waiting == 1 })

    try await gate.enter("b")

    #expect(gate.counts == (2, 1))
    gate.leave("a")
    try await second.value
    #expect(gate.counts == (2, 0))
    gate.leave("a")
    gate.leave("b")
    #expect(gate.counts == (0, 0))
  }

  @Test func `a place that comes free goes to who has waited longest`() async throws {
    let gate = Gate(limit: 1, limitPerHost: 1, patience: .seconds(1))
    let order = Order()
    try await gate.enter("a")
    var tasks: [Task<Void, any Error>] = []
    for number in 0..<5 {
      tasks.append(
        Task {
          try await gate.enter(number % 2 == 0 ? "a" : "b")
          order.add(number)
          gate.leave(number % 2 == 0 ? "a" : "b")
        })
      #expect(await eventually { gate.counts.waiting == number + 1 })
    }

    gate.leave("a")
    for task in tasks { try await task.value }

    #expect(order.numbers == [0, 1, 2, 3, 4])
  }

  @Test func `a rest that is too long is told with its length, and only to those of its host`() async throws {
    let gate = Gate(limit: 2, limitPerHost: 1, patience: .seconds(1))
    gate.pause("a", for: .seconds(100_000))
    gate.pause("a", for: .seconds(1))

    let error = await #expect(throws: MediaError.self) { try await gate.enter("a") }
    try await gate.enter("b")

    #expect(error?.code == .unavailable)
    #expect(error?.message == "a asked to be left alone")
    // An hour at most: a server cannot close a host to us for good.
    #expect((.seconds(3590))...(.seconds(3600)) ~= error?.retryAfter ?? .zero)
    #expect(gate.counts == (1, 0))
  }

  @Test func `crowds that are cancelled at any moment leave no place taken`() async throws {
    let gate = Gate(limit: 2, limitPerHost: 1, patience: .seconds(1))
    let seed = UInt64.random(in: 0...(.max))
    var generator = SeededGenerator(seed: seed)
    var tasks: [Task<Void, Never>] = []
    for _ in 0..<300 {
      let host = ["a", "b", "c"].randomElement(using: &generator) ?? "a"
      tasks.append(
        Task {
          do { try await gate.enter(host) } catch { return }
          await Task.yield()
          gate.leave(host)
        })
      if Bool.random(using: &generator) { tasks.randomElement(using: &generator)?.cancel() }
      if Bool.random(using: &generator) { await Task.yield() }
    }
    for task in tasks { await task.value }

    #expect(gate.counts == (0, 0), "seed \(seed)")
  }
}

/// Numbers in the order that tasks gave them.
private final class Order: Sendable {
  private let state = Mutex<[Int]>([])

  var numbers: [Int] { state.withLock { $0 } }

  func add(_ number: Int) { state.withLock { $0.append(number) } }
}
