import Synchronization

/// Texts that an endpoint does not take, so that they are asked for seldom: not again before a pause is over, unless they
/// are written anew. In memory: after a start each is asked for once more.
final class RefusedTexts: Sendable {
  private struct Refusal {
    let hash: [UInt8]
    let until: ContinuousClock.Instant
  }

  /// Beyond this the one whose pause ends first is forgotten.
  private let limit: Int
  private let pause: Duration
  private let refusals = Mutex<[Int64: Refusal]>([:])

  init(pause: Duration, limit: Int = 10_000) {
    precondition(limit > 0, "somewhere they have to be kept")
    (self.pause, self.limit) = (pause, limit)
  }

  func note(_ hash: [UInt8], of video: Int64, now: ContinuousClock.Instant = .now) {
    refusals.withLock { refusals in
      if refusals[video] == nil, refusals.count >= limit {
        refusals = refusals.filter { $0.value.until > now }
      }
      if refusals[video] == nil, refusals.count >= limit,
        let first = refusals.min(by: { $0.value.until < $1.value.until })
      {
        refusals[first.key] = nil
      }
      refusals[video] = Refusal(hash: hash, until: now + pause)
    }
  }

  /// Whether this text of a video is not to be asked for yet.
  func rests(_ hash: [UInt8], of video: Int64, now: ContinuousClock.Instant = .now) -> Bool {
    refusals.withLock { refusals in
      guard let refusal = refusals[video] else { return false }
      return refusal.hash == hash && refusal.until > now
    }
  }

  var count: Int { refusals.withLock { $0.count } }
}
