import Glibc
import Media
import Models
import Vision

/// What a picture says of how lively and how pleasant a video is, and how fast. Never of its genre: everything is filmed to
/// everything.
///
/// These are heuristics. That fast cutting and movement excite, and that bright and colourful pictures please, is known of
/// films and of colours by themselves (Valdez and Mehrabian 1994 give brightness three times the weight of saturation); how
/// much of that holds for a short video nobody has measured. So they are never sure, and a still face that shouts fools
/// them.
struct PictureFindings {
  let picture: SeenPicture
  /// Seconds.
  let duration: Double

  /// Cuts that follow a beat follow that of the music, mostly; an editor may also count for himself.
  private static let tempoTrust = 0.6
  private static let excitementTrust = 0.35
  private static let pleasureTrust = 0.15
  private static let spread = 0.2
  /// Cuts are placed on frames: at 25 of them, and eight seconds of cuts, this is what is left of the tempo's precision.
  private static let tempoSpread = 0.012

  var tempo: Finding<Tempo>? {
    guard let found = picture.shots?.tempo, let tempo = Tempo(found.beatsPerMinute) else { return nil }
    // They explain the same cuts, so none of them is likelier.
    let others = found.alternatives.compactMap(Tempo.init)
    return Finding(
      tempo, confidence: Self.tempoTrust * found.confidence, evidence: .picture,
      detail: "picture: cuts at \(Digits.text(found.beatsPerMinute, 0)) BPM", spread: Self.tempoSpread,
      alternatives: others.map { Alternative($0, share: 1 / Double(others.count + 1)) })
  }

  /// Also the finding of arousal: what moves the eye excites.
  var energy: Finding<Double>? {
    let parts = [moving, changing, cutting].compactMap(\.self)
    // Photos stand still because they are photos.
    guard picture.looks.motion != nil, !parts.isEmpty else { return nil }
    let weights = parts.reduce(0) { $0 + $1.weight }
    let value = parts.reduce(0) { $0 + $1.weight * $1.level } / weights
    return Finding(
      value, confidence: Self.excitementTrust, evidence: .picture,
      detail: "picture: " + parts.map(\.words).joined(separator: ", "), spread: Self.spread)
  }

  /// Pleasant is bright, colourful and warm, a little.
  var valence: Finding<Double>? {
    let looks = picture.looks
    guard looks.frames > 0 else { return nil }
    // Each from -1 to 1 about what is usual: half as bright as can be, a third saturated, averagely colourful (45 in the
    // words of Hasler and Süsstrunk), neither warm nor cold.
    let lean =
      0.55 * Self.side((looks.brightness.mean - 0.45) / 0.45)
      + 0.2 * Self.side((looks.saturation.mean - 0.35) / 0.35)
      + 0.15 * Self.side((looks.colourfulness.mean - 45) / 45) + 0.1 * Self.side(looks.warmth.mean / 0.3)
    return Finding(
      0.5 + 0.35 * lean, confidence: Self.pleasureTrust, evidence: .picture,
      detail: "picture: brightness \(Digits.text(looks.brightness.mean, 2)), colourfulness "
        + Digits.text(looks.colourfulness.mean, 0),
      spread: Self.spread)
  }

  // MARK: Parts of excitement, each from 0 to 1

  private typealias Part = (level: Double, weight: Double, words: String)

  /// Between frames that are nearer in time less moves; not in proportion, because much that moves has passed a place after
  /// a moment. So the root of the rate makes up for it.
  private var pace: Double {
    guard duration > 0, let steps = picture.looks.motion?.steps, steps > 0 else { return 1 }
    let rate = min(max(Double(steps) / duration, 5), 120)
    return (rate / 25).squareRoot()
  }

  private var moving: Part? {
    guard let motion = picture.looks.motion, motion.energy.isFinite else { return nil }
    let level = Self.level(motion.energy * pace, from: 0.004, to: 0.08)
    return (level, 0.45, "motion \(Digits.text(motion.energy, 3))")
  }

  private var changing: Part? {
    guard let motion = picture.looks.motion, motion.meanTemporalInformation.isFinite else { return nil }
    let level = Self.level(motion.meanTemporalInformation * pace, from: 3, to: 30)
    return (level, 0.2, "temporal information \(Digits.text(motion.meanTemporalInformation, 0))")
  }

  /// Less than five seconds may have no cut by chance.
  private var cutting: Part? {
    guard let rate = picture.shots?.cutsPerMinute, rate.isFinite, duration >= 5 else { return nil }
    return (Self.level(rate, from: 4, to: 60), 0.35, "\(Digits.text(rate, 0)) cuts a minute")
  }

  /// Twice as much is as much more wherever it is.
  private static func level(_ value: Double, from none: Double, to full: Double) -> Double {
    guard value > 0 else { return 0 }
    return min(1, max(0, log(value / none) / log(full / none)))
  }

  private static func side(_ value: Double) -> Double { value.isFinite ? min(1, max(-1, value)) : 0 }
}
