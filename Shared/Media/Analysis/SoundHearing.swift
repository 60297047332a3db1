public import Audio
public import MediaWire
import Models

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

  public init(_ settings: SoundAnalysis.Settings = .init(), followsCourse: Bool = false) {
    analysis = SoundAnalysis(settings, followsCourse: followsCourse)
  }

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

  /// The same, with what the sound is over time, which it was to be followed for.
  func finishWithCourse() -> (sound: AnalyzedSound, course: SoundCourse) {
    analysis.finishWithCourse(loudness: loudness)
  }

  var fingerprints: [Fingerprint] {
    prints.filter { !$0.items.isEmpty }
      .map { Fingerprint($0.items, itemDuration: $0.itemDuration, speed: $0.speed) }
  }
}
