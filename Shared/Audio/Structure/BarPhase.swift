/// Chooses which beats begin bars: what was found by ear of single beats is one vote, how well the bars repeat and part
/// is the other.
struct BarPhase {
  /// One way to make bars.
  struct Choice {
    let bars: BarGrid
    let likeness: Likeness
    let segmentation: Segmentation
    /// What the choice is made by.
    let traits: [Double]
  }

  let choices: [Choice]

  init(_ features: BeatFeatures, _ grid: UnitGrid, downbeats: [Double]) {
    let places = grid.count > 0 ? downbeats.map { grid.nearest(to: $0) } : []
    let beatsPerBar = Self.beatsPerBar(places)
    let steps = Self.steps(features)
    choices = (0..<min(beatsPerBar, max(1, grid.count))).map { phase in
      let bars = BarGrid(phase: phase, beatsPerBar: beatsPerBar, unitCount: grid.count)
      let likeness = Likeness(features, bars)
      let segmentation = Segmentation(likeness.blurred())
      let votes = places.count { $0 % beatsPerBar == phase }
      let tops = likeness.tops()
      let firsts = (0..<bars.count).map { bars.firstBeat($0) }
      return Choice(
        bars: bars, likeness: likeness, segmentation: segmentation,
        traits: [
          Double(votes) / Double(max(1, places.count)), tops.three, tops.one,
          -segmentation.cost / Double(max(1, bars.count)), Self.mean(steps, at: firsts),
          Self.mean(steps, at: segmentation.bounds.map { firsts[$0] }), likeness.spread(),
        ])
    }
  }

  /// Bars of two beats, if that is how the downbeats lie; the phase is that of pairs of them.
  static func halved(_ bars: BarGrid, _ grid: UnitGrid, downbeats: [Double]) -> BarGrid? {
    guard usualDistance(downbeats.map { grid.nearest(to: $0) }) == 2 else { return nil }
    return BarGrid(phase: bars.phase % 2, beatsPerBar: 2, unitCount: grid.count)
  }

  func best(_ ranker: ConditionalLogit) -> Choice? {
    let chances = ranker.probabilities(choices.map(\.traits))
    return chances.indices.max { chances[$0] < chances[$1] }.map { choices[$0] }
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

  /// How far each unit is from the one before, against the mean.
  private static func steps(_ features: BeatFeatures) -> [Double] {
    let width = BeatFeatures.width
    guard features.count > 1 else { return [Double](repeating: 0, count: features.count) }
    var steps = [0.0]
    for unit in 1..<features.count {
      var sum: Float = 0
      for column in 0..<width {
        let step = features.values[unit * width + column] - features.values[(unit - 1) * width + column]
        sum += step * step
      }
      steps.append(Double(sum))
    }
    let mean = steps.reduce(0, +) / Double(steps.count)
    return mean > 0 ? steps.map { $0 / mean } : steps
  }

  private static func mean(_ values: [Double], at places: [Int]) -> Double {
    guard !places.isEmpty else { return 1 }
    return places.reduce(0) { $0 + values[$1] } / Double(places.count)
  }
}
