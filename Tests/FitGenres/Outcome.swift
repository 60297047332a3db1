import Audio

/// How well families are told apart.
struct Outcome: CustomStringConvertible {
  private let found: [(family: Int, choice: Int, likelihood: Double)]
  private let least: Double

  init(_ samples: ArraySlice<Sample>, _ weights: GenreWeights) {
    least = weights.least
    found = samples.map { sample in
      let chances = weights.probabilities(sample.values)
      let best = chances.indices.max { chances[$0] < chances[$1] } ?? 0
      return (sample.family, best, chances[best])
    }
  }

  /// Below which this share is.
  func leastLikelihood(abstaining share: Double) -> Double {
    let sorted = found.map(\.likelihood).sorted()
    return sorted.isEmpty ? 0 : sorted[Int(Double(sorted.count) * share)]
  }

  /// A row for each family: how many were taken for each, whether likely enough to be named or not.
  var description: String {
    let named = found.filter { $0.likelihood >= least }
    let right = named.count { $0.family == $0.choice }, all = found.count { $0.family == $0.choice }
    let rows = GenreWeights.families.indices.map { family in
      let counts = GenreWeights.families.indices.map { choice in
        found.count { $0.family == family && $0.choice == choice }
      }
      return "\(GenreWeights.families[family]): \(counts.map(String.init).joined(separator: " "))"
    }
    return "\(right) of \(named.count) named are right, \(all) of all \(found.count)\n"
      + rows.joined(separator: "\n")
  }
}
