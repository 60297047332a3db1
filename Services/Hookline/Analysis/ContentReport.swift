import Documents
import Models

/// What content analysis found in a video, for people and programs, with what each of words, sound and picture said.
struct ContentReport {
  let features: VideoFeatures

  // MARK: For people

  /// Each with its name.
  var lines: [(name: String, words: String)] {
    let lines: [(String, String?)] = [
      ("genre", features.genre.map(genreWords)), ("mood", features.mood.map(moodWords)),
      ("valence", features.valence.map(Self.levelWords)), ("arousal", features.arousal.map(Self.levelWords)),
      ("tempo", features.tempo.map(Self.tempoWords)), ("energy", features.energy.map(Self.levelWords)),
      ("sound", soundWords), ("cuts", cutWords), ("looks", lookWords),
    ]
    return lines.compactMap { name, words in words.map { (name, $0) } }
  }

  private func genreWords(_ genre: Feature<Distribution<Genre>>) -> String {
    Self.shares(genre) { label in
      let style = label == genre.value.top ? features.style.map { " (\($0.name))" } : nil
      return label.title + (style ?? "")
    }
  }

  private func moodWords(_ mood: Feature<Distribution<Mood>>) -> String {
    Self.shares(mood) { $0.rawValue }
  }

  private static func shares<Label>(
    _ feature: Feature<Distribution<Label>>, _ title: (Label) -> String
  ) -> String {
    let shares = feature.value.ranked.prefix(3).map {
      "\(title($0.label)) \(AnalysisReport.rounded($0.weight, 2))"
    }
    return shares.joined(separator: ", ") + sureness(feature)
  }

  private static func levelWords(_ level: Feature<Double>) -> String {
    "\(AnalysisReport.rounded(level.value, 2))\(range(level.interval, digits: 2))" + sureness(level)
  }

  private static func tempoWords(_ tempo: Feature<Tempo>) -> String {
    let others = tempo.alternatives.map { " or \(AnalysisReport.rounded($0.beatsPerMinute, 1))" }.joined()
    return "\(AnalysisReport.rounded(tempo.value.beatsPerMinute, 1))\(others) beats a minute"
      + range(tempo.interval, digits: 0) + sureness(tempo)
  }

  private static func range(_ interval: Interval?, digits: Int) -> String {
    interval.map { interval in
      ", from \(AnalysisReport.rounded(interval.low, digits)) to \(AnalysisReport.rounded(interval.high, digits))"
    } ?? ""
  }

  private static func sureness<Value>(_ feature: Feature<Value>) -> String {
    let details = feature.findings.map { $0.detail ?? $0.evidence.rawValue }.joined(separator: "; ")
    return " (sure by \(AnalysisReport.rounded(feature.confidence, 2)): \(details))"
  }

  private var soundWords: String? {
    let kinds = features.soundKind.map { kinds in
      [
        ("speech", kinds.speech), ("music", kinds.music), ("noise", kinds.noise), ("silence", kinds.silence),
      ].filter { $0.1 >= 0.005 }.map { "\($0.0) \(Int(($0.1 * 100).rounded())) %" }.joined(separator: ", ")
    }
    let name: String? =
      switch features.soundIs {
      case .track(let id): "track \(id)"
      case .other: "neither speech nor music"
      case let sound: sound?.kind.rawValue
      }
    let words = [name, kinds].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: ": ")
  }

  private var cutWords: String? {
    guard let rate = features.cutsPerMinute else { return nil }
    let tempo = features.cutTempo.map {
      ", to \(AnalysisReport.rounded($0.beatsPerMinute, 1)) beats a minute"
    }
    return "\(AnalysisReport.rounded(rate, 1)) a minute" + (tempo ?? "")
  }

  private var lookWords: String? {
    guard let looks = features.looks, !looks.isEmpty else { return nil }
    return looks.joined(separator: ", ")
  }

  // MARK: For programs

  /// What goes from 0 to 1 to a thousandth, beats per minute to a hundredth.
  var json: JSONValue {
    [
      "genre": features.genre.map(genreValue) ?? .null, "mood": features.mood.map(moodValue) ?? .null,
      "valence": Self.level(features.valence), "arousal": Self.level(features.arousal),
      "tempo": features.tempo.map(Self.tempoValue) ?? .null, "energy": Self.level(features.energy),
      "language": JSONValue(features.language), "engagement": AnalysisReport.number(features.engagement, 5),
      "length": AnalysisReport.number(features.length, 3),
      "cutsPerMinute": AnalysisReport.number(features.cutsPerMinute, 2),
      "cutTempo": AnalysisReport.number(features.cutTempo?.beatsPerMinute, 2),
      "motion": AnalysisReport.number(features.motion, 4),
      "looks": features.looks.map { .array($0.map { .string($0) }) } ?? .null,
      "soundKind": features.soundKind.map(Self.kinds) ?? .null,
      "soundIs": features.soundIs.map(Self.sound) ?? .null, "version": .int(VideoFeatures.version),
    ]
  }

  private func genreValue(_ genre: Feature<Distribution<Genre>>) -> JSONValue {
    let style: JSONValue =
      features.style.map { style in
        [
          "name": .string(style.name), "from": .string(style.evidence.rawValue),
          "detail": JSONValue(style.detail),
        ]
      } ?? .null
    return Self.object(
      genre,
      [
        ("name", JSONValue(genre.value.top?.rawValue)), ("style", style),
        ("shares", Self.shares(genre.value)),
      ]
    ) { Self.shares($0) }
  }

  private func moodValue(_ mood: Feature<Distribution<Mood>>) -> JSONValue {
    Self.object(
      mood, [("name", JSONValue(mood.value.top?.rawValue)), ("shares", Self.shares(mood.value))]
    ) { Self.shares($0) }
  }

  private static func level(_ level: Feature<Double>?) -> JSONValue {
    guard let level else { return .null }
    return object(
      level, [("value", AnalysisReport.share(level.value)), ("interval", interval(level.interval, 3))]
    ) { AnalysisReport.share($0) }
  }

  private static func tempoValue(_ tempo: Feature<Tempo>) -> JSONValue {
    object(
      tempo,
      [
        ("bpm", AnalysisReport.number(tempo.value.beatsPerMinute, 2)),
        ("interval", interval(tempo.interval, 2)),
        ("alternatives", .array(tempo.alternatives.map { AnalysisReport.number($0.beatsPerMinute, 2) })),
        ("alternativeShares", .array(tempo.alternativeShares.map { AnalysisReport.share($0) })),
      ]
    ) { AnalysisReport.number($0.beatsPerMinute, 2) }
  }

  private static func object<Value>(
    _ feature: Feature<Value>, _ members: [(String, JSONValue)], value: (Value) -> JSONValue
  ) -> JSONValue {
    let evidence = feature.findings.map { finding in
      [
        "modality": .string(finding.evidence.modality.rawValue),
        "from": .string(finding.evidence.rawValue), "value": value(finding.value),
        "confidence": AnalysisReport.share(finding.confidence), "detail": JSONValue(finding.detail),
      ] as JSONValue
    }
    return .object(
      members + [
        ("confidence", AnalysisReport.share(feature.confidence)),
        ("spread", AnalysisReport.share(feature.spread)), ("evidence", .array(evidence)),
      ])
  }

  private static func shares<Label: RawRepresentable<String>>(_ shares: Distribution<Label>) -> JSONValue {
    .object(shares.ranked.map { ($0.label.rawValue, AnalysisReport.share($0.weight)) })
  }

  private static func interval(_ interval: Interval?, _ digits: Int) -> JSONValue {
    guard let interval else { return .null }
    return [
      "low": AnalysisReport.number(interval.low, digits),
      "high": AnalysisReport.number(interval.high, digits),
    ]
  }

  private static func kinds(_ kinds: SoundShares) -> JSONValue {
    [
      "speech": AnalysisReport.share(kinds.speech), "music": AnalysisReport.share(kinds.music),
      "noise": AnalysisReport.share(kinds.noise), "silence": AnalysisReport.share(kinds.silence),
    ]
  }

  private static func sound(_ sound: VideoSound) -> JSONValue {
    guard case .track(let id) = sound else { return ["kind": .string(sound.kind.rawValue)] }
    return ["kind": .string(sound.kind.rawValue), "track": .string(id.description)]
  }
}
