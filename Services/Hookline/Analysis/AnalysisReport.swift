import Audio
import Documents

/// What was heard in a file, for people and programs.
struct AnalysisReport {
  let path: String
  let sound: AnalyzedSound

  func show(on console: Console) {
    if console.isJSON { return console.line(.sound(sound, path: path)) }
    var table = Table(["", ""])
    for (name, words) in lines { table.add([.init(name), .init(words)]) }
    console.result(printable(path))
    console.result(table)
    console.result("")
    if let lack = sound.lack { console.warn("\(path): \(lack)") }
  }

  var lines: [(String, String)] {
    [
      ("duration", InfoReport.clock(sound.duration)), ("kind", kind), ("tempo", tempo), ("bars", bars),
      ("key", key), ("loudness", loudness), ("mood", mood), ("genre", genre), ("traits", traits),
      ("parts", parts), ("hook", hook), ("loop", loop),
    ].compactMap { name, words in words.map { (name, $0) } }
  }

  private var kind: String? {
    let shares = [
      ("music", sound.kinds.music), ("speech", sound.kinds.speech), ("noise", sound.kinds.noise),
      ("silence", sound.kinds.silence),
    ]
    let words = shares.filter { $0.1 >= 0.005 }.map { "\($0.0) \(Int(($0.1 * 100).rounded())) %" }
    return words.joined(separator: ", ")
  }

  private var tempo: String? {
    guard let tempo = sound.tempo else { return "none" }
    let others = tempo.alternatives.map { "\(Self.rounded($0, 1))" }.joined(separator: ", ")
    return "\(Self.rounded(tempo.bpm, 1)) beats a minute (sure by \(Self.rounded(tempo.confidence, 2))"
      + (others.isEmpty ? ")" : "; or \(others))")
  }

  private var bars: String? {
    guard let meter = sound.meter else { return nil }
    let bars = counted(meter.downbeats.count, "bar"), beats = counted(sound.beats.count, "beat")
    return "\(meter.name), \(bars), \(beats)"
  }

  private var key: String? {
    guard let key = sound.key else { return "none" }
    let cents = Int((sound.tuningCents ?? 0).rounded())
    return "\(key.name) \(key.mode.rawValue) (sure by \(Self.rounded(key.confidence, 2)))"
      + (cents == 0 ? "" : ", tuned by \(cents > 0 ? "+" : "")\(cents) cents")
  }

  private var loudness: String? {
    guard let loudness = sound.loudness else { return nil }
    let truePeak = loudness.truePeak.map { ", true peak \(Self.rounded($0, 1)) dB" } ?? ""
    return "\(Self.rounded(loudness.integrated, 1)) LUFS, range \(Self.rounded(loudness.range, 1)) LU, "
      + "peak \(Self.rounded(loudness.peak, 1)) dB" + truePeak
  }

  private var mood: String? {
    guard let moods = sound.traits?.moods, !moods.isEmpty else { return nil }
    return moods.map { "\($0.name) \(Self.rounded($0.score, 2))" }.joined(separator: ", ")
  }

  /// The three likeliest; nothing where it is not sure enough.
  private var genre: String? {
    guard let families = sound.genre, !families.isEmpty else { return nil }
    return families.prefix(3).map { "\($0.name) \(Self.rounded($0.score, 2))" }.joined(separator: ", ")
  }

  private var traits: String? {
    guard let traits = sound.traits else { return nil }
    return Traits.named(traits).compactMap { name, value in value.map { "\(name) \(Self.rounded($0, 2))" } }
      .joined(separator: ", ")
  }

  private var parts: String? {
    sound.segments.isEmpty
      ? nil
      : sound.segments.map { "\($0.label) \(InfoReport.clock($0.start))" }.joined(separator: ", ")
  }

  private var hook: String? {
    guard let hook = sound.hook else { return "none" }
    return "\(InfoReport.clock(hook.start)) to \(InfoReport.clock(hook.end)): \(hook.sentence)"
  }

  private var loop: String? {
    sound.loop.map { "\(InfoReport.clock($0.start)) to \(InfoReport.clock($0.end))" }
  }

  /// With so many digits after the point.
  static func rounded(_ value: Double, _ digits: Int) -> Double {
    value.rounded(toDigits: digits)
  }
}
