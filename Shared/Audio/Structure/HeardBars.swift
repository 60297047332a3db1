import Glibc

/// Beats that a song could have, as its rhythm says, and how they could make bars.
struct HeardBars: Sendable, Equatable {
  let beats: [Double]
  /// Which of the rows of beats.
  let row: Int
  /// Beats as they are told to one of these.
  let level: Double
  /// Beats of a bar.
  let length: Int
  /// Beats of what is compared: bars of two are taken in pairs.
  let unit: Int
  /// The first beat of the first unit.
  let first: Int
  /// How well beats and bars sound as such.
  let score: Double
}

extension HeardBars {
  private static let levels = [1, 2, 0.5, 3, 1.0 / 3, 1.5, 2.0 / 3]
  /// Of beats, in seconds.
  private static let distances = 0.25...1.6
  /// Beats a minute.
  private static let likedTempo = 115.0

  /// Octaves from a tempo that is liked, squared.
  var tempoDistance: Double {
    let octaves = log2(Self.likedTempo * Self.distance(beats) / 60)
    return octaves * octaves
  }

  /// Of the beats as a clock gives them, if it does: with what could be their tempo as well, and those that are a part
  /// of a beat later. The likeliest are first.
  static func all(_ heard: Heard, _ chroma: Chroma, beats: [Double]) -> [HeardBars] {
    let around = BeatSurroundings(heard, chroma)
    let steady = SteadyBeats(beats)
    let levels = steady == nil ? [1] : levels
    let all = levels.enumerated().flatMap { place, level -> [HeardBars] in
      let row = steady?.times(until: heard.duration, level: level) ?? beats
      guard level == 1 || distances.contains(distance(row)) else { return [] }
      let twelfths = BeatTwelfths(row, around)
      return BeatTwelfths.shifts.indices.flatMap { shift in
        bars(of: BeatRow(twelfths, shift: shift, around), place * BeatTwelfths.shifts.count + shift, level)
      }
    }
    return all.sorted { $0.likelihood > $1.likelihood }
  }

  private static func bars(of row: BeatRow, _ number: Int, _ level: Double) -> [HeardBars] {
    let own = product(ConditionalLogit.beats.weights.suffix(row.traits.count), row.traits)
    return zip(BarPattern.all, BarTraits(row).values).flatMap { bars, traits in
      let score = own + product(ConditionalLogit.bars.weights[...], traits)
      let unit = bars.length == 2 ? 4 : bars.length
      return stride(from: bars.first, to: unit, by: bars.length).map {
        HeardBars(
          beats: row.beats, row: number, level: level, length: bars.length, unit: unit, first: $0,
          score: score)
      }
    }
  }

  /// Roughly; no probability.
  private var likelihood: Double { score - (level == 1 ? 0 : 1) - tempoDistance }

  private static func distance(_ beats: [Double]) -> Double {
    guard let first = beats.first, let last = beats.last, last > first else { return 0.5 }
    return (last - first) / Double(beats.count - 1)
  }

  private static func product(_ weights: ArraySlice<Double>, _ traits: [Double]) -> Double {
    zip(weights, traits).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
