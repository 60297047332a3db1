import Glibc

/// How beats make bars.
public struct Meter: Sendable, Equatable {
  /// As it is written: "4/4", "3/4", "2/4", "6/8" or "12/8".
  public let name: String
  public let beatsPerBar: Int
  /// In seconds.
  public let downbeats: [Double]
  /// How likely this is right, from 0 to 1.
  public let confidence: Double
}

/// Finds the first beats of bars: where the bass enters, the harmony changes and loud sounds begin.
struct MeterFinder {
  /// What a beat is like, against its neighbours.
  struct Accent {
    var low = 0.0
    var middle = 0.0
    var high = 0.0
    var harmony = 0.0
  }

  static let weights = Accent(low: 0.5, middle: -0.35, high: 0, harmony: 1)

  let beats: [Double]
  let accents: [Accent]

  /// The likeliest meter, or nil for too few beats.
  func meter(isTernary: Bool) -> Meter? {
    guard beats.count >= 8 else { return nil }
    let firstness = firstness()
    let lengths = isTernary ? [2, 4, 3] : [4, 3, 2]
    let paths = lengths.map { Self.path(firstness, beatsPerBar: $0) }
    let priors = isTernary ? [0, -0.05, -0.15] : [0, -0.1, -0.25]
    let scores = zip(paths, priors).map { $0.score + $1 }
    let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
    let others = scores.indices.filter { $0 != best }.map { scores[$0] }.max() ?? 0
    let names = isTernary ? ["6/8", "12/8", "3/4"] : ["4/4", "3/4", "2/4"]
    return Meter(
      name: names[best], beatsPerBar: lengths[best], downbeats: paths[best].firsts.map { beats[$0] },
      confidence: 1 / (1 + exp(-8 * (scores[best] - others))))
  }

  init(beats: [Double], _ curves: OnsetCurves, _ chroma: Chroma) {
    self.beats = beats
    let harmony = Self.harmony(beats, chroma)
    func strength(_ curve: [Float]) -> [Double] {
      Self.standardized(beats.map { Self.peak(curve, near: $0 * curves.rate) })
    }
    let low = strength(curves.low), middle = strength(curves.middle), high = strength(curves.high)
    accents = beats.indices.map {
      Accent(low: low[$0], middle: middle[$0], high: high[$0], harmony: harmony[$0])
    }
  }

  private static func peak(_ curve: [Float], near place: Double) -> Double {
    let centre = Int(place.rounded())
    let low = max(0, centre - 3), high = min(curve.count - 1, centre + 3)
    guard low <= high else { return 0 }
    return Double(curve[low...high].max() ?? 0)
  }

  /// How far the notes of the two beats after each beat are from those of the two before.
  private static func harmony(_ beats: [Double], _ chroma: Chroma) -> [Double] {
    let notes = beats.indices.map { at -> [Double] in
      let end = at + 1 < beats.count ? beats[at + 1] : beats[at] + 0.5
      return mean(chroma, from: beats[at], to: end)
    }
    return standardized(
      beats.indices.map { at in
        let before = sum(notes, max(0, at - 1), at), after = sum(notes, at, min(beats.count, at + 1))
        return distance(before, after) + 0.5
          * distance(sum(notes, max(0, at - 2), at), sum(notes, at, min(beats.count, at + 2)))
      })
  }

  private static func sum(_ notes: [[Double]], _ from: Int, _ to: Int) -> [Double] {
    var sum = [Double](repeating: 0, count: 12)
    for at in from..<max(from, to) { for note in 0..<12 { sum[note] += notes[at][note] } }
    return sum
  }

  private static func mean(_ chroma: Chroma, from: Double, to: Double) -> [Double] {
    let first = min(max(0, Int((from * chroma.rate).rounded(.up))), max(0, chroma.frameCount - 1))
    let last = min(max(first, Int((to * chroma.rate).rounded(.down))), max(0, chroma.frameCount - 1))
    var sum = [Double](repeating: 0, count: 12)
    guard chroma.frameCount > 0 else { return sum }
    for frame in first...last { for note in 0..<12 { sum[note] += Double(chroma.values[frame * 12 + note]) } }
    return sum.map { $0 / Double(last - first + 1) }
  }

  private static func distance(_ one: [Double], _ two: [Double]) -> Double {
    var product = 0.0, first = 0.0, second = 0.0
    for note in 0..<12 {
      product += one[note] * two[note]
      first += one[note] * one[note]
      second += two[note] * two[note]
    }
    let norm = (first * second).squareRoot()
    return norm > 0 ? 1 - product / norm : 0
  }

  /// Against the mean, in deviations, cut at 3.
  private static func standardized(_ values: [Double]) -> [Double] {
    guard values.count > 1 else { return values.map { _ in 0 } }
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    guard variance > 0 else { return values.map { _ in 0 } }
    return values.map { min(3, max(-3, ($0 - mean) / variance.squareRoot())) }
  }

  /// How much each beat looks like the first of a bar.
  func firstness() -> [Double] {
    accents.map {
      Self.weights.low * $0.low + Self.weights.middle * $0.middle + Self.weights.high * $0.high
        + Self.weights.harmony * $0.harmony
    }
  }

  /// The best row of first beats for bars of so many beats, which may slip at a cost, and its score a beat.
  static func path(_ firstness: [Double], beatsPerBar: Int) -> (firsts: [Int], score: Double) {
    let count = firstness.count
    guard count >= beatsPerBar else { return ([], 0) }
    let slip = -8.0
    // scores[p]: the best row that ends with this beat at place p of its bar.
    var scores = (0..<beatsPerBar).map { gain(firstness[0], place: $0, beatsPerBar) }
    var choices: [[Int]] = [Array(0..<beatsPerBar)]
    for beat in 1..<count {
      var next = scores, chosen = [Int](repeating: 0, count: beatsPerBar)
      for place in 0..<beatsPerBar {
        let usual = (place + beatsPerBar - 1) % beatsPerBar
        var best = usual
        for other in 0..<beatsPerBar
        where scores[other] + (other == usual ? 0 : slip) > scores[best] + (best == usual ? 0 : slip) {
          best = other
        }
        chosen[place] = best
        next[place] =
          scores[best] + (best == usual ? 0 : slip) + gain(firstness[beat], place: place, beatsPerBar)
      }
      scores = next
      choices.append(chosen)
    }
    var place = scores.indices.max { scores[$0] < scores[$1] } ?? 0
    let score = scores[place] / Double(count)
    var firsts: [Int] = []
    for beat in stride(from: count - 1, through: 0, by: -1) {
      if place == 0 { firsts.append(beat) }
      place = choices[beat][place]
    }
    return (firsts.reversed(), score)
  }

  private static func gain(_ firstness: Double, place: Int, _ beatsPerBar: Int) -> Double {
    // Scaled so that rows of random numbers score alike whatever the bar.
    let share = 1 / Double(beatsPerBar)
    let norm = (share * (1 - share)).squareRoot()
    return firstness * ((place == 0 ? 1 : 0) - share) / norm
  }
}
