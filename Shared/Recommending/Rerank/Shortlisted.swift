/// A candidate that a list is made of.
struct Shortlisted: Sendable, Equatable {
  let track: Int32
  let score: Double
  /// Where it stands in the caller's table.
  let row: Int
}

extension [Shortlisted] {
  /// Scores between 0, the least of these, and 1, the greatest.
  var relevances: [Double] {
    let least = map(\.score).min() ?? 0
    let most = map(\.score).max() ?? 0
    return map { most > least ? ($0.score - least) / (most - least) : 1 }
  }
}
