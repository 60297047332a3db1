public import FoundationEssentials

/// What a contract says of one track, one territory and one use.
public struct TrackRight: Sendable, Hashable {
  public var territory: Territory
  public var use: TrackUse
  /// Whether it allows the use; else it forbids it.
  public var isPermission: Bool
  /// From then on; nil for ever before.
  public var from: Date?
  /// Until before then; nil for ever after.
  public var until: Date?
  /// The contract, or the file that says so.
  public var source: String

  public init(
    _ territory: Territory, _ use: TrackUse, isPermission: Bool, from: Date? = nil, until: Date? = nil,
    source: String
  ) {
    self.territory = territory
    self.use = use
    self.isPermission = isPermission
    self.from = from
    self.until = until
    self.source = source
  }

  public func holds(at time: Date) -> Bool {
    if let from, time < from { return false }
    if let until, time >= until { return false }
    return true
  }
}
