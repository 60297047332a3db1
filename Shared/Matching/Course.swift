/// How lively something is over time.
public struct Course: Sendable, Equatable {
  /// Seconds that each value is about. The first are the first ones.
  public let step: Double
  public let values: [Double]

  private static let limit = 100_000

  /// Nil for what is no course.
  public init?(step: Double, _ values: [Double]) {
    guard step.isFinite, step > 0, !values.isEmpty, values.count <= Self.limit,
      values.allSatisfy(\.isFinite)
    else { return nil }
    self.step = step
    self.values = values
  }

  /// Of a film without a sound: how often it is cut about each moment, which is what its picture says of liveliness. Nil
  /// for films with hardly a cut.
  public init?(cuts: [Double], duration: Double) {
    guard cuts.count >= Self.leastCuts, duration.isFinite, duration > 0 else { return nil }
    let step = max(0.5, duration / Double(Self.limit))
    let counts = (0..<max(1, Int(duration / step))).map { place in
      let middle = (Double(place) + 0.5) * step
      return cuts.reduce(0) { $0 + max(0, 1 - abs($1 - middle) / Self.reach) }
    }
    self.init(step: step, counts)
  }

  private static let leastCuts = 8
  /// Seconds about a moment in which a cut makes it lively.
  private static let reach = 3.0

  /// Nil outside.
  func value(at time: Double) -> Double? {
    guard time >= 0, time < step * Double(values.count) else { return nil }
    return values[min(values.count - 1, Int(time / step))]
  }

  /// Seconds that one value has something of, as both kinds are smoothed.
  private static let smoothing = 3.0
  /// Moments at which two courses are compared.
  private static let moments = 1000

  /// How this one, of a film, rises and falls with that of a track from `start` on: the correlation, and how sure it is.
  /// Nil where too little lies beside each other, and where one of them is level.
  func correlation(with other: Course, from start: Double, for duration: Double) -> Measured? {
    let count = min(Self.moments, Int(duration / max(step, other.step)))
    guard count > 0 else { return nil }
    let pairs = (0..<count).compactMap { place -> (Double, Double)? in
      let time = (Double(place) + 0.5) * duration / Double(count)
      guard let own = value(at: time), let its = other.value(at: start + time) else { return nil }
      return (own, its)
    }
    let independent = Double(pairs.count) / Double(count) * duration / Self.smoothing
    guard independent >= 4 else { return nil }
    let size = Double(pairs.count)
    let (x, y) = (pairs.reduce(0) { $0 + $1.0 } / size, pairs.reduce(0) { $0 + $1.1 } / size)
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for pair in pairs {
      xx += (pair.0 - x) * (pair.0 - x)
      yy += (pair.1 - y) * (pair.1 - y)
      xy += (pair.0 - x) * (pair.1 - y)
    }
    guard xx / size > 1e-6, yy / size > 1e-6 else { return nil }
    return Measured(xy / (xx * yy).squareRoot(), confidence: independent / (independent + 8))
  }
}
