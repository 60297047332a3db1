/// What structure, hook and loops are judged by: how alike the bars of a sound are.
public struct StructureEvidence: Sendable {
  /// Without a beat, this part of the sound has to be tones.
  private static let leastClarity = 0.35
  /// Seconds.
  private static let leastDuration = 1.0

  /// Seconds.
  public let duration: Double
  let grid: BeatGrid
  let bars: Bars
  let likeness: Likeness
  let parts: Parts
  /// The mean logarithm of the spectrum of each bar.
  let levels: [Double]

  /// Nil where there is no music. `beats` and `downbeats` in seconds; without beats the sound is cut evenly.
  public init?(
    _ heard: Heard, _ chroma: Chroma, beats: [Double], downbeats: [Double],
    phases: ConditionalLogit = .barPhase
  ) {
    guard heard.duration >= Self.leastDuration, Self.isMusic(heard, beats) else { return nil }
    duration = heard.duration
    grid = BeatGrid(beats: beats.filter(\.isFinite).sorted(), duration: heard.duration)
    guard grid.count > 0 else { return nil }
    let features = BeatFeatures(grid, heard, chroma)
    let downbeats = downbeats.filter(\.isFinite).sorted()
    let phase = BarPhase(features, grid, downbeats: downbeats)
    let best = phase.best(phases)
    if let halved = BarPhase.halved(phase.choices[best], grid, downbeats: downbeats) {
      bars = halved
      likeness = Likeness(features, halved)
      parts = Parts(likeness, bounds: Segmentation(likeness.blurred()).bounds)
    } else {
      bars = phase.choices[best]
      likeness = phase.likenesses[best]
      parts = Parts(likeness, bounds: phase.segmentations[best].bounds)
    }
    let bars = bars
    levels = (0..<bars.count).map { bar in
      let beats = bars.firstBeat(bar)..<bars.firstBeat(bar + 1)
      return features.levels[beats].reduce(0, +) / Double(beats.count)
    }
  }

  /// When a bar begins; that after the last one is where the last one ends.
  func time(ofBar bar: Int) -> Double { grid.times[bars.firstBeat(bar)] }

  /// Something sounds, and it is beaten or made of tones.
  private static func isMusic(_ heard: Heard, _ beats: [Double]) -> Bool {
    let power = heard.pitches.levels.reduce(0.0) { $0 + Double($1) * Double($1) }
    guard power > 0 else { return false }
    guard beats.isEmpty else { return true }
    let clear = zip(heard.pitches.levels, heard.pitches.clarity).reduce(0.0) {
      $0 + Double($1.0) * Double($1.0) * Double($1.1)
    }
    return clear / power >= leastClarity
  }
}

extension StructureEvidence {
  /// What the bar phase is chosen by, and the downbeats of each choice: what its ranker learns from.
  public static func phaseChoices(
    _ heard: Heard, _ chroma: Chroma, beats: [Double], downbeats: [Double]
  ) -> (rows: [[Double]], traits: [[Double]]) {
    let grid = BeatGrid(beats: beats, duration: heard.duration)
    guard grid.count > 0 else { return ([], []) }
    let phase = BarPhase(BeatFeatures(grid, heard, chroma), grid, downbeats: downbeats)
    let rows = phase.choices.map { bars in (0..<bars.count).map { grid.times[bars.firstBeat($0)] } }
    return (rows, phase.traits)
  }
}

extension ConditionalLogit {
  /// The phase of bars, from the traits of `BarPhase`. Fitted to made songs.
  public static let barPhase = ConditionalLogit(weights: [1.97, 76.66, 88.74, 43.1, 3.33, 2.2, 16.49])
}
