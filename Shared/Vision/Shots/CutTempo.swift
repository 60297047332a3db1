import Glibc

/// The beat that cuts were made to.
public struct CutTempo: Sendable, Equatable, Codable {
  /// Seconds from beat to beat.
  public let period: Double
  /// 0 to 1, that the cuts follow a beat at all.
  public let confidence: Double

  public var beatsPerMinute: Double { 60 / period }

  /// Half and double the tempo, which explain the same cuts, as far as people would tap them.
  public var alternatives: [Double] { [beatsPerMinute / 2, beatsPerMinute * 2].filter { 30...260 ~= $0 } }

  /// Nil where no beat explains the times, in seconds and in their order, better than chance does.
  public init?(of times: [Double]) {
    let times = Array(times.prefix(Self.timeLimit))
    guard times.count >= Self.leastCuts else { return nil }
    let scores = BeatScores(times)
    guard let best = scores.best else { return nil }
    confidence = scores.confidence(of: best.score)
    guard confidence >= Self.leastConfidence else { return nil }
    period = best.period
  }

  private static let timeLimit = 5000
  private static let leastCuts = 7
  static let leastConfidence = 0.9
}

/// How well each beat explains times: whether they come at the same place between two beats.
private struct BeatScores {
  /// Beats a second.
  private static let slowest = 0.5
  private static let fastest = 4.0
  /// No beat is kept for longer than this, in seconds.
  private static let stretch = 40.0
  /// How much worse than the best a slower beat may be and yet be preferred.
  private static let slowerShare = 0.8

  let best: (period: Double, score: Double)?
  private let trials: Double
  private let stretches: Int

  init(_ times: [Double]) {
    let parts = Self.parts(times)
    let longest = parts.map { $0[$0.count - 1] - $0[0] }.max() ?? 0
    stretches = parts.count
    trials = max(1, longest * (Self.fastest - Self.slowest))
    guard longest > 2 else {
      self.best = nil
      return
    }
    let step = 0.12 / longest
    let rates = Array(stride(from: Self.slowest, through: Self.fastest, by: step))
    let intervals = Intervals(times)
    let scores = rates.map { Self.score(parts, $0) }
    let surprises = zip(scores, rates).map { $0 / intervals.expected(at: $1) }
    let best = surprises.indices.max { surprises[$0] < surprises[$1] } ?? 0
    let highest = scores[best]
    // The slowest that does nearly as well: what comes on beats comes on half beats too.
    let chosen = rates.indices.first { index in
      scores[index] >= Self.slowerShare * highest
        && (index == 0 || scores[index] >= scores[index - 1])
        && (index == rates.count - 1 || scores[index] >= scores[index + 1])
    }
    self.best = chosen.map { (1 / rates[$0], surprises[best]) }
  }

  /// By how often times without a beat come as near to one. The steepness was found on drawn times.
  func confidence(of score: Double) -> Double {
    // Of one stretch the score falls off as an exponential does; the mean of several falls off faster.
    let evidence = (score - 1) * Double(stretches).squareRoot() + 1 - log(trials)
    return max(0, 1 - exp(-0.55 * evidence))
  }

  /// 1 on average for times without a beat, and as many as there are times for times on one.
  private static func score(_ parts: [[Double]], _ rate: Double) -> Double {
    var (sum, count) = (0.0, 0)
    for part in parts {
      var (across, up) = (0.0, 0.0)
      for time in part {
        let angle = 2 * .pi * rate * time
        across += cos(angle)
        up += sin(angle)
      }
      sum += across * across + up * up
      count += part.count
    }
    return sum / Double(count)
  }

  private static func parts(_ times: [Double]) -> [[Double]] {
    var parts: [[Double]] = []
    for time in times {
      if let first = parts.last?.first, time - first < stretch {
        parts[parts.count - 1].append(time)
      } else {
        parts.append([time])
      }
    }
    return parts
  }
}

/// The intervals from time to time, whose mere evenness looks like a beat.
private struct Intervals {
  /// How far they are blurred, as a share of their mean: a beat does not survive that, and evenness does.
  private static let blur = 0.15

  private let lengths: [Double]
  private let width: Double

  init(_ times: [Double]) {
    lengths = zip(times, times.dropFirst()).map { $1 - $0 }
    width = Self.blur * lengths.reduce(0, +) / Double(max(1, lengths.count))
  }

  /// The score to expect at a rate of times whose intervals are drawn at random from such lengths.
  func expected(at rate: Double) -> Double {
    var (across, up) = (0.0, 0.0)
    for length in lengths {
      across += cos(2 * .pi * rate * length)
      up += sin(2 * .pi * rate * length)
    }
    let blurred = exp(-2 * .pi * .pi * rate * rate * width * width) / Double(max(1, lengths.count))
    (across, up) = (across * blurred, up * blurred)
    let square = across * across + up * up
    return max(1, (1 - square) / max(1e-3, 1 - 2 * across + square))
  }
}
