/// How much of something belongs to each label: weights that are positive and sum to 1, or none at all.
public struct Distribution<Label: Hashable & Sendable & Codable & CaseIterable & CodingKeyRepresentable>:
  Sendable, Equatable, Codable
{
  public let weights: [Label: Double]

  /// Scaled so that they sum to 1; what is not positive and finite is left out.
  public init(_ weights: [Label: Double]) {
    let usable = weights.filter { $0.value > 0 && $0.value.isFinite }
    // In a fixed order: sums must not depend on the hashing of this process.
    let total = Label.allCases.reduce(0) { $0 + (usable[$1] ?? 0) }
    // Of what was scaled before, a last digit would change each time that it is read.
    self.weights = abs(total - 1) < 1e-12 ? usable : usable.mapValues { $0 / total }
  }

  public static func only(_ label: Label) -> Self { Self([label: 1]) }

  public subscript(label: Label) -> Double { weights[label] ?? 0 }
  public var isEmpty: Bool { weights.isEmpty }

  /// From the strongest to the weakest; equal ones in the order of their declaration.
  public var ranked: [(label: Label, weight: Double)] {
    Label.allCases.compactMap { label in weights[label].map { (label, $0) } }
      .enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.map { $0.element }
  }

  /// The first of the ranked; without ranking them, because everything asks for it.
  public var top: Label? {
    var best: (label: Label, weight: Double)?
    for label in Label.allCases {
      guard let weight = weights[label], weight > best?.weight ?? 0 else { continue }
      best = (label, weight)
    }
    return best?.label
  }

  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode([Label: Double].self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(weights)
  }
}

extension Distribution where Label == Mood {
  /// Pleasure and excitement, each from 0 to 1; nil when nothing is known.
  public var place: (valence: Double, arousal: Double)? {
    guard !isEmpty else { return nil }
    return ranked.reduce((0, 0)) { sum, mood in
      (
        sum.0 + mood.weight * mood.label.place.valence,
        sum.1 + mood.weight * mood.label.place.arousal
      )
    }
  }
}

extension Distribution {
  /// The weighted mixture.
  public static func fused(_ opinions: [(value: Self, weight: Double)]) -> Self {
    var sums: [Label: Double] = [:]
    for (value, weight) in opinions {
      for (label, share) in value.weights { sums[label, default: 0] += share * weight }
    }
    return Self(sums)
  }

  /// What they have in common: from 0, they exclude each other, to 1, the same.
  public static func agreement(_ left: Self, _ right: Self) -> Double {
    Label.allCases.reduce(0) { $0 + min(left[$1], right[$1]) }
  }
}
