import Storage
import Synchronization
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct BatchedReadTests {
  private struct Broken: Error {}

  private final class Outcomes: Sendable {
    let all = Mutex<[Result<Int?, any Error>]>([])
  }

  /// Reads that wait to be let through, one after the other.
  private final class Reads: Sendable {
    private let state = Mutex<(turns: [[Int]], held: [CheckedContinuation<Void, Never>])>(([], []))

    var turns: [[Int]] { state.withLock { $0.turns.map { $0.sorted() } } }

    func begin(_ keys: [Int]) async {
      await withCheckedContinuation { continuation in
        state.withLock { state in
          state.turns.append(keys)
          state.held.append(continuation)
        }
      }
    }

    /// Lets the oldest read that is held go on.
    func letOneEnd() async -> Bool {
      await eventually { self.endOne() }
    }

    private func endOne() -> Bool {
      guard let one = state.withLock({ $0.held.isEmpty ? nil : $0.held.removeFirst() }) else { return false }
      one.resume()
      return true
    }
  }

  @Test func `what waits while one is read goes together`() async throws {
    let reads = Reads()
    let batched = BatchedRead<Int, String>(limit: 3) { keys in
      await reads.begin(keys)
      return keys.reduce(into: [:]) { if $1 != 4 { $0[$1] = "value \($1)" } }
    }
    let first = Task { try await batched.value(for: 1) }
    #expect(await eventually { reads.turns == [[1]] })
    var others: [Task<String?, any Error>] = []
    for key in [2, 2, 4, 5] {
      others.append(Task { try await batched.value(for: key) })
      // Each is in the line before the next comes.
      for _ in 0..<20 { await Task.yield() }
    }
    for _ in 0..<3 { #expect(await reads.letOneEnd()) }

    #expect(try await first.value == "value 1")
    var values: [String?] = []
    for other in others { values.append(try await other.value) }
    #expect(values == ["value 2", "value 2", nil, "value 5"])
    // In which order tasks begin is not told; that none went with the first, and none twice, is.
    #expect(reads.turns.count == 3)
    #expect(reads.turns[0] == [1])
    #expect(reads.turns.dropFirst().allSatisfy { $0.count <= 3 })
  }

  @Test func `a failure is everybody's who went together, and nobody's after`() async throws {
    let failing = Mutex(true)
    let batched = BatchedRead<Int, Int> { keys in
      if failing.withLock({ $0 }) { throw Broken() }
      return Dictionary(uniqueKeysWithValues: keys.map { ($0, $0) })
    }
    await #expect(throws: Broken.self) { try await batched.value(for: 1) }
    failing.withLock { $0 = false }
    #expect(try await batched.value(for: 1) == 1)
  }

  @Test func `who comes when too many wait is refused`() async throws {
    let reads = Reads()
    let batched = BatchedRead<Int, Int>(limit: 1, waitingLimit: 1) { keys in
      await reads.begin(keys)
      return [:]
    }
    let first = Task { try await batched.value(for: 1) }
    #expect(await eventually { reads.turns == [[1]] })
    // One of these two is in the line, and the other is not let into it.
    let outcomes = Outcomes()
    let others = [2, 3].map { key in
      Task {
        let result: Result<Int?, any Error>
        do { result = .success(try await batched.value(for: key)) } catch { result = .failure(error) }
        outcomes.all.withLock { $0.append(result) }
      }
    }
    #expect(await eventually { outcomes.all.withLock { $0.count } == 1 })
    let refusal = #expect(throws: StorageError.self) { try outcomes.all.withLock { $0[0] }.get() }
    #expect(refusal?.code == .poolExhausted && refusal?.isRetriable == true)
    for _ in 0..<2 { _ = await reads.letOneEnd() }
    _ = try await first.value
    for other in others { await other.value }
    #expect(reads.turns.count == 2)
  }

  @Test func `many callers get what they asked for`() async throws {
    let batched = BatchedRead<Int, Int>(concurrency: 3) { keys in
      await Task.yield()
      return Dictionary(uniqueKeysWithValues: keys.map { ($0, $0 * $0) })
    }
    let sum = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 1...2_000 { group.addTask { try await batched.value(for: number % 100) ?? -1 } }
      return try await group.reduce(0, +)
    }
    #expect(sum == (1...2_000).reduce(0) { $0 + ($1 % 100) * ($1 % 100) })
  }
}
