public import Models

/// Which way a mood points.
public enum Sign: String, Sendable, Codable {
  case positive, negative
}

extension Distribution where Label == Mood {
  /// Whether more of it is of the pleasant moods or of the others; nil when nothing is known, or it is torn.
  public var sign: Sign? {
    let pleasant = Mood.allCases.filter(\.isPleasant).reduce(0) { $0 + self[$1] }
    guard !isEmpty, abs(pleasant - 0.5) > 0.01 else { return nil }
    return pleasant > 0.5 ? .positive : .negative
  }
}

extension Mood {
  fileprivate var isPleasant: Bool { self != .sad && self != .dark }
}
