/// Chooses which beats begin bars: what was found by ear of single beats is one vote, how well the bars repeat and part
/// is the other.
struct BarPhase {
  /// One way to make bars.
  struct Choice {
    let grid: UnitGrid
    let features: BeatFeatures
    let bars: BarGrid
    let likeness: Likeness
    let segmentation: Segmentation
    /// What the choice is made by.
    let traits: [Double]
    /// Beats of a bar; bars of two are compared in pairs.
    let length: Int
  }

  /// What is compared more closely.
  private static let most = 10

  let choices: [Choice]

  init(_ heard: Heard, _ chroma: Chroma, beats: [Double], downbeats: [Double]) {
    let found = UnitGrid(beats: beats, duration: heard.duration)
    let beats = found.isBeaten ? found.times : []
    let bars = beats.isEmpty ? [] : HeardBars.all(heard, chroma, beats: beats).prefix(Self.most)
    let top = bars.first?.score ?? 0
    var features: [Int: (UnitGrid, BeatFeatures)] = [:]
    let all = bars.map { bars in
      let known = features[bars.row]
      let grid = known?.0 ?? UnitGrid(beats: bars.beats, duration: heard.duration)
      let own = known?.1 ?? BeatFeatures(grid, heard, chroma)
      features[bars.row] = (grid, own)
      return Self.choice(bars, grid, own, top: top, beats: beats, downbeats: downbeats)
    }.filter { $0.bars.count > 0 }
    choices = all.isEmpty && found.count > 0 ? [Self.plain(found, BeatFeatures(found, heard, chroma))] : all
  }

  func best(_ ranker: ConditionalLogit) -> Choice? {
    let chances = ranker.probabilities(choices.map(\.traits))
    return chances.indices.max { chances[$0] < chances[$1] }.map { choices[$0] }
  }

  private static func plain(_ grid: UnitGrid, _ features: BeatFeatures) -> Choice {
    let bars = BarGrid(phase: 0, beatsPerBar: 4, unitCount: grid.count)
    let likeness = Likeness(features, bars)
    return Choice(
      grid: grid, features: features, bars: bars, likeness: likeness,
      segmentation: Segmentation(likeness.blurred()), traits: [], length: 4)
  }

  private static func choice(
    _ heard: HeardBars, _ grid: UnitGrid, _ features: BeatFeatures, top: Double, beats: [Double],
    downbeats: [Double]
  ) -> Choice {
    let bars = BarGrid(phase: heard.first, beatsPerBar: heard.unit, unitCount: grid.count)
    let likeness = Likeness(features, bars)
    let segmentation = Segmentation(likeness.blurred())
    let tops = likeness.tops(), steps = steps(features)
    let firsts = (0..<bars.count).map { bars.firstBeat($0) }
    let starts = stride(from: heard.first % heard.length, through: grid.count, by: heard.length)
      .map { grid.times[$0] }
    return Choice(
      grid: grid, features: features, bars: bars, likeness: likeness, segmentation: segmentation,
      traits: [
        heard.score - top, Self.share(of: downbeats, on: starts), Self.share(of: beats, on: grid.times),
        tops.three, tops.one, -segmentation.cost / Double(max(1, bars.count)), mean(steps, at: firsts),
        mean(steps, at: segmentation.bounds.map { firsts[$0] }), likeness.spread(),
        heard.length == 3 ? 1 : 0, heard.length == 2 ? 1 : 0, heard.level == 1 ? 1 : 0,
        heard.tempoDistance,
      ], length: heard.length)
  }

  /// Of moments that are near to some of a row, seconds apart.
  private static func share(of times: [Double], on row: [Double]) -> Double {
    let near = 0.07
    var at = 0, count = 0
    for time in times {
      while at < row.count, row[at] < time - near { at += 1 }
      if at < row.count, row[at] <= time + near { count += 1 }
    }
    return Double(count) / Double(max(1, times.count))
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
