public import Audio
public import MediaWire

/// Hears what a decoder makes of a file: the sound for its analysis, how loud it is, and its fingerprints.
///
/// Not checked to be sendable because the analysis is a class, but nobody else has it: whoever decodes takes the only
/// copy along, and gives it back when nothing more comes.
public struct SoundHearing: ReplyConsumer, @unchecked Sendable {
  private let analysis: SoundAnalysis
  private var loudness: Loudness?
  /// Whether there was any sound.
  public private(set) var hasHeard = false
  /// What was asked for of them.
  public private(set) var prints: [Print] = []

  public init(_ settings: SoundAnalysis.Settings = .init()) { analysis = SoundAnalysis(settings) }

  public mutating func take(_ reply: Reply) {
    switch reply {
    case .sound(let part):
      hasHeard = true
      analysis.take(part.samples, at: part.time)
    case .loudness(let found):
      loudness = Loudness(
        integrated: found.integrated, range: found.range, peak: found.peak, truePeak: found.truePeak)
    case .print(let print): prints.append(print)
    default: break
    }
  }

  /// What was found, once everything has come. To be called once.
  public func finish() -> AnalyzedSound { analysis.finish(loudness: loudness) }
}
