import Audio

/// How well families are told apart.
struct Outcome: CustomStringConvertible {
  private let found: [(isRight: Bool, likelihood: Double)]
  private let least: Double

  init(_ samples: ArraySlice<Sample>, _ weights: GenreWeights) {
    least = weights.least
    found = samples.map { sample in
      let chances = weights.probabilities(sample.values)
      let best = chances.indices.max { chances[$0] < chances[$1] } ?? 0
      return (best == sample.family, chances[best])
    }
  }

  /// Below which this share is.
  func leastLikelihood(abstaining share: Double) -> Double {
    let sorted = found.map(\.likelihood).sorted()
    return sorted.isEmpty ? 0 : sorted[Int(Double(sorted.count) * share)]
  }

  var description: String {
    let named = found.filter { $0.likelihood >= least }
    let right = named.count { $0.isRight }, all = found.count { $0.isRight }
    return "\(right) of \(named.count) named are right, \(all) of all \(found.count)"
  }
}
