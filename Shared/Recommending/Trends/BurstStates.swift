import Glibc

/// In which periods a track was used as usual, and in which it burst: Kleinberg's automaton of two states ("Bursty and
/// Hierarchical Structure in Streams", 2003), in the most likely order (Viterbi).
///
/// In the upper state uses are `scaling` times as frequent. Going up costs `gamma` times the logarithm of the number of
/// periods, so that chance does not; going down is free. What is usual is read from all periods for that, and afterwards
/// from those of the lower state.
struct BurstStates {
  /// Whether each period is in the upper state.
  private(set) var isBurst: [Bool]
  /// Uses in a usual period of the lower state, and by how much their variance is larger than their mean; at least 1.
  private(set) var base: Double
  private(set) var dispersion = 1.0

  static let scaling = 2.0
  static let gamma = 1.0
  /// So many uses are believed to vary as chance makes them.
  private static let prior = 5.0
  private static let mostDispersion = 20.0

  init(_ course: UseCourse) {
    isBurst = course.counts.map { _ in false }
    base = 0
    base = level(of: course)
    isBurst = Self.path(course, base: base)
    base = level(of: course)
    dispersion = spread(of: course)
  }

  private func level(of course: UseCourse) -> Double {
    var rate = Rate()
    for place in isBurst.indices where !isBurst[place] && course.exposures[place] > 0 {
      rate.add(course.counts[place], exposure: course.exposures[place], weight: 1)
    }
    return rate.mean
  }

  /// From one usual period to the next, so that what comes and goes slowly is not taken for noise.
  private func spread(of course: UseCourse) -> Double {
    var squares = Self.prior, means = Self.prior
    var last: Int?
    for place in isBurst.indices where !isBurst[place] && course.exposures[place] > 0 {
      defer { last = place }
      guard let last else { continue }
      let gap = course.counts[place] / course.exposures[place] - course.counts[last] / course.exposures[last]
      squares += gap * gap
      means += base / course.exposures[place] + base / course.exposures[last]
    }
    return min(max(1, squares / means), Self.mostDispersion)
  }

  private static func path(_ course: UseCourse, base: Double) -> [Bool] {
    let length = course.counts.count
    let rise = gamma * log(Double(max(2, course.knownCount)))
    var low = 0.0, high = rise
    // Whether the best way to each state came from the upper one.
    var lowFromHigh = [Bool](repeating: false, count: length), highFromHigh = lowFromHigh
    for place in 0..<length {
      let count = course.counts[place], exposure = course.exposures[place]
      // By how much the lower state costs more.
      let gain = count * log(scaling) - base * exposure * (scaling - 1)
      lowFromHigh[place] = high < low
      // Of equal ways the one that goes up last: a burst does not begin while nobody looks.
      highFromHigh[place] = high < low + rise
      (low, high) = (min(low, high), min(high, low + rise) - gain)
    }
    var states = [Bool](repeating: false, count: length)
    var isHigh = high < low
    for place in stride(from: length - 1, through: 0, by: -1) {
      states[place] = isHigh
      isHigh = isHigh ? highFromHigh[place] : lowFromHigh[place]
    }
    return states
  }

  /// Where the burst that goes on at the end has begun; nil when none does.
  var start: Int? {
    guard isBurst.last == true else { return nil }
    return (isBurst.lastIndex(of: false) ?? -1) + 1
  }

  /// Where the last burst that is over has ended; nil when there was none.
  var lastEnd: Int? {
    let end = start ?? isBurst.count
    return isBurst[..<end].lastIndex(of: true).map { $0 + 1 }
  }
}
