/// Hears a sound in one pass, chunk by chunk, and then finds out everything that there is to find out about it.
///
/// Samples are not kept. The same sound gives the same bits, whatever the chunks. Not to be shared between threads.
public final class SoundAnalysis {
  /// What is wanted.
  public struct Settings: Sendable, Equatable {
    /// Of the hook, in seconds, within `HookJudge.lengths`.
    public var hookLength: Double
    /// Seconds; what comes after them is not heard.
    public var limit: Double

    public init(hookLength: Double = 15, limit: Double = 7200) {
      self.hookLength = hookLength
      self.limit = limit
    }
  }

  /// Seconds by which a chunk may be late without there being a gap before it.
  private static let slack = 0.02
  /// 24 dB above full scale.
  private static let most: Float = 16
  /// The share of what is not silent that has to be music for there to be a tempo and a key.
  private static let leastMusic = 0.1

  private let settings: Settings
  private let listener: Listener
  private let pen = WaveformPen(rate: Listener.sampleRate)
  private var levels: LevelPen?
  private let limit: Int
  private var count = 0

  /// With `followsCourse` what the sound is over time is found out too.
  public init(_ settings: Settings = Settings(), followsCourse: Bool = false) {
    self.settings = settings
    levels = followsCourse ? LevelPen() : nil
    listener = Listener(limit: settings.limit)
    limit = Int(settings.limit * Double(Listener.sampleRate))
  }

  /// Takes samples of one channel at `Listener.sampleRate`. Where they begin, in seconds, if that is known: what
  /// lies between them and those before is silence.
  public func take(_ samples: [Float], at time: Double? = nil) {
    if let time, time.isFinite { fill(upTo: time) }
    hear(samples)
  }

  private func fill(upTo time: Double) {
    let rate = Double(Listener.sampleRate)
    guard time - Double(count) / rate > Self.slack else { return }
    var left = min(limit, Int((min(time, settings.limit) * rate).rounded())) - count
    while left > 0 {
      let part = min(left, 1 << 16)
      hear([Float](repeating: 0, count: part))
      left -= part
    }
  }

  private func hear(_ samples: [Float]) {
    var heard = samples.count <= limit - count ? samples : Array(samples.prefix(limit - count))
    guard !heard.isEmpty else { return }
    // What is no number, or far from any sound, would be all that is heard of the rest.
    if !heard.allSatisfy({ abs($0) <= Self.most }) {
      heard = heard.map { abs($0) <= Self.most ? $0 : 0 }
    }
    count += heard.count
    listener.take(heard)
    pen.take(heard)
    levels?.take(heard)
  }

  /// What was found. `loudness` is measured elsewhere, of all channels. Nothing may be taken afterwards.
  public func finish(loudness: Loudness? = nil) -> AnalyzedSound { sound(listener.finish(), loudness) }

  /// The same, and what the sound is over time, if it was to be followed: without that it is softer than anything.
  public func finishWithCourse(loudness: Loudness? = nil) -> (sound: AnalyzedSound, course: SoundCourse) {
    let heard = listener.finish()
    levels?.finish()
    let curve = LevelCurve(levels?.powers ?? [], integrated: loudness?.integrated)
    return (sound(heard, loudness), SoundCourse(heard, curve))
  }

  private func sound(_ heard: Heard, _ loudness: Loudness?) -> AnalyzedSound {
    let kinds = KindJudge().kinds(heard)
    var sound = AnalyzedSound(duration: heard.duration, kinds: AnalyzedSound.Shares(kinds))
    sound.waveform = pen.finish()
    sound.loudness = loudness
    sound.statistics = SoundStatistics(heard)
    guard sound.statistics != nil else { return sound }
    let chroma = Chroma(heard.pitches)
    let evidence = KeyEvidence(chroma, heard.pitches)
    // Clatter has a pulse and a hum has a pitch, but neither has a tempo or a key.
    let isMusic = sound.kinds.music > Self.leastMusic * (1 - sound.kinds.silence)
    let rhythm = isMusic ? RhythmJudge().rhythm(heard, chroma, evidence) : nil
    sound.tempo = rhythm?.tempo
    sound.beats = rhythm?.beats ?? []
    sound.meter = rhythm?.meter
    sound.key = isMusic ? KeyJudge().key(evidence) : nil
    sound.tuningCents = sound.key.map { _ in chroma.tuningCents }
    sound.genre = GenreJudge().families(heard, kinds: kinds, chroma, evidence, rhythm)
    sound.traits = Findings(
      heard, kinds: kinds, key: evidence, foundKey: sound.key, rhythm: rhythm, loudness: loudness?.integrated
    ).map { Traits($0) }
    findParts(&sound, heard, chroma)
    return sound
  }

  private func findParts(_ sound: inout AnalyzedSound, _ heard: Heard, _ chroma: Chroma) {
    // A beat or a key alone may be heard into speech or noise.
    let isMusic = sound.kinds.music > 0 && (!sound.beats.isEmpty || sound.key != nil)
    let evidence = StructureEvidence(
      heard, chroma, beats: sound.beats, downbeats: sound.meter?.downbeats ?? [], isMusic: isMusic)
    guard let evidence else { return }
    let structure = Structure(evidence)
    sound.segments = structure.segments
    sound.repetitions = structure.repetitions
    sound.hook = HookJudge().hook(evidence, length: settings.hookLength)
    sound.loop = sound.hook.flatMap { Loop(evidence, within: $0.start...max($0.start, $0.end)) }
  }
}
