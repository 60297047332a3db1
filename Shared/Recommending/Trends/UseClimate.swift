import Models

/// How many uses of anything are known of each period: by the weekday (or hour of the week), and by how much of the period
/// is known at all.
///
/// Sources bring the newest posts late and some days not at all. What one track got is therefore seen from what all others
/// got; where these are few, from what is usual of the weekday.
struct UseClimate: Sendable {
  let window: UseWindow
  let totals: [Double]
  /// 1 on average.
  let season: [Double]
  /// Whether anything is known of a period.
  let isKnown: [Bool]
  /// As many uses a day, of the usual weekday, are believed beforehand.
  private let prior: Double

  /// Where so many uses are usual, none at all means that nobody has looked.
  private static let usual = 5.0
  private static let priorADay = 50.0
  /// Of a period of which less is known than this part, nothing is.
  private static let least = 0.1

  init(_ volume: UseVolume) {
    let window = volume.window
    self.window = window
    totals = volume.totals
    prior = Self.priorADay * Double(window.period.seconds) / 86_400
    let seen = totals.filter { $0 > 0 }
    let typical = seen.isEmpty ? 0 : seen.reduce(0, +) / Double(seen.count)
    isKnown = totals.map { $0 > 0 || typical < Self.usual }
    season = Self.season(totals, isKnown, window, prior)
  }

  private static func season(
    _ totals: [Double], _ isKnown: [Bool], _ window: UseWindow, _ prior: Double
  ) -> [Double] {
    let known = totals.indices.filter { isKnown[$0] }
    guard !known.isEmpty else { return totals.map { _ in 1 } }
    let mean = known.reduce(0) { $0 + totals[$1] } / Double(known.count)
    var sums = [Double](repeating: 0, count: window.period.cycle), counts = sums
    for place in known {
      sums[window.phase(of: place)] += totals[place]
      counts[window.phase(of: place)] += 1
    }
    let factors = zip(sums, counts).map { ($0 + prior) / ($1 * mean + prior) }
    let all = totals.indices.map { factors[window.phase(of: $0)] }
    let level = known.reduce(0) { $0 + all[$1] } / Double(known.count)
    return all.map { $0 / level }
  }

  /// A track's course: with each count how much of such a period was there to be counted.
  func course(of counts: [Double?]) -> UseCourse {
    let known = counts.indices.filter { isKnown[$0] && counts[$0] != nil }
    let rest = counts.indices.map { max(0, totals[$0] - (counts[$0] ?? 0)) }
    let mean = known.isEmpty ? 0 : known.reduce(0) { $0 + rest[$1] } / Double(known.count)
    var course = UseCourse(length: counts.count)
    for place in known {
      let exposure = (rest[place] + prior * season[place]) / (mean + prior)
      guard exposure >= Self.least, let count = counts[place] else { continue }
      course.counts[place] = count
      course.exposures[place] = exposure
    }
    return course
  }
}

/// Counts of periods, and how much of a usual period each is worth: 0 where nothing is known.
struct UseCourse {
  var counts: [Double]
  var exposures: [Double]

  init(length: Int) {
    counts = Array(repeating: 0, count: length)
    exposures = counts
  }

  var knownCount: Int { exposures.count { $0 > 0 } }

  /// Of these periods, in uses for each usual period; nil where nothing is known of them.
  func rate(_ places: Range<Int>) -> Double? {
    let places = places.clamped(to: counts.indices)
    let exposure = exposures[places].reduce(0, +)
    return exposure > 0 ? counts[places].reduce(0, +) / exposure : nil
  }
}
