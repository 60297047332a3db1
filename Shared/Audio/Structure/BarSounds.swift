import Glibc

/// How the bars of a sound stand out beside each other. Only differences mean something.
struct BarSounds: Sendable {
  /// The mean logarithm of the spectrum.
  let levels: [Double]
  /// Decibels.
  let powers: [Double]
  /// The logarithm of the mean frequency, in octaves.
  let brightness: [Double]
  /// The mean pitch of what is heard as tones, in semitones.
  let registers: [Double]
  /// The root of how much begins.
  let onsets: [Double]

  /// `times` has one more than there are bars.
  init(_ heard: Heard, times: [Double], levels: [Double]) {
    self.levels = levels
    func means(_ frames: [Float], _ rate: Double) -> [Double] {
      FrameMeans(frames, width: 1, rate: rate).rows(times).map { $0[0] }
    }
    let shape = heard.shape
    powers = means(shape.powers, shape.rate).map { 10 * log10($0 + 1e-9) }
    brightness = means(shape.centroids, shape.rate).map { log2($0 + 50) }
    onsets = means(heard.onsets.all, heard.onsets.rate).map { max(0, $0).squareRoot() }
    let (pitches, weights) = Self.tones(heard.pitches)
    let sums = means(pitches, heard.pitches.rate), strengths = means(weights, heard.pitches.rate)
    registers = zip(sums, strengths).map { $1 > 1e-9 ? $0 / $1 : 60 }
  }

  /// For each frame the strength of its tones, with and without their pitches as a factor.
  private static func tones(_ frames: PitchFrames) -> (pitches: [Float], weights: [Float]) {
    var pitches: [Float] = [], weights: [Float] = []
    for frame in frames.toneEnds.indices {
      var sums = (Float(0), Float(0))
      for tone in frames.tones(of: frame) {
        sums.0 += tone.pitch * tone.strength
        sums.1 += tone.strength
      }
      pitches.append(sums.0)
      weights.append(sums.1)
    }
    return (pitches, weights)
  }
}
