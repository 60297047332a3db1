/// How an instrument sounds: what vibrates, and how that changes from the attack to the release.
struct Tone: Sendable {
  enum Source: Sendable {
    /// Two waves, slightly out of tune with each other, that go from a bright spectrum to a dark one.
    case waves(bright: Spectrum, dark: Spectrum)
    /// A sine whose phase swings with another sine of `ratio` times its frequency, `depth` radians at the attack.
    case modulated(ratio: Double, depth: Double)
  }

  var source: Source
  /// Seconds.
  var attack = 0.01
  /// Seconds until a third of the way from the attack's level to `sustain` is left.
  var decay = 0.3
  /// 0 to 1, of the attack's level.
  var sustain = 0.6
  /// Seconds until a third is left after the end.
  var release = 0.08
  /// Cents between the two waves.
  var detune = 6.0
  /// Cents up and down, five times a second.
  var vibrato = 0.0
  /// Of breath, 0 to 1.
  var noise = 0.0
  var gain = 0.3
  /// -1 is left, 1 is right.
  var place = 0.0
}

/// The instruments of a band.
struct Instruments {
  private let tones: [Tone]

  init(_ band: Band) { tones = [band.bass.tone, band.chords.tone, band.lead.tone] }

  subscript(part: SongPlan.Note.Part) -> Tone { tones[part.rawValue] }
}

extension Band.Bass {
  var tone: Tone {
    switch self {
    case .round: Tone(source: .waves(bright: .triangle, dark: .sine), decay: 0.5, sustain: 0.7, gain: 0.42)
    case .plucked: Tone(source: .waves(bright: .saw, dark: .triangle), decay: 0.25, sustain: 0.15, gain: 0.42)
    case .growling: Tone(source: .modulated(ratio: 1, depth: 2.5), decay: 0.3, sustain: 0.6, gain: 0.36)
    case .low: Tone(source: .waves(bright: .square, dark: .sine), decay: 0.15, sustain: 0.8, gain: 0.36)
    }
  }
}

extension Band.Chords {
  var tone: Tone {
    switch self {
    case .organ: Tone(source: .waves(bright: .organ, dark: .organ), sustain: 0.95, gain: 0.15, place: -0.25)
    case .strings:
      Tone(
        source: .waves(bright: .saw, dark: .saw), attack: 0.12, sustain: 0.9, release: 0.25, detune: 14,
        gain: 0.13, place: -0.2)
    case .electricPiano:
      Tone(source: .modulated(ratio: 2, depth: 1.4), decay: 0.6, sustain: 0.25, gain: 0.2, place: -0.3)
    case .plucked:
      Tone(
        source: .waves(bright: .saw, dark: .sine), attack: 0.003, decay: 0.2, sustain: 0.1, gain: 0.2,
        place: -0.35)
    case .choir:
      Tone(
        source: .waves(bright: .vowel, dark: .vowel), attack: 0.08, sustain: 0.9, release: 0.2, detune: 18,
        vibrato: 8, noise: 0.05, gain: 0.16, place: -0.15)
    }
  }
}

extension Band.Lead {
  var tone: Tone {
    switch self {
    case .reed:
      Tone(source: .waves(bright: .reed, dark: .square), sustain: 0.8, vibrato: 10, gain: 0.26, place: 0.2)
    case .bell:
      Tone(
        source: .modulated(ratio: 3.5, depth: 2), attack: 0.002, decay: 0.5, sustain: 0.05, release: 0.3,
        gain: 0.34, place: 0.25)
    case .square: Tone(source: .waves(bright: .square, dark: .triangle), detune: 10, gain: 0.24, place: 0.15)
    case .flute:
      Tone(
        source: .waves(bright: .triangle, dark: .sine), attack: 0.05, sustain: 0.85, vibrato: 14, noise: 0.12,
        gain: 0.34, place: 0.2)
    case .brass:
      Tone(source: .waves(bright: .triangle, dark: .saw), attack: 0.04, sustain: 0.8, gain: 0.26, place: 0.1)
    case .voice:
      Tone(
        source: .waves(bright: .vowel, dark: .vowel), attack: 0.05, sustain: 0.85, vibrato: 22, noise: 0.04,
        gain: 0.3, place: 0.05)
    }
  }
}
