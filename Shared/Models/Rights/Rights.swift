public import FoundationEssentials

/// All that is known of the rights to a track, and what follows from it.
///
/// What forbids wins over what allows, however near or far the territories that they name: a recording that was called
/// back everywhere is called back. Where nothing is said, what earns money is not allowed, and a creator's own post is:
/// the platform has a licence for that.
public struct Rights: Sendable, Equatable {
  public var all: [TrackRight]

  public init(_ all: [TrackRight] = []) { self.all = all }

  /// Why a use is allowed or not.
  public enum Verdict: Sendable, Equatable {
    case allowed(by: TrackRight)
    /// Nothing is said of it, and it needs no permission.
    case free
    case forbidden(by: TrackRight)
    /// Nothing allows what needs a permission.
    case notCovered

    public var isAllowed: Bool {
      switch self {
      case .allowed, .free: true
      case .forbidden, .notCovered: false
      }
    }
  }

  /// Whether the track may be used for this in a territory at a time. Of the whole world only what holds everywhere says
  /// yes, and a prohibition in any country says no.
  public func allows(_ use: TrackUse, in territory: Territory, at time: Date) -> Bool {
    verdict(on: use, in: territory, at: time).isAllowed
  }

  public func verdict(on use: TrackUse, in territory: Territory, at time: Date) -> Verdict {
    let holding = all.filter { $0.use == use && $0.holds(at: time) }
    if let ban = holding.first(where: { !$0.isPermission && $0.territory.touches(territory) }) {
      return .forbidden(by: ban)
    }
    if let permission = holding.first(where: { $0.isPermission && $0.territory.covers(territory) }) {
      return .allowed(by: permission)
    }
    return use.needsPermission ? .notCovered : .free
  }
}

extension Territory {
  /// Whether there is a place in both.
  fileprivate func touches(_ other: Territory) -> Bool { covers(other) || other.covers(self) }
}
