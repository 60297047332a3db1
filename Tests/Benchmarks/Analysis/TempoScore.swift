/// How well a tempo is found, as MIREX judges it.
enum TempoScore {
  /// Accuracy 1: within 4 per cent.
  static func isRight(_ found: Double?, _ truth: Double, tolerance: Double = 0.04) -> Bool {
    guard let found else { return false }
    return abs(found - truth) <= tolerance * truth
  }

  /// Accuracy 2: the double, the half, the triple and the third are right as well.
  static func isRelated(_ found: Double?, _ truth: Double, tolerance: Double = 0.04) -> Bool {
    [1, 2, 1.0 / 2, 3, 1.0 / 3].contains { isRight(found, truth * $0, tolerance: tolerance) }
  }
}

/// How well times are found.
enum TimesScore {
  static let tolerance = 0.07
  /// What comes before is left out, in seconds: nobody can know the beat from the first sound on.
  static let skipped = 5.0

  /// The F-measure; nil where there is too little to find. Each true time counts once.
  static func fMeasure(_ found: [Double], _ truth: [Double], atLeast count: Int = 4) -> Double? {
    let found = found.filter { $0 >= skipped }.sorted()
    let truth = truth.filter { $0 >= skipped }.sorted()
    guard truth.count >= count else { return nil }
    guard !found.isEmpty else { return 0 }
    var (hits, next) = (0, 0)
    for time in truth {
      // What is earlier than this one can hit no later one either.
      while next < found.count, found[next] < time - tolerance { next += 1 }
      guard next < found.count, found[next] <= time + tolerance else { continue }
      hits += 1
      next += 1
    }
    return 2 * Double(hits) / Double(found.count + truth.count)
  }
}

/// The mean; zero of nothing, which no target takes for met because its count is told.
func mean(_ values: [Double]) -> Double {
  values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
}

/// How many of a list are so, from 0 to 1.
func share<Element>(_ values: [Element], _ isSo: (Element) -> Bool) -> Double {
  mean(values.map { isSo($0) ? 1 : 0 })
}
