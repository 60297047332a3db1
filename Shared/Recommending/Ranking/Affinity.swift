import Glibc
import Models

/// How near the labels of one kind are to each other, each from 0 to 1, and 1 to itself.
struct Affinity<Label: Hashable & Sendable & Codable & CaseIterable & CodingKeyRepresentable>: Sendable {
  private let rows: [[Double]]

  init(_ affinity: (Label, Label) -> Double) {
    rows = Label.allCases.map { one in Label.allCases.map { other in one == other ? 1 : affinity(one, other) }
    }
  }

  /// How well each label, in their order, suits the mixture, from 0 to 1.
  func fit(of mixture: Distribution<Label>) -> [Double] {
    var fit = rows.map { _ in 0.0 }
    for (label, row) in zip(Label.allCases, rows) {
      let share = mixture[label]
      for place in fit.indices { fit[place] += share * row[place] }
    }
    return fit
  }

  /// The part of the mixture that has most to do with a label.
  func nearest(to label: Label, in mixture: Distribution<Label>) -> Label? {
    guard let row = zip(Label.allCases, rows).first(where: { $0.0 == label })?.1 else { return nil }
    var best: (label: Label, share: Double)?
    for (other, affinity) in zip(Label.allCases, row) {
      let share = mixture[other] * affinity
      if share > best?.share ?? 0 { best = (other, share) }
    }
    return best?.label
  }
}

extension Affinity where Label == Genre {
  /// Families whose listeners overlap; what is not named has nothing in common.
  static let ofGenres = Affinity { one, other in
    related.first { ($0.0, $0.1) == (one, other) || ($0.1, $0.0) == (one, other) }?.2 ?? 0
  }

  private static let related: [(Genre, Genre, Double)] = [
    (.pop, .kPop, 0.4), (.pop, .electronic, 0.3), (.pop, .rhythmAndBlues, 0.3), (.pop, .indie, 0.25),
    (.pop, .latin, 0.25), (.pop, .rock, 0.2), (.hipHop, .rhythmAndBlues, 0.45), (.hipHop, .afrobeats, 0.25),
    (.hipHop, .loFi, 0.2), (.hipHop, .latin, 0.15), (.rhythmAndBlues, .funk, 0.35),
    (.rhythmAndBlues, .afrobeats, 0.25), (.electronic, .loFi, 0.25), (.electronic, .kPop, 0.2),
    (.rock, .metal, 0.4), (.rock, .punk, 0.45), (.rock, .indie, 0.4), (.metal, .punk, 0.35),
    (.indie, .folk, 0.4), (.folk, .country, 0.4), (.country, .rock, 0.2), (.jazz, .blues, 0.4),
    (.jazz, .funk, 0.3), (.jazz, .loFi, 0.25), (.blues, .rock, 0.25), (.blues, .country, 0.2),
    (.classical, .soundtrack, 0.5), (.latin, .reggae, 0.3), (.reggae, .afrobeats, 0.35),
    (.electronic, .soundtrack, 0.15),
  ]
}

extension Affinity where Label == Mood {
  /// By how far apart they lie in pleasure and excitement.
  static let ofMoods = Affinity { one, other in
    let distance =
      (one.place.valence - other.place.valence).squared
      + (one.place.arousal - other.place.arousal).squared
    return exp(-distance / (2 * reach.squared))
  }

  private static let reach = 0.2
}
