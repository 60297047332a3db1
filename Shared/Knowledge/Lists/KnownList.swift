public import Matching
public import Models
public import Storage

/// A creator's list with all that is told with it.
public struct KnownList: Sendable {
  public let handle: Handle
  public let found: RecommendationStore.Found
  /// Of a list that was made for this request; nil for a stored one.
  public let fresh: FreshLists.Facts?
  /// Which stretches to use of the tracks whose beats are known.
  public let segments: [Track.ID: CutGrid]
  /// How many tracks of a stored list are not told, as they were forbidden since.
  public let withdrawn: Int
  /// The same of those that the creator wants to see no more.
  public let dismissed: Int

  public init(
    _ handle: Handle, _ found: RecommendationStore.Found, fresh: FreshLists.Facts? = nil,
    segments: [Track.ID: CutGrid] = [:], withdrawn: Int = 0, dismissed: Int = 0
  ) {
    self.handle = handle
    self.found = found
    self.fresh = fresh
    self.segments = segments
    self.withdrawn = withdrawn
    self.dismissed = dismissed
  }
}
