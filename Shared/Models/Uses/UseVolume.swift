/// How much is known of all tracks together: what the uses of one are seen from.
public struct UseVolume: Sendable, Equatable {
  public let window: UseWindow
  /// For each period the sum over all tracks of the creators that used them. One that is missing or no number counts as 0.
  public let totals: [Double]
  /// How many creators have posted anything with a track in the window.
  public let creators: Int

  public init(_ window: UseWindow, totals: [Double], creators: Int) {
    self.window = window
    self.totals = (0..<window.length).map { place in
      guard totals.indices.contains(place), totals[place].isFinite else { return 0 }
      return min(max(0, totals[place]), 1e12)
    }
    self.creators = min(max(0, creators), 1_000_000_000)
  }
}
