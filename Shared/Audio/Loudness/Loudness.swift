/// How loud a sound is, as EBU R128 and ITU-R BS.1770-4 measure it.
public struct Loudness: Sendable, Equatable, Codable {
  /// Of the whole, gated, in LUFS.
  public let integrated: Double
  /// From soft to loud passages (EBU Tech 3342), in LU; 0 for less than three seconds.
  public let range: Double
  /// The highest sample, in dB below full scale.
  public let peak: Double
  /// The highest value between samples, in dBTP; nil where it was not asked for.
  public let truePeak: Double?

  public init(integrated: Double, range: Double, peak: Double, truePeak: Double? = nil) {
    self.integrated = integrated
    self.range = range
    self.peak = peak
    self.truePeak = truePeak
  }
}
