import Telemetry

extension Benchmark {
  /// Models of taste, beside implicit and bare products of OpenBLAS, all on two threads.
  static let recommend = Benchmark(
    name: "recommend", comparisons: [.precompute, .fit, .fresh, .ranking])
}

/// What all of these have in common.
enum TasteBench {
  static let threads = 2
  static let factors = 64
  static let length = 100
}

/// How long something took, by the clock and by the processors.
struct Spent: Sendable, Decodable {
  var seconds: Double
  var cpuSeconds: Double

  static let none = Spent(seconds: 0, cpuSeconds: 0)

  init(seconds: Double, cpuSeconds: Double) { (self.seconds, self.cpuSeconds) = (seconds, cpuSeconds) }

  /// Of this process while `body` runs.
  init(_ body: () throws -> Void) rethrows {
    let (start, used) = (ContinuousClock.now, ownSeconds())
    try body()
    self.init(seconds: (ContinuousClock.now - start).inSeconds, cpuSeconds: ownSeconds() - used)
  }

  static func + (one: Spent, other: Spent) -> Spent {
    Spent(seconds: one.seconds + other.seconds, cpuSeconds: one.cpuSeconds + other.cpuSeconds)
  }

  /// The medians.
  static func middle(of several: [Spent]) -> Spent {
    Spent(
      seconds: median(several.map(\.seconds)),
      cpuSeconds: median(several.map(\.cpuSeconds)))
  }
}
