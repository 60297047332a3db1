import Glibc

/// Times of cuts, and the beat that they were made to.
public struct CutTimes: Sendable {
  /// Seconds, each at a frame.
  public let times: [Double]
  /// Seconds from beat to beat; nil where there is none.
  public let period: Double?
}

extension TestVideo {
  /// Cuts on beats, 1, 2 or 4 of them apart, by a frame or two too early or too late; some are missing.
  public static func beatCuts(count: Int, seed: UInt64) -> [CutTimes] {
    (0..<count).map { number in
      var draws = Draws(seed, 11, number)
      let (period, rate) = (60 / draws.number(75...180), draws.pick([24.0, 25, 30, 60]))
      let steps: [Double] = draws.pick([[1, 1, 2, 4], [1, 2], [2, 2, 4]])
      let length = draws.number(15...60), isEven = draws.chance(50)
      var (time, times) = (draws.number(0...period), [Double]())
      while time < length {
        let miss = isEven ? draws.number(-2...2) : draws.bell()
        if !draws.chance(12) { times.append(max(0, ((time * rate) + miss).rounded()) / rate) }
        time += period * draws.pick(steps)
      }
      return CutTimes(times: times, period: period)
    }
  }

  /// Cuts whose intervals follow nothing but chance, of several kinds.
  public static func chanceCuts(count: Int, seed: UInt64) -> [CutTimes] {
    (0..<count).map { number in
      var draws = Draws(seed, 12, number)
      let (length, rate) = (draws.number(15...60), draws.pick([24.0, 25, 30, 60]))
      var (time, times) = (0.0, [Double]())
      while time < length {
        if time > 0 { times.append((time * rate).rounded() / rate) }
        time += chanceInterval(number % 5, &draws)
      }
      return CutTimes(times: times, period: nil)
    }
  }

  private static func chanceInterval(_ kind: Int, _ draws: inout Draws) -> Double {
    switch kind {
    case 0: 0.3 - log(1 - draws.number(0...0.9999)) * 0.9
    case 1: draws.number(0.4...2)
    case 2: exp(draws.bell() * 0.4) * 0.9
    case 3: (0..<4).reduce(0) { sum, _ in sum - log(1 - draws.number(0...0.9999)) } * 0.3
    default: draws.number(1...2)
    }
  }
}

extension Draws {
  /// Around 0, with a spread of 1.
  mutating func bell() -> Double { (0..<12).reduce(-6) { sum, _ in sum + number(0...1) } }
}
