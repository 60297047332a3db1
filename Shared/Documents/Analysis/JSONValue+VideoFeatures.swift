public import Models

extension JSONValue {
  /// What content analysis found in a video, with what each of words, sound and picture said.
  public static func videoFeatures(_ features: VideoFeatures) -> JSONValue {
    [
      "genre": features.genre.map { genre($0, features.style) } ?? .null,
      "mood": features.mood.map(mood) ?? .null,
      "valence": level(features.valence), "arousal": level(features.arousal),
      "tempo": features.tempo.map(tempo) ?? .null, "energy": level(features.energy),
      "language": JSONValue(features.language), "engagement": .number(features.engagement, digits: 5),
      "length": .number(features.length, digits: 3),
      "cutsPerMinute": .number(features.cutsPerMinute, digits: 2),
      "cutTempo": .number(features.cutTempo?.beatsPerMinute, digits: 2),
      "motion": .number(features.motion, digits: 4),
      "looks": features.looks.map { .strings($0) } ?? .null,
      "soundKind": features.soundKind.map(kinds) ?? .null,
      "soundIs": features.soundIs.map(sound) ?? .null, "version": .int(VideoFeatures.version),
    ]
  }

  static func genre(
    _ genre: Feature<Distribution<Genre>>, _ style: GenreStyle? = nil
  ) -> JSONValue {
    let style: JSONValue =
      style.map { style in
        [
          "name": .string(style.name), "from": .string(style.evidence.rawValue),
          "detail": JSONValue(style.detail),
        ]
      } ?? .null
    return object(
      genre,
      [
        ("name", JSONValue(genre.value.top?.rawValue)), ("style", style),
        ("shares", shares(genre.value)),
      ]
    ) { shares($0) }
  }

  static func mood(_ mood: Feature<Distribution<Mood>>) -> JSONValue {
    object(
      mood, [("name", JSONValue(mood.value.top?.rawValue)), ("shares", shares(mood.value))]
    ) { shares($0) }
  }

  static func level(_ level: Feature<Double>?) -> JSONValue {
    guard let level else { return .null }
    return object(
      level, [("value", .share(level.value)), ("interval", interval(level.interval, 3))]
    ) { .share($0) }
  }

  static func tempo(_ tempo: Feature<Tempo>) -> JSONValue {
    object(
      tempo,
      [
        ("bpm", .number(tempo.value.beatsPerMinute, digits: 2)),
        ("interval", interval(tempo.interval, 2)),
        ("alternatives", .array(tempo.alternatives.map { .number($0.beatsPerMinute, digits: 2) })),
        ("alternativeShares", .array(tempo.alternativeShares.map { .share($0) })),
      ]
    ) { .number($0.beatsPerMinute, digits: 2) }
  }

  private static func object<Value>(
    _ feature: Feature<Value>, _ members: [(String, JSONValue)], value: (Value) -> JSONValue
  ) -> JSONValue {
    let evidence = feature.findings.map { finding in
      [
        "modality": .string(finding.evidence.modality.rawValue),
        "from": .string(finding.evidence.rawValue), "value": value(finding.value),
        "confidence": .share(finding.confidence), "detail": JSONValue(finding.detail),
      ] as JSONValue
    }
    return .object(
      members + [
        ("confidence", .share(feature.confidence)),
        ("spread", .share(feature.spread)), ("evidence", .array(evidence)),
      ])
  }

  private static func shares<Label: RawRepresentable<String>>(_ shares: Distribution<Label>) -> JSONValue {
    .object(shares.ranked.map { ($0.label.rawValue, .share($0.weight)) })
  }

  private static func interval(_ interval: Interval?, _ digits: Int) -> JSONValue {
    guard let interval else { return .null }
    return [
      "low": .number(interval.low, digits: digits),
      "high": .number(interval.high, digits: digits),
    ]
  }

  private static func kinds(_ kinds: SoundShares) -> JSONValue {
    [
      "speech": .share(kinds.speech), "music": .share(kinds.music),
      "noise": .share(kinds.noise), "silence": .share(kinds.silence),
    ]
  }

  private static func sound(_ sound: VideoSound) -> JSONValue {
    guard case .track(let id) = sound else { return ["kind": .string(sound.kind.rawValue)] }
    return ["kind": .string(sound.kind.rawValue), "track": .string(id.description)]
  }
}
