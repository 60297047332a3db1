/// What structure, hook and loops are judged by: how alike the bars of a sound are.
public struct StructureEvidence: Sendable {
  /// Seconds.
  private static let leastDuration = 1.0

  /// Seconds.
  public let duration: Double
  let grid: UnitGrid
  let bars: BarGrid
  let likeness: Likeness
  let keys: Transposition
  let parts: Parts
  let sounds: BarSounds

  /// Nil where there is no music, as `isMusic` says; without it there is music where there are beats or a key. `beats`
  /// and `downbeats` in seconds; without beats the sound is cut evenly.
  public init?(
    _ heard: Heard, _ chroma: Chroma, beats: [Double], downbeats: [Double],
    isMusic: Bool? = nil, phases: ConditionalLogit = .barPhase
  ) {
    guard heard.duration >= Self.leastDuration else { return nil }
    guard isMusic ?? Self.isMusic(heard, chroma, beats) else { return nil }
    duration = heard.duration
    let downbeats = downbeats.filter(\.isFinite).sorted()
    let phase = BarPhase(heard, chroma, beats: beats.filter(\.isFinite).sorted(), downbeats: downbeats)
    guard let best = phase.best(phases) else { return nil }
    grid = best.grid
    let features = best.features
    let segmentation: Segmentation
    if best.length == 2 {
      bars = BarGrid(phase: best.bars.phase % 2, beatsPerBar: 2, unitCount: best.grid.count)
      likeness = Likeness(features, bars)
      segmentation = Segmentation(likeness.blurred())
    } else {
      bars = best.bars
      likeness = best.likeness
      segmentation = best.segmentation
    }
    keys = Transposition(features: features, bars: bars, likeness: likeness)
    parts = Parts(keys, bounds: segmentation.bounds)
    let bars = bars
    let levels = (0..<bars.count).map { bar in
      let beats = bars.firstBeat(bar)..<bars.firstBeat(bar + 1)
      return features.levels[beats].reduce(0, +) / Double(beats.count)
    }
    let grid = grid
    let times = bars.count > 0 ? (0...bars.count).map { grid.times[bars.firstBeat($0)] } : []
    sounds = BarSounds(heard, times: times, levels: levels)
  }

  var levels: [Double] { sounds.levels }

  /// When a bar begins; that after the last one is where the last one ends.
  func time(ofBar bar: Int) -> Double { grid.times[bars.firstBeat(bar)] }

  private static func isMusic(_ heard: Heard, _ chroma: Chroma, _ beats: [Double]) -> Bool {
    guard heard.pitches.levels.contains(where: { $0 > 0 }) else { return false }
    return !beats.isEmpty || KeyJudge().key(KeyEvidence(chroma, heard.pitches)) != nil
  }
}

extension StructureEvidence {
  /// What the bar phase is chosen by, and the downbeats of each choice: what its ranker learns from.
  public static func phaseChoices(
    _ heard: Heard, _ chroma: Chroma, beats: [Double], downbeats: [Double]
  ) -> (rows: [[Double]], traits: [[Double]]) {
    let choices = BarPhase(heard, chroma, beats: beats, downbeats: downbeats).choices
    let rows = choices.map { choice in
      stride(from: choice.bars.phase % choice.length, to: choice.grid.count, by: choice.length)
        .map { choice.grid.times[$0] }
    }
    return (rows, choices.map(\.traits))
  }
}

extension ConditionalLogit {
  /// How bars are made, from the traits of `BarPhase`: fitted by `FitHooks` to made songs of the tuning half with the beats
  /// that are found in them.
  public static let barPhase = ConditionalLogit(weights: [
    1.784, 0.443, -0.318, 0.147, 0.11, 0.157, 0.34, 1.071, -0.179, -0.586, -1.214, 0.355, -0.536,
  ])
}
