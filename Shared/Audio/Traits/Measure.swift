/// What traits are made of: numbers of a sound, each with its unit.
public enum Measure: String, Sendable, CaseIterable {
  /// LUFS.
  case loudness
  /// Beginnings of sounds a second.
  case onsetRate
  /// Decibels between soft and loud moments.
  case dynamicRange
  /// Octaves of the mean frequency above 1 kHz.
  case brightness
  /// 0 to 1: how like noise the spectrum is.
  case flatness
  /// How far the timbre moves from frame to frame.
  case motion
  /// Beats a minute.
  case tempo
  /// Octaves between the tempo and 118 beats a minute, where people like to dance.
  case tempoDistance
  /// 0 to 1: how sure a pulse is.
  case pulse
  /// How far the distances of beats differ, by their mean.
  case unsteadiness
  /// The share of low sounds in what begins: kick drums and basses.
  case lowOnsets
  /// The same, as far as there is a pulse.
  case lowBeat
  /// By how much the best major key fits better than the best minor key.
  case majorness
  /// How well the best key fits.
  case keyClarity
  /// 0 to 1: how much of the sound is tones.
  case clarity
  /// 0 to 1: how much of the tones stays for a quarter of a second.
  case steadiness
  /// 0 to 1: how much of the variation of loudness is as fast as syllables.
  case syllables
  /// 0 to 1: the share of soft frames, as between words.
  case pauses
  /// 0 to 1: how likely speech is, on average.
  case speech
  /// 0 to 1: how likely noise is, on average.
  case noise
  /// Of the softest moments, 0 to 1: applause and rooms hiss there.
  case backgroundFlatness
}
