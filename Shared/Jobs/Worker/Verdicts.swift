import FoundationEssentials
import Lifecycle

/// Decides what is recorded of an attempt; pure.
struct Verdicts {
  private let settings: WorkerSettings

  init(_ settings: WorkerSettings) { self.settings = settings }

  /// What becomes of a task whose handler has ended, or was told to stop. `nil`: nothing, it is somebody else's.
  func closing(of piece: Piece, _ ending: Work.Ending?, _ interruption: Interruption?) -> Closing? {
    // What is done is done, whatever was asked of it meanwhile.
    if case .done(let result, let followUp) = ending, interruption != .leaseLost {
      guard followUp == nil || piece.envelope.run != nil else {
        return Closing(
          piece: piece, settlement: dead(piece, "failed", "shared work leads to no tasks of its own"))
      }
      return Closing(
        piece: piece, settlement: Settlement(task: piece.claim.id, verdict: .succeeded), result: result,
        followUp: followUp)
    }
    switch interruption {
    case .leaseLost: return nil
    case .stopped(let stop):
      let verdict: Settlement.Verdict = stop == .cancelled ? .cancelled : .expired
      return Closing(piece: piece, settlement: Settlement(task: piece.claim.id, verdict: verdict))
    case .hastened: return Closing(piece: piece, settlement: release(piece, .zero, nil))
    case .timeout:
      let limit = piece.isLong ? settings.long.timeout : settings.timeout
      return Closing(
        piece: piece, settlement: failure(of: piece, after: nil, "took longer than \(limit)"))
    case nil: return ending.map { Closing(piece: piece, settlement: settlement(of: piece, $0)) }
    }
  }

  private func settlement(of piece: Piece, _ ending: Work.Ending) -> Settlement {
    switch ending {
    case .done: Settlement(task: piece.claim.id, verdict: .succeeded)
    case .retry(let after, let reason): failure(of: piece, after: after, reason)
    case .snooze(let delay, let reason): release(piece, max(delay, .milliseconds(1)), reason)
    case .discard(let reason): dead(piece, "discarded", reason)
    case .long: dead(piece, "failed", "it was put off although it had a slot for what takes long")
    case .unavailable(let dependency, let after):
      release(
        piece, after ?? settings.outage.delay(afterFailure: 1, floor: .milliseconds(100)),
        "\(dependency) is away")
    }
  }

  /// An attempt was used; the last one ends the task.
  func failure(of piece: Piece, after delay: Duration?, _ reason: String) -> Settlement {
    let attempt = piece.envelope.attempt
    guard attempt < settings.attempts else {
      return dead(piece, "attempts", attempt == 1 ? reason : "after \(attempt) attempts: \(reason)")
    }
    let delay = delay ?? settings.backoff.delay(afterFailure: attempt)
    return Settlement(
      task: piece.claim.id, verdict: .retry, error: reason, delay: max(delay, .milliseconds(1)))
  }

  private func release(_ piece: Piece, _ delay: Duration, _ reason: String?) -> Settlement {
    Settlement(task: piece.claim.id, verdict: .release, error: reason, delay: delay)
  }

  private func dead(_ piece: Piece, _ reason: String, _ detail: String) -> Settlement {
    Settlement(task: piece.claim.id, verdict: .dead, reason: reason, error: detail)
  }

  /// It comes again later, for want of room.
  func postponed(_ piece: Piece, by delay: Duration) -> Closing {
    Closing(
      piece: piece,
      settlement: release(piece, max(delay, .milliseconds(1)), "too many that take long wait here"))
  }

  func expired(_ piece: Piece) -> Closing {
    let settlement = Settlement(task: piece.claim.id, verdict: .expired, error: "its deadline had passed")
    return Closing(piece: piece, settlement: settlement)
  }

  func isExpired(_ piece: Piece, at now: Date) -> Bool { piece.envelope.deadline.map { $0 < now } ?? false }
}
