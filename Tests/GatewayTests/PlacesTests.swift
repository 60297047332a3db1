import API
import HTTP
import TestKit
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(1))) struct PlacesTests {
  @Test func `one key has its share, others the rest, and each is told when to come again`() async throws {
    let places = Places(3, share: 2, for: "lists that are made", patience: 7)
    let line = WaitingLine()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for key in [1, 1, 2] as [Int64] {
        group.addTask { try await places.withOne(by: key) { await line.wait() } }
      }
      #expect(await eventually { line.count == 3 })
      let full = await #expect(throws: Refusal.self) { try await places.withOne(by: 2) {} }
      #expect(full?.status == .serviceUnavailable && full?.headers["Retry-After"] == "7")
      line.open()
      try await group.waitForAll()
    }
    try places.enter(1)
    try places.enter(1)
    let own = #expect(throws: Refusal.self) { try places.enter(1) }
    #expect(own?.status == .tooManyRequests && own?.headers["Retry-After"] == "7")
    #expect(own?.detail.contains("lists that are made") == true)
    // Those who have no key are one more.
    try places.enter(nil)
    places.leave(1)
    places.leave(1)
    try places.enter(nil)
    #expect(throws: Refusal.self) { try places.enter(nil) }
    try places.enter(1)
  }

  @Test func `what fails in a place gives it back`() async throws {
    let places = Places(1, for: "matches")
    for _ in 0..<3 {
      await #expect(throws: CancellationError.self) {
        try await places.withOne(by: 1) { throw CancellationError() }
      }
    }
    try await places.withOne(by: 1) {}
  }
}
