import TestMusic

/// Whether what is proposed of a song is what one would take of it.
enum HookScore {
  static let tolerance = 0.07

  /// Whether it lies in the choruses; two that follow each other are one.
  static func isInside(_ start: Double, _ end: Double, choruses: [ClosedRange<Double>]) -> Bool {
    var joined: [ClosedRange<Double>] = []
    for chorus in choruses.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, chorus.lowerBound - last.upperBound <= tolerance {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, chorus.upperBound)
      } else {
        joined.append(chorus)
      }
    }
    return joined.contains { start >= $0.lowerBound - tolerance && end <= $0.upperBound + tolerance }
  }

  static func isOnDownbeat(_ start: Double, _ downbeats: [Double]) -> Bool {
    downbeats.contains { abs($0 - start) <= tolerance }
  }
}
