import Glibc

/// The mean of a number over the frames that are heard, and how far it spreads.
public struct Spread: Sendable, Equatable, Codable {
  public let mean: Double
  public let deviation: Double

  init(_ values: [Double]) {
    mean = values.mean
    deviation = values.deviation
  }
}

/// Statistics of loudness, shape and timbre.
public struct SoundStatistics: Sendable, Equatable, Codable {
  /// Beginnings of sounds a second.
  public let onsetRate: Double
  /// Decibels between the frame that a tenth are softer than and the one that a twentieth are louder than.
  public let dynamicRange: Double
  /// The level of what is not silent, in decibels below full scale; near to the loudness in LUFS.
  public let level: Double
  /// In Hz.
  public let centroid: Spread
  /// In Hz.
  public let rolloff: Spread
  public let flatness: Spread
  /// In dB.
  public let contrast: Spread
  /// Of the cepstral coefficients, the first of which speaks of loudness.
  public let timbre: [Spread]
  /// How far the timbre moves from frame to frame.
  public let motion: Double
  /// The mean flatness of the softest tenth of the frames.
  public let backgroundFlatness: Double

  /// Nil in silence.
  public init?(_ heard: Heard) {
    let shape = heard.shape
    guard let top = shape.powers.max(), Double(top) > KindJudge.silence else { return nil }
    // Frames that are 60 dB below the loudest are pauses.
    let frames = shape.powers.indices.filter { shape.powers[$0] > top * 1e-6 }
    let decibels = frames.map { 10 * log10(Double(shape.powers[$0])) }
    let sorted = decibels.sorted()
    dynamicRange = sorted[min(sorted.count - 1, sorted.count * 95 / 100)] - sorted[sorted.count / 10]
    level = 10 * log10(frames.map { Double(shape.powers[$0]) }.mean)
    centroid = Spread(frames.map { Double(shape.centroids[$0]) })
    rolloff = Spread(frames.map { Double(shape.rolloffs[$0]) })
    flatness = Spread(frames.map { Double(shape.flatness[$0]) })
    contrast = Spread(frames.map { Double(shape.contrasts[$0]) })
    let count = TimbreFrames.coefficientCount
    let coefficients = heard.timbre.coefficients
    timbre = (0..<count).map { row in
      Spread(
        frames.filter { $0 * count + row < coefficients.count }.map { Double(coefficients[$0 * count + row]) }
      )
    }
    motion = KindTraits.flux(heard.timbre, frames).mean
    let soft = zip(frames, decibels).filter { $1 <= sorted[sorted.count / 10] }
    backgroundFlatness = soft.map { Double(shape.flatness[$0.0]) }.mean
    onsetRate = Double(Onsets.count(heard.onsets.all[...], rate: heard.onsets.rate)) / heard.duration
  }
}
