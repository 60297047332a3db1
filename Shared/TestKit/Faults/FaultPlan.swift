extension FaultProxy {
  public enum Direction: Sendable, CaseIterable {
    case toServer, toClient
  }

  /// What becomes of the bytes that go in one direction.
  public enum Behaviour: Sendable, Equatable {
    case pass
    /// Takes the bytes and drops them, as a black hole does.
    case swallow
    /// Keeps the bytes until the behaviour changes; then they go on, and none is lost.
    case hold
    /// Lets that many pieces pass, drops the next one, resets its connection and passes again.
    case cut(after: Int)
    /// Lets that many bytes pass, wherever that is in a message, resets the connection and passes again.
    case cutMidway(afterBytes: Int)
    /// Each piece is late by `latency`, more or less by at most `jitter`.
    case delay(Duration, jitter: Duration = .zero)
    case slow(bytesPerSecond: Int)
    /// Each byte is a packet.
    case slice
  }
}

/// What is to be done with the bytes that have come, decided piece by piece.
struct FaultPlan {
  enum Step: Equatable {
    case forward(Int, after: Duration)
    case drop
    case reset(afterForwarding: Int)
    /// Ask again shortly.
    case wait
  }

  var behaviours: [FaultProxy.Direction: FaultProxy.Behaviour] = [:]
  private var generator = SeededGenerator(seed: 1)

  /// What becomes of the next of `count` bytes.
  mutating func next(_ direction: FaultProxy.Direction, _ count: Int) -> Step {
    switch behaviours[direction] ?? .pass {
    case .pass: return .forward(count, after: .zero)
    case .swallow: return .drop
    case .hold: return .wait
    case .cut(let pieces):
      behaviours[direction] = pieces > 0 ? .cut(after: pieces - 1) : .pass
      return pieces > 0 ? .forward(count, after: .zero) : .reset(afterForwarding: 0)
    case .cutMidway(let bytes):
      behaviours[direction] = count < bytes ? .cutMidway(afterBytes: bytes - count) : .pass
      return count < bytes ? .forward(count, after: .zero) : .reset(afterForwarding: bytes)
    case .delay(let latency, let jitter):
      let late = latency + jitter * Double.random(in: -1...1, using: &generator)
      return .forward(count, after: max(.zero, late))
    case .slow(let rate):
      let portion = min(count, max(1, rate / 50))
      return .forward(portion, after: .seconds(1) * Double(portion) / Double(max(1, rate)))
    case .slice: return .forward(1, after: .zero)
    }
  }
}
