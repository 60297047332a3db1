import Glibc

/// What was found out about a sound, to make measures of.
public struct Findings: Sendable {
  public var statistics: SoundStatistics
  public var kinds: Kinds
  public var key: KeyEvidence
  /// Nil where no key was found.
  public var foundKey: Key?
  public var rhythm: Rhythm?
  /// In LUFS, if it was measured.
  public var loudness: Double?

  /// Nil in silence.
  public init?(
    _ heard: Heard, kinds: Kinds, key: KeyEvidence, foundKey: Key?, rhythm: Rhythm?, loudness: Double? = nil
  ) {
    guard let statistics = SoundStatistics(heard) else { return nil }
    self.statistics = statistics
    self.kinds = kinds
    self.key = key
    self.foundKey = foundKey
    self.rhythm = rhythm
    self.loudness = loudness
    lowOnsets = Self.lowOnsets(heard.onsets)
    tones = ToneTraits(heard.pitches, from: 0, to: heard.duration)
    kindMeans = Self.kindMeans(heard, kinds)
  }

  private let lowOnsets: Double
  private let tones: ToneTraits
  private let kindMeans: (syllables: Double, pauses: Double)

  public var measures: [Measure: Double] {
    var measures: [Measure: Double] = [
      .loudness: loudness ?? statistics.level, .onsetRate: statistics.onsetRate,
      .dynamicRange: statistics.dynamicRange,
      .brightness: log2(max(50, statistics.centroid.mean) / 1000),
      .flatness: statistics.flatness.mean, .motion: statistics.motion, .lowOnsets: lowOnsets,
      .clarity: tones.clarity, .steadiness: tones.steadiness, .syllables: kindMeans.syllables,
      .pauses: kindMeans.pauses, .speech: kinds.probability(of: .speech),
      .noise: kinds.probability(of: .noise), .backgroundFlatness: statistics.backgroundFlatness,
      .pulse: 0, .lowBeat: 0, .tempoDistance: 2, .unsteadiness: 1,
    ]
    if foundKey != nil {
      measures[.majorness] = (key.rooted.prefix(12).max() ?? 0) - (key.rooted.suffix(12).max() ?? 0)
      measures[.keyClarity] = key.rooted.max() ?? 0
    }
    guard let rhythm else { return measures }
    measures[.pulse] = rhythm.tempo.confidence
    measures[.lowBeat] = lowOnsets * rhythm.tempo.confidence
    measures[.tempo] = rhythm.tempo.bpm
    measures[.tempoDistance] = abs(log2(rhythm.tempo.bpm / 118))
    measures[.unsteadiness] = Self.unsteadiness(rhythm.beats)
    return measures
  }

  private static func unsteadiness(_ beats: [Double]) -> Double? {
    let gaps = zip(beats, beats.dropFirst()).map { $1 - $0 }
    return gaps.count > 3 && gaps.mean > 0 ? gaps.deviation / gaps.mean : nil
  }

  private static func lowOnsets(_ curves: OnsetCurves) -> Double {
    let low = curves.low.reduce(0, +), rest = curves.middle.reduce(0, +) + curves.high.reduce(0, +)
    return low + rest > 0 ? Double(low / (low + rest)) : 0
  }

  private static func kindMeans(_ heard: Heard, _ kinds: Kinds) -> (syllables: Double, pauses: Double) {
    let traits = kinds.windows.compactMap { KindTraits(heard, from: $0.start, to: $0.end) }
    return (traits.map(\.syllables).mean, traits.map(\.softFrames).mean)
  }
}
