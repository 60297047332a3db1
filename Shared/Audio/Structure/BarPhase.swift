/// One way to make bars of a sound, and what came of it.
struct BarChoice: Sendable {
  let grid: BeatGrid
  let bars: Bars
  let likeness: Likeness
  let segmentation: Segmentation
  /// What `ConditionalLogit.barPhase` chooses by.
  let traits: [Double]
}

/// Chooses which beats begin bars: what was found by ear of single beats is one vote, how well the bars repeat and part
/// is the other. Beats may also lie between those that were found.
struct BarPhase {
  let choices: [BarChoice]
  private let features: [BeatFeatures]

  init(_ heard: Heard, _ chroma: Chroma, _ grid: BeatGrid, downbeats: [Double]) {
    let grids = grid.isBeaten ? [grid, grid.shifted] : [grid]
    let beatsPerBar = Self.beatsPerBar(Self.places(downbeats, grid))
    features = grids.map { BeatFeatures($0, heard, chroma) }
    choices = zip(grids, features).enumerated().flatMap { index, pair in
      let votes = index == 0 ? Self.places(downbeats, grid) : []
      return (0..<min(beatsPerBar, max(1, pair.0.count))).map { phase in
        Self.choice(
          pair.0, pair.1, Bars(phase: phase, beatsPerBar: beatsPerBar, unitCount: pair.0.count), votes,
          isShifted: index > 0)
      }
    }
  }

  /// The likeliest.
  func best(_ ranker: ConditionalLogit, downbeats: [Double]) -> BarChoice {
    let chances = ranker.probabilities(choices.map(\.traits))
    let best = chances.indices.max { chances[$0] < chances[$1] } ?? 0
    let chosen = choices[best]
    let usual = Self.usualDistance(Self.places(downbeats, choices[0].grid))
    guard usual == 2, chosen.grid.isBeaten else { return chosen }
    // Bars of two beats, as the downbeats lie; the phase is that of pairs of them.
    let bars = Bars(phase: chosen.bars.phase % 2, beatsPerBar: 2, unitCount: chosen.grid.count)
    let likeness = Likeness(features[chosen.grid == choices[0].grid ? 0 : 1], bars)
    return BarChoice(
      grid: chosen.grid, bars: bars, likeness: likeness, segmentation: Segmentation(likeness.blurred()),
      traits: chosen.traits)
  }

  /// The mean logarithm of the spectrum of each bar.
  func levels(_ choice: BarChoice) -> [Double] {
    let levels = features[choice.grid == choices[0].grid ? 0 : 1].levels
    return (0..<choice.bars.count).map { bar in
      let beats = choice.bars.firstBeat(bar)..<choice.bars.firstBeat(bar + 1)
      return levels[beats].reduce(0, +) / Double(beats.count)
    }
  }

  private static func choice(
    _ grid: BeatGrid, _ features: BeatFeatures, _ bars: Bars, _ votes: [Int], isShifted: Bool
  ) -> BarChoice {
    let likeness = Likeness(features, bars)
    let segmentation = Segmentation(likeness.blurred())
    let tops = likeness.tops(), steps = features.steps()
    let firsts = (0..<bars.count).map { bars.firstBeat($0) }
    let agreeing = votes.count { $0 % bars.beatsPerBar == bars.phase }
    return BarChoice(
      grid: grid, bars: bars, likeness: likeness, segmentation: segmentation,
      traits: [
        Double(agreeing) / Double(max(1, votes.count)), tops.three, tops.one,
        -segmentation.cost / Double(max(1, bars.count)), mean(steps, at: firsts),
        mean(steps, at: segmentation.bounds.map { firsts[$0] }), likeness.spread(), isShifted ? 1 : 0,
      ])
  }

  private static func places(_ downbeats: [Double], _ grid: BeatGrid) -> [Int] {
    grid.count > 0 ? downbeats.map { grid.nearest(to: $0) } : []
  }

  /// As the distances of downbeats say. Bars of two are taken in pairs, as they may be halves of bars.
  private static func beatsPerBar(_ places: [Int]) -> Int {
    guard let usual = usualDistance(places) else { return 4 }
    return usual == 2 ? 4 : (3...8).contains(usual) ? usual : 4
  }

  private static func usualDistance(_ places: [Int]) -> Int? {
    let distances = zip(places.dropFirst(), places).map { $0 - $1 }.sorted()
    return distances.isEmpty ? nil : distances[distances.count / 2]
  }

  private static func mean(_ values: [Double], at places: [Int]) -> Double {
    guard !places.isEmpty else { return 1 }
    return places.reduce(0) { $0 + values[$1] } / Double(places.count)
  }
}

extension BeatFeatures {
  /// How far each unit is from the one before, against the mean.
  fileprivate func steps() -> [Double] {
    guard count > 1 else { return [Double](repeating: 0, count: count) }
    let width = Self.width
    var steps = [0.0]
    for unit in 1..<count {
      var sum: Float = 0
      for column in unit * width..<(unit + 1) * width {
        let step = values[column] - values[column - width]
        sum += step * step
      }
      steps.append(Double(sum))
    }
    let mean = steps.reduce(0, +) / Double(steps.count)
    return mean > 0 ? steps.map { $0 / mean } : steps
  }
}
