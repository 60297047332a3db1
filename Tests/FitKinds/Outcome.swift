import Audio

/// How well kinds are told apart.
struct Outcome: CustomStringConvertible {
  private let found: [(sample: Sample, choice: Int)]

  init(_ samples: [Sample], _ weights: KindWeights) {
    found = samples.map { sample in
      let chances = weights.probabilities(sample.values)
      return (sample, chances.indices.max { chances[$0] < chances[$1] } ?? 0)
    }
  }

  /// A row for each kind: how many were taken for each; and where most went wrong.
  var description: String {
    let kinds = KindJudge.kinds
    let rows = kinds.indices.map { kind in
      let counts = kinds.indices.map { choice in found.count { $0.sample.kind == kind && $0.choice == choice }
      }
      return "\(kinds[kind]): \(counts.map(String.init).joined(separator: " "))"
    }
    let wrong = Dictionary(
      found.filter { $0.sample.kind != $0.choice }.map { ("\($0.sample.source) as \(kinds[$0.choice])", 1) },
      uniquingKeysWith: +)
    let worst = wrong.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(10)
    return (rows + worst.map { "\($0.value) of \($0.key)" }).joined(separator: "\n")
  }
}
