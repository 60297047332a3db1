public import FoundationEssentials
public import Models

/// What a list is for, as far as rights ask.
public struct Purpose: Sendable, Equatable {
  public var use: TrackUse
  public var territory: Territory
  public var time: Date
  /// The contracts whose permissions count; nil for all. What any of them forbids counts always.
  public var sources: Set<String>?

  public init(
    _ use: TrackUse = .organic, in territory: Territory = .world, at time: Date, sources: Set<String>? = nil
  ) {
    self.use = use
    self.territory = territory
    self.time = time
    self.sources = sources
  }
}

/// Lets through what may be used for a purpose.
///
/// Where somebody earns by it, only what a contract allows for just that use, there and then; a creator's own post may
/// have all that nothing forbids, and what nobody has said anything of is flagged.
public struct LicenceGate: Sendable {
  public enum Ruling: Sendable, Equatable {
    case licensed(by: TrackRight)
    /// Nothing is said of it, and it needs no permission.
    case flagged
    case barred(LeftOut)

    public var isPassed: Bool {
      if case .barred = self { return false }
      return true
    }
  }

  public let purpose: Purpose

  public init(_ purpose: Purpose) { self.purpose = purpose }

  public func ruling(on rights: Rights?) -> Ruling {
    let rights = rights ?? Rights()
    // A time that is none is in no span.
    guard purpose.time.timeIntervalSinceReferenceDate.isFinite else {
      return purpose.use.needsPermission || purpose.sources != nil ? .barred(.unknownRights) : .flagged
    }
    let counting = Rights(rights.all.filter { !$0.isPermission || counts($0) })
    switch counting.verdict(on: purpose.use, in: purpose.territory, at: purpose.time) {
    case .forbidden: return .barred(.forbidden)
    case .allowed(let right): return .licensed(by: right)
    // Who asks for what certain contracts allow does not want what nobody has said anything of.
    case .free: return purpose.sources == nil ? .flagged : .barred(reason(rights))
    case .notCovered: return .barred(reason(rights))
    }
  }

  private func counts(_ right: TrackRight) -> Bool { purpose.sources?.contains(right.source) ?? true }

  /// What is missing, told by the permission that comes nearest.
  private func reason(_ rights: Rights) -> LeftOut {
    let permissions = rights.all.filter(\.isPermission)
    let forUse = permissions.filter { $0.use == purpose.use }
    let there = forUse.filter { $0.territory.covers(purpose.territory) }
    if there.contains(where: { $0.holds(at: purpose.time) }) { return .otherSource }
    if there.contains(where: { right in right.until.map { $0 <= purpose.time } ?? false }) { return .expired }
    if !there.isEmpty { return .notYet }
    if !forUse.isEmpty { return .otherTerritory }
    return permissions.isEmpty ? .unknownRights : .otherUse
  }
}
