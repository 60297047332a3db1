import TestKit
import Testing

@testable import Storage

@Suite struct PoolStateTests {
  private let now = ContinuousClock.now

  @Test func `connections are given out up to the limit, then callers wait, then they are refused`() {
    var pool = PoolState(limit: 2, waitingLimit: 1)

    let answers = (1...4).map { pool.acquire(for: $0) }

    #expect(answers == [.use(0), .use(1), .wait, .refuse])
    #expect([pool.busyCount, pool.idleCount, pool.waitingCount] == [2, 0, 1])
  }

  @Test func `who waits longest is served first`() {
    var pool = PoolState(limit: 1, waitingLimit: 9)
    for request in 1...3 { _ = pool.acquire(for: request) }

    let served = [pool.release(0, at: now), pool.release(0, at: now), pool.release(0, at: now)]

    #expect(served == [2, 3, nil])
    #expect([pool.busyCount, pool.idleCount] == [0, 1])
  }

  @Test func `who has given up is passed over and cannot give up twice`() {
    var pool = PoolState(limit: 1, waitingLimit: 9)
    for request in 1...3 { _ = pool.acquire(for: request) }

    let givenUp = [pool.giveUp(2), pool.giveUp(2), pool.giveUp(1)]

    #expect(givenUp == [true, false, false])
    #expect(pool.release(0, at: now) == 3)
  }

  @Test func `the last used connection is used again and the others retire`() {
    var pool = PoolState(limit: 3, waitingLimit: 0)
    for request in 1...3 { _ = pool.acquire(for: request) }
    _ = pool.release(0, at: now)
    _ = pool.release(1, at: now + .seconds(1))
    _ = pool.release(2, at: now + .seconds(2))

    let retired = pool.retire(unusedSince: now + .seconds(1))

    #expect(retired == [0, 1])
    #expect(pool.acquire(for: 4) == .use(2))
    #expect([pool.busyCount, pool.idleCount] == [1, 0])
  }

  @Test func `no slot is ever lost or given out twice`() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    var pool = PoolState(limit: 4, waitingLimit: 3)
    var held: Set<Int> = []
    var waiting: [Int] = []
    for request in 0..<5_000 {
      switch Int.random(in: 0..<4, using: &generator) {
      case 0, 1:
        switch pool.acquire(for: request) {
        case .use(let slot): #expect(held.insert(slot).inserted, "seed \(seed)")
        case .wait: waiting.append(request)
        case .refuse: #expect(waiting.count == 3, "seed \(seed)")
        }
      case 2:
        guard let slot = held.randomElement(using: &generator) else { continue }
        let next = pool.release(slot, at: now)
        #expect(next == waiting.first, "seed \(seed)")
        if next == nil { held.remove(slot) } else { waiting.removeFirst() }
      default: _ = pool.retire(unusedSince: now)
      }
      #expect(pool.busyCount == held.count && pool.waitingCount == waiting.count, "seed \(seed)")
    }
  }
}
