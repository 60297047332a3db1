import Glibc

/// What tells families of music apart: tempo and meter, what is struck where, how the bass and the harmony move. How
/// instruments sound is left out, as those that the weights are learned from are no real ones.
public struct GenreTraits: Sendable, Equatable {
  public static let names =
    rhythmNames + BeatPattern.names + BassTraits.names + harmonyNames

  public let values: [Double]

  /// Nil in silence.
  public init?(_ heard: Heard, _ chroma: Chroma, _ key: KeyEvidence, _ rhythm: Rhythm?) {
    guard SoundStatistics(heard) != nil else { return nil }
    let beats = rhythm?.beats ?? []
    values =
      Self.rhythm(heard, rhythm) + BeatPattern(beats, heard.onsets).values
      + BassTraits(heard.pitches, beats).values + Self.harmony(heard, chroma, key, beats)
  }

  private static let rhythmNames = [
    "no pulse", "tempo", "slow", "fast", "pulse", "in three", "in two", "triplets", "low beginnings",
    "middle beginnings",
    "high beginnings", "low a beat", "middle a beat", "high a beat", "low share", "high share", "repetition",
  ]

  private static func rhythm(_ heard: Heard, _ rhythm: Rhythm?) -> [Double] {
    let curves = heard.onsets
    let bands = [curves.low, curves.middle, curves.high]
    let rates = bands.map {
      Double(Onsets.count($0[...], rate: curves.rate)) / max(1, heard.duration)
    }
    let sums = bands.map { Double($0.reduce(0, +)) }, all = max(1e-9, sums.reduce(0, +))
    let octaves = rhythm.map { log2($0.tempo.bpm / 110) } ?? 0
    let length = rhythm.map { 60 / $0.tempo.bpm } ?? 0.5
    let meter = rhythm?.meter
    return [
      rhythm == nil ? 1 : 0, octaves, max(0, -octaves - 0.3), max(0, octaves - 0.3),
      rhythm?.tempo.confidence ?? 0, meter?.beatsPerBar == 3 ? 1 : 0, meter?.beatsPerBar == 2 ? 1 : 0,
      meter.map { $0.name.hasSuffix("/8") } == true ? 1 : 0,
    ] + rates + rates.map { $0 * length } + [
      sums[0] / all, sums[2] / all, Onsets.repetition(curves.all.prefix(6000), rate: curves.rate),
    ]
  }

  private static let harmonyNames = [
    "change a beat", "change of two", "change of four", "clarity", "contrast", "presence", "temperament",
    "variety",
    "fit", "concord", "constancy", "best key", "majorness", "notes at once", "height", "height spread",
    "high tones",
    "low tones", "steadiness",
  ]

  private static func harmony(
    _ heard: Heard, _ chroma: Chroma, _ key: KeyEvidence, _ beats: [Double]
  ) -> [Double] {
    let changes = [1, 2, 4].map { NoteChanges.mean(chroma, beats, over: $0) }
    let loud = (0..<chroma.frameCount).compactMap { frame -> Double? in
      let count = chroma.values[frame * 12..<frame * 12 + 12].count { $0 > 0.35 }
      return count > 0 ? Double(count) : nil
    }
    let tones = ToneTraits(heard.pitches, from: 0, to: heard.duration)
    return changes + [
      key.clarity, min(2, key.contrast), key.presence, key.temperament, key.variety / 12, key.fit,
      key.concord,
      key.constancy, key.correlations.max() ?? 0,
      (key.rooted.prefix(12).max() ?? 0) - (key.rooted.suffix(12).max() ?? 0), loud.mean / 4,
    ] + heights(heard.pitches) + [tones.steadiness]
  }

  /// How high tones are, in octaves about the middle C.
  private static func heights(_ pitches: PitchFrames) -> [Double] {
    var weight = 0.0, sum = 0.0, squares = 0.0, high = 0.0, low = 0.0
    for tone in pitches.tones {
      let strength = Double(tone.strength * tone.strength), height = Double(tone.pitch - 60) / 12
      weight += strength
      sum += strength * height
      squares += strength * height * height
      if height > 1 { high += strength }
      if height < -1 { low += strength }
    }
    guard weight > 0 else { return [0, 0, 0, 0] }
    let mean = sum / weight
    return [mean, max(0, squares / weight - mean * mean).squareRoot(), high / weight, low / weight]
  }
}

/// How much the notes change from beat to beat.
enum NoteChanges {
  /// 1 less the cosine between the notes of so many beats and of those after them, on average.
  static func mean(_ chroma: Chroma, _ beats: [Double], over count: Int) -> Double {
    let spans = stride(from: 0, to: max(0, beats.count - count), by: count).map { at in
      notes(chroma, from: beats[at], to: beats[at + count])
    }
    return zip(spans, spans.dropFirst()).map { distance($0, $1) }.mean
  }

  private static func notes(_ chroma: Chroma, from start: Double, to end: Double) -> [Double] {
    var sums = [Double](repeating: 0, count: 12)
    for frame in KindTraits.range(start, end, rate: chroma.rate, count: chroma.frameCount) {
      for note in 0..<12 { sums[note] += Double(chroma.values[frame * 12 + note]) }
    }
    return sums
  }

  private static func distance(_ one: [Double], _ two: [Double]) -> Double {
    var product = 0.0, first = 0.0, second = 0.0
    for note in 0..<12 {
      product += one[note] * two[note]
      first += one[note] * one[note]
      second += two[note] * two[note]
    }
    let norm = (first * second).squareRoot()
    return norm > 1e-9 ? 1 - product / norm : 0
  }
}
