public import Audio

extension JSONValue {
  /// What was heard in a sound, with the file that it is, where it is one.
  public static func sound(_ sound: AnalyzedSound, path: String? = nil) -> JSONValue {
    .object((path.map { [("path", .string($0))] } ?? []) + members(of: sound))
  }

  /// How the sound of a film goes on.
  public static func course(_ course: SoundCourse) -> JSONValue {
    [
      "stretches": .array(
        course.stretches.map {
          ["kind": .string($0.kind.rawValue), "start": .time($0.start), "end": .time($0.end)]
        }),
      "step": .time(course.step), "energy": .array(course.energy.map { .share($0) }),
      "loudness": .array(course.loudness.map { .number($0, digits: 2) }),
    ]
  }

  static func members(of sound: AnalyzedSound) -> [(String, JSONValue)] {
    [
      ("duration", .time(sound.duration)),
      (
        "tempo",
        sound.tempo.map { .confident($0.bpm, $0.confidence, $0.alternatives) } ?? .null
      ),
      ("beats", .array(sound.beats.map(JSONValue.time))),
      ("downbeats", .array((sound.meter?.downbeats ?? []).map(JSONValue.time))),
      ("timeSignature", JSONValue(sound.meter?.name)), ("key", key(sound)),
      ("loudness", loudness(sound.loudness)),
    ] + Traits.named(sound.traits).map { ($0.name, .share($0.value)) } + [
      ("mood", .array((sound.traits?.moods ?? []).map { scored($0.name, $0.score) })),
      ("genre", .array((sound.genre ?? []).map { scored($0.name, $0.score) })),
      ("hook", hook(sound.hook)), ("loop", loop(sound.loop)), ("kinds", kinds(sound)),
      ("segments", segments(sound)), ("repetitions", repetitions(sound)),
      ("statistics", statistics(sound)),
      ("lack", JSONValue(sound.lack)), ("analyzerVersion", .int(sound.version)),
    ]
  }

  /// As of a sound that says nothing.
  static let noSound: [(String, JSONValue)] =
    [
      ("tempo", .null), ("beats", []), ("downbeats", []), ("timeSignature", .null), ("key", .null),
      ("loudness", loudness(nil)),
    ] + Traits.named(nil).map { ($0.name, .null) } + [
      ("mood", []), ("genre", []), ("hook", .null), ("loop", .null), ("kinds", .null), ("segments", []),
      ("repetitions", []), ("statistics", .null), ("analyzerVersion", .int(AnalyzedSound.version)),
    ]

  private static func key(_ sound: AnalyzedSound) -> JSONValue {
    guard let key = sound.key else { return .null }
    return [
      "tonic": .string(key.name), "mode": .string(key.mode.rawValue), "confidence": .share(key.confidence),
      "tuningCents": .number(sound.tuningCents, digits: 1),
    ]
  }

  private static func loudness(_ loudness: Loudness?) -> JSONValue {
    let members: [(String, JSONValue)] = [
      ("integrated", .number(loudness?.integrated, digits: 2)),
      ("range", .number(loudness?.range, digits: 2)), ("peak", .number(loudness?.peak, digits: 2)),
    ]
    return .object(members + (loudness?.truePeak.map { [("truePeak", .number($0, digits: 2))] } ?? []))
  }

  private static func hook(_ hook: Hook?) -> JSONValue {
    guard let hook else { return .null }
    return ["start": .time(hook.start), "end": .time(hook.end), "reason": .string(hook.sentence)]
  }

  private static func loop(_ loop: Loop?) -> JSONValue {
    guard let loop else { return .null }
    return ["start": .time(loop.start), "end": .time(loop.end), "likeness": .share(loop.likeness)]
  }

  private static func kinds(_ sound: AnalyzedSound) -> JSONValue {
    [
      "music": .share(sound.kinds.music), "speech": .share(sound.kinds.speech),
      "noise": .share(sound.kinds.noise), "silence": .share(sound.kinds.silence),
    ]
  }

  private static func segments(_ sound: AnalyzedSound) -> JSONValue {
    .array(
      sound.segments.map {
        [
          "start": .time($0.start), "end": .time($0.end), "label": .string($0.label),
          "energy": .share($0.energy),
        ]
      })
  }

  private static func repetitions(_ sound: AnalyzedSound) -> JSONValue {
    .array(
      sound.repetitions.map {
        ["label": .string($0.label), "count": .int($0.count), "likeness": .share($0.likeness)]
      })
  }

  private static func statistics(_ sound: AnalyzedSound) -> JSONValue {
    guard let found = sound.statistics else { return .null }
    return [
      "onsetRate": .number(found.onsetRate, digits: 3),
      "dynamicRange": .number(found.dynamicRange, digits: 2),
      "centroid": spread(found.centroid, 1), "rolloff": spread(found.rolloff, 1),
      "flatness": spread(found.flatness, 4), "contrast": spread(found.contrast, 2),
      "mfcc": .array(found.timbre.map { spread($0, 2) }),
    ]
  }

  private static func spread(_ spread: Spread, _ digits: Int) -> JSONValue {
    ["mean": .number(spread.mean, digits: digits), "deviation": .number(spread.deviation, digits: digits)]
  }

  private static func scored(_ name: String, _ score: Double) -> JSONValue {
    ["name": .string(name), "score": .share(score)]
  }
}
