import FoundationEssentials
import Jobs
import Sources

/// What the sources said that do not have what was asked for: pure.
struct Replies {
  enum Reply: Equatable {
    /// There is no such thing, as far as it knows.
    case unknown
    /// It says why it has no answer, and will have none: it cannot be asked, refuses, or has what cannot be read.
    case no(SourceError)
    /// It may have one later, by itself or when an operator has set it right.
    case later(Date, SourceError)
  }

  private(set) var replies: [(source: String, reply: Reply)] = []

  mutating func add(_ reply: Reply, of source: String) { replies.append((source, reply)) }

  /// The longest that a task waits before it looks again by itself, unless a source says when to come back.
  static let longest: TimeInterval = 900

  /// Whether whoever could answer is not set up right: none of the next tasks will fare better.
  var isUnmended: Bool {
    let capable = replies.filter { reply in
      if case .no(let error) = reply.reply { error.code != .unsupported } else { true }
    }
    return !capable.isEmpty
      && capable.allSatisfy { reply in
        if case .later(_, let error) = reply.reply { error.code == .misconfigured } else { false }
      }
  }

  /// What becomes of the task. While any source may have an answer later it waits: for the one that is soonest back,
  /// and longer the longer it has waited. A source that is the only one holds up all tasks alike: the worker pauses.
  func outcome<Result>(of question: String, now: Date, waited: TimeInterval, isAlone: Bool) -> Outcome<Result>
  {
    let waits = replies.compactMap { reply -> (Date, SourceError)? in
      if case .later(let until, let error) = reply.reply { (until, error) } else { nil }
    }
    guard let soonest = waits.min(by: { $0.0 < $1.0 }) else { return .discard(because: reason(question)) }
    let source = replies.first { $0.reply == .later(soonest.0, soonest.1) }?.source ?? ""
    let rest = max(soonest.0.timeIntervalSince(now), 1)
    if isAlone, soonest.1.code == .unavailable {
      return .unavailable(dependency: "\(source): \(soonest.1)", retryAfter: soonest.1.retryAfter)
    }
    if isAlone, isUnmended {
      return .unavailable(dependency: "\(source): \(soonest.1)", retryAfter: .seconds(rest))
    }
    let delay = max(rest, min(waited / 4, Self.longest))
    // Spread, so that those who wait for the same do not come all at once.
    let jitter = Double.random(in: 0...min(delay / 10, 60))
    return .snooze(.seconds(delay + jitter), because: "\(source) may know \(question) later: \(soonest.1)")
  }

  private func reason(_ question: String) -> String {
    let unknown = replies.filter { $0.reply == .unknown }.map(\.source)
    var reasons = replies.compactMap { reply -> String? in
      guard case .no(let error) = reply.reply, error.code != .unsupported else { return nil }
      return error.message.contains(reply.source) ? "\(error)" : "\(reply.source): \(error)"
    }
    switch unknown.count {
    case 0: break
    case 1: reasons.append("\(unknown[0]) does not know \(question)")
    case 2: reasons.append("neither \(unknown[0]) nor \(unknown[1]) knows \(question)")
    default: reasons.append("none of \(unknown.joined(separator: ", ")) knows \(question)")
    }
    return reasons.isEmpty ? "no source can be asked for \(question)" : reasons.joined(separator: "; ")
  }
}
