import Glibc

/// Keeps the mix of a list near that of the creator's videos (Steck 2018): who makes a third of their videos in one genre
/// shall not get lists of the other only.
struct Calibration {
  /// How much the mix counts beside the scores.
  static let strength = 0.3
  /// Fewer videos have no mix to keep to.
  static let leastVideos = 5
  /// So much of what is wanted is taken as being there, that the logarithm exists.
  private static let smoothing = 0.01

  /// How far the mix of a list is from what is wanted: Kullback and Leibler's divergence, 0 for the same.
  static func divergence(_ wanted: [Double], _ listed: [Double], count: Int) -> Double {
    var sum = 0.0
    for (place, share) in wanted.enumerated() where share > 0 {
      let own = count > 0 ? listed[place] / Double(count) : 0
      sum += share * log(share / ((1 - smoothing) * own + smoothing * share))
    }
    return max(0, sum)
  }

  /// The best `count` in the order in which they are taken: each time the one that does most for scores and mixes together.
  /// `shares` has the labels of each candidate for each of the `wanted` mixes.
  static func choose(
    _ count: Int, of candidates: [Shortlisted], wanted: [[Double]],
    shares: (_ mix: Int, _ candidate: Int) -> [Double]
  ) -> [Int] {
    let relevances = candidates.relevances
    let labels = wanted.indices.map { mix in candidates.indices.map { shares(mix, $0) } }
    var sums = wanted.map { [Double](repeating: 0, count: $0.count) }
    var left = Array(candidates.indices)
    var chosen: [Int] = []
    while chosen.count < count, !left.isEmpty {
      var best: (place: Int, value: Double)?
      for (place, candidate) in left.enumerated() {
        var penalty = 0.0
        for mix in wanted.indices {
          let listed = zip(sums[mix], labels[mix][candidate]).map { $0 + $1 }
          penalty += divergence(wanted[mix], listed, count: chosen.count + 1)
        }
        // The sum of the scores so far is the same for all of them.
        let mean = penalty / Double(max(1, wanted.count))
        let value =
          (1 - strength) * relevances[candidate] - strength * mean * Double(chosen.count + 1)
        if value > best?.value ?? -.infinity { best = (place, value) }
      }
      guard let best else { break }
      let candidate = left.remove(at: best.place)
      for mix in wanted.indices {
        for (label, share) in labels[mix][candidate].enumerated() { sums[mix][label] += share }
      }
      chosen.append(candidate)
    }
    return chosen
  }
}
