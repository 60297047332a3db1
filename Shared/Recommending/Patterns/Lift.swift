/// By how much posts of one kind do better or worse than the creator's others.
public struct Lift: Sendable, Equatable {
  public let facet: Facet
  public let level: String
  /// Posts of this kind.
  public let posts: Int
  /// Engagement as a multiple of that of the others, drawn towards 1 where posts are few or differ much.
  public let factor: Double
  /// Where the factor lies, as surely as `WhatWorks.certainty` says.
  public let range: ClosedRange<Double>

  public init(facet: Facet, level: String, posts: Int, factor: Double, range: ClosedRange<Double>) {
    (self.facet, self.level, self.posts) = (facet, level, posts)
    (self.factor, self.range) = (factor, range)
  }

  /// Whether it is more than chance.
  public var isCertain: Bool { !range.contains(1) }
}
