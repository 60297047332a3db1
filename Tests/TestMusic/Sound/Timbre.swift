/// How an instrument sounds.
struct Timbre: Sendable, Equatable {
  let name: String
  var source: Source
  /// Seconds.
  var attack = 0.005
  /// Seconds until a third of the way from the attack's level to `sustain` is left.
  var decay = 0.4
  /// 0 to 1.
  var sustain = 0.6
  /// Seconds until a third is left after the end.
  var release = 0.08
  /// Cents between its two waves; a single one if 0.
  var detune = 0.0
  /// Cents up and down.
  var vibrato = 0.0
  /// Cents below the pitch at which it begins.
  var scoop = 0.0
  /// Noise in the tone, 0 to 1.
  var breath = 0.0
  var gain = 1.0
}
