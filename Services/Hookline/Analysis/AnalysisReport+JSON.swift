import Audio
import Documents

extension AnalysisReport {
  var json: JSONValue { .object(members) }

  /// Times to a tenth of a millisecond, what goes from 0 to 1 to a thousandth.
  var members: [(String, JSONValue)] {
    [
      ("path", .string(path)), ("duration", Self.time(sound.duration)), ("tempo", tempoValue),
      ("beats", .array(sound.beats.map(Self.time))),
      ("downbeats", .array((sound.meter?.downbeats ?? []).map(Self.time))),
      ("timeSignature", JSONValue(sound.meter?.name)), ("key", keyValue), ("loudness", loudnessValue),
    ] + Self.named(sound.traits).map { ($0.name, Self.share($0.value)) } + [
      ("mood", .array((sound.traits?.moods ?? []).map { Self.scored($0.name, $0.score) })),
      ("genre", .array((sound.genre ?? []).map { Self.scored($0.name, $0.score) })),
      ("hook", hookValue), ("loop", loopValue), ("kinds", kindsValue), ("segments", segmentsValue),
      ("repetitions", repetitionsValue), ("statistics", statisticsValue),
      ("lack", JSONValue(sound.lack)), ("analyzerVersion", .int(sound.version)),
    ]
  }

  private var tempoValue: JSONValue {
    guard let tempo = sound.tempo else { return .null }
    return [
      "bpm": Self.number(tempo.bpm, 2), "confidence": Self.share(tempo.confidence),
      "alternatives": .array(tempo.alternatives.map { Self.number($0, 2) }),
    ]
  }

  private var keyValue: JSONValue {
    guard let key = sound.key else { return .null }
    return [
      "tonic": .string(key.name), "mode": .string(key.mode.rawValue),
      "confidence": Self.share(key.confidence), "tuningCents": Self.number(sound.tuningCents, 1),
    ]
  }

  private var loudnessValue: JSONValue {
    let loudness = sound.loudness
    let members: [(String, JSONValue)] = [
      ("integrated", Self.number(loudness?.integrated, 2)), ("range", Self.number(loudness?.range, 2)),
      ("peak", Self.number(loudness?.peak, 2)),
    ]
    return .object(members + (loudness?.truePeak.map { [("truePeak", Self.number($0, 2))] } ?? []))
  }

  private var hookValue: JSONValue {
    guard let hook = sound.hook else { return .null }
    return ["start": Self.time(hook.start), "end": Self.time(hook.end), "reason": .string(hook.sentence)]
  }

  private var loopValue: JSONValue {
    guard let loop = sound.loop else { return .null }
    return [
      "start": Self.time(loop.start), "end": Self.time(loop.end), "likeness": Self.share(loop.likeness),
    ]
  }

  private var kindsValue: JSONValue {
    [
      "music": Self.share(sound.kinds.music), "speech": Self.share(sound.kinds.speech),
      "noise": Self.share(sound.kinds.noise), "silence": Self.share(sound.kinds.silence),
    ]
  }

  private var segmentsValue: JSONValue {
    .array(
      sound.segments.map {
        [
          "start": Self.time($0.start), "end": Self.time($0.end), "label": .string($0.label),
          "energy": Self.share($0.energy),
        ]
      })
  }

  private var repetitionsValue: JSONValue {
    .array(
      sound.repetitions.map {
        ["label": .string($0.label), "count": .int($0.count), "likeness": Self.share($0.likeness)]
      })
  }

  private var statisticsValue: JSONValue {
    guard let found = sound.statistics else { return .null }
    return [
      "onsetRate": Self.number(found.onsetRate, 3), "dynamicRange": Self.number(found.dynamicRange, 2),
      "centroid": Self.spread(found.centroid, 1), "rolloff": Self.spread(found.rolloff, 1),
      "flatness": Self.spread(found.flatness, 4), "contrast": Self.spread(found.contrast, 2),
      "mfcc": .array(found.timbre.map { Self.spread($0, 2) }),
    ]
  }

  private static func spread(_ spread: Spread, _ digits: Int) -> JSONValue {
    ["mean": number(spread.mean, digits), "deviation": number(spread.deviation, digits)]
  }

  private static func scored(_ name: String, _ score: Double) -> JSONValue {
    ["name": .string(name), "score": share(score)]
  }

  static func time(_ seconds: Double) -> JSONValue { number(seconds, 4) }
  static func share(_ value: Double?) -> JSONValue { number(value, 3) }

  static func number(_ value: Double?, _ digits: Int) -> JSONValue {
    value.map { .double(rounded($0, digits)) } ?? .null
  }
}
