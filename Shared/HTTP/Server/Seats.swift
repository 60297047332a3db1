import Synchronization

/// Of what few may have at once, and of which nobody takes so much that others come to nothing.
public final class Seats<Owner: Hashable & Sendable>: Sendable {
  public enum Entry: Sendable {
    case entered
    case full
    /// There is room, but not for more of this one's.
    case hasEnough
  }

  private struct Taken {
    var count = 0
    var byOwner: [Owner: Int] = [:]
  }

  public let count: Int
  /// Of one owner.
  public let share: Int
  private let taken = Mutex(Taken())

  /// Who is known has at most `share` of them: half, unless something else is said.
  public init(_ count: Int, share: Int? = nil) {
    self.count = count
    self.share = max(1, share ?? count / 2)
  }

  /// A seat that is taken is given back by `leave`. Who is not known has no share.
  public func enter(_ owner: Owner?) -> Entry {
    taken.withLock { taken in
      guard taken.count < count else { return .full }
      if let owner {
        let own = taken.byOwner[owner, default: 0]
        guard own < share else { return .hasEnough }
        taken.byOwner[owner] = own + 1
      }
      taken.count += 1
      return .entered
    }
  }

  public func leave(_ owner: Owner?) {
    taken.withLock { taken in
      taken.count -= 1
      guard let owner, let own = taken.byOwner[owner] else { return }
      taken.byOwner[owner] = own > 1 ? own - 1 : nil
    }
  }
}
