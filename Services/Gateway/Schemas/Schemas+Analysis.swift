import API
import Audio
import Models

/// What analysis found, as the command line prints it of files.
extension Schemas {
  private static func evidence(_ value: Schema) -> Schema.Property {
    .required(
      "evidence",
      .array(
        .object([
          .required("modality", .string()), .required("from", .string()), .required("value", value),
          .required("confidence", .number().orNull), .required("detail", .string().orNull),
        ])
      ).described("What was found where, the surest first"))
  }

  private static func feature(
    _ members: [Schema.Property], of value: Schema, _ name: String
  ) -> Schema {
    .object(
      members + [
        .required("confidence", .number().orNull), .required("spread", .number().orNull),
        evidence(value),
      ]
    ).named(name).orNull
  }

  private static let interval = Schema.object([
    .required("low", .number().orNull), .required("high", .number().orNull),
  ]).orNull

  private static let words = Schema.object([], rest: .number().orNull)

  private static let genre = feature(
    [
      .required("name", .choice(Genre.self).orNull),
      .required(
        "style",
        Schema.object([
          .required("name", .string()), .required("from", .string()), .required("detail", .string().orNull),
        ]).orNull), .required("shares", words),
    ], of: words, "GenreFeature")

  private static let mood = feature(
    [.required("name", .choice(Mood.self).orNull), .required("shares", words)], of: words, "MoodFeature")

  private static let level = feature(
    [.required("value", .number().orNull), .required("interval", interval)], of: .number().orNull, "Level")

  private static let tempo = feature(
    [
      .required("bpm", .number().orNull), .required("interval", interval),
      .required("alternatives", .array(.number().orNull)),
      .required("alternativeShares", .array(.number().orNull)),
    ], of: .number().orNull, "TempoFeature")

  static let videoFeatures = Schema.object([
    .required("genre", genre), .required("mood", mood), .required("valence", level),
    .required("arousal", level), .required("tempo", tempo), .required("energy", level),
    .required("language", .string().orNull), .required("engagement", .number().orNull),
    .required("length", .number().orNull.described("In seconds")),
    .required("cutsPerMinute", .number().orNull), .required("cutTempo", .number().orNull),
    .required("motion", .number().orNull), .required("looks", Schema.array(.string()).orNull),
    .required(
      "soundKind",
      Schema.object(
        ["speech", "music", "noise", "silence"].map { .required($0, .number().orNull) }
      ).orNull),
    .required(
      "soundIs",
      Schema.object([
        .required("kind", .choice(VideoSound.Kind.self)), .optional("track", .numericID),
      ]).orNull),
    .required("version", .count),
  ]).named("VideoFeatures")

  static let trackFeatures = Schema.object([
    .required("genre", genre), .required("mood", mood), .required("tempo", tempo),
    .required("energy", level), .required("popularity", level), .required("hook", hook.orNull),
    .required("version", .count),
  ]).named("TrackFeatures")

  // MARK: Sounds

  private static let times = Schema.array(.number())
  private static let scores = Schema.array(
    .object([.required("name", .string()), .required("score", .number().orNull)]))

  /// In parts: in one the compiler loses its way.
  private static let soundMembers: [Schema.Property] = soundHead + soundTraits + soundTail

  private static let soundTraits: [Schema.Property] = Traits.named(nil).map { trait in
    Schema.Property.required(trait.name, Schema.number().orNull)
  }

  private static let soundHead: [Schema.Property] =
    [
      .required("duration", .number().described("In seconds")),
      .required(
        "tempo",
        Schema.object([
          .required("bpm", .number().orNull), .required("confidence", .number().orNull),
          .required("alternatives", .array(.number().orNull)),
        ]).orNull), .required("beats", times), .required("downbeats", times),
      .required("timeSignature", .string().orNull),
      .required(
        "key",
        Schema.object([
          .required("tonic", .string()), .required("mode", .string()),
          .required("confidence", .number().orNull), .required("tuningCents", .number().orNull),
        ]).orNull),
      .required(
        "loudness",
        .object([
          .required("integrated", .number().orNull.described("In LUFS")),
          .required("range", .number().orNull), .required("peak", .number().orNull),
          .optional("truePeak", .number().orNull),
        ])),
    ]

  private static let soundTail: [Schema.Property] =
    [
      .required("mood", scores), .required("genre", scores), .required("hook", hook.orNull),
      .required("loop", span(["likeness"]).orNull),
      .required(
        "kinds",
        Schema.object(
          ["music", "speech", "noise", "silence"].map { .required($0, .number().orNull) }
        ).orNull),
      .required("segments", .array(segment)),
      .required(
        "repetitions",
        .array(
          .object([
            .required("label", .string()), .required("count", .count),
            .required("likeness", .number().orNull),
          ]))), .required("statistics", Schema.object([], rest: .anything).orNull),
      .required("lack", .string().orNull.described("Why not all of it was heard")),
      .required("analyzerVersion", .count),
    ]

  static let segment = Schema.object([
    .required("start", .number()), .required("end", .number()), .required("label", .string()),
    .required("energy", .number().orNull),
  ]).named("Segment")

  private static func span(_ others: [String]) -> Schema {
    .object(
      [.required("start", .number()), .required("end", .number())]
        + others.map { .required($0, .number().orNull) })
  }

  static let sound = Schema.object(soundMembers + [.optional("path", .string())]).named("Sound")

  // MARK: Films

  private static let course = Schema.object([], rest: .number().orNull)

  private static let picture = Schema.object([
    .required("kind", .choice(["film", "photos"])), .required("width", .count),
    .required("height", .count), .required("orientation", .string()),
    .required("letterbox", .object([], rest: .count)), .required("frames", .count),
    .required("shots", .array(span([]))),
    .required(
      "transitions",
      .array(
        .object([
          .required("kind", .string()), .required("start", .number()), .required("end", .number()),
          .required("confidence", .number().orNull),
        ]))), .required("cutsPerMinute", .number().orNull), .required("medianShot", .number().orNull),
    .required("cutTempo", Schema.object([], rest: .anything).orNull),
    .required("motion", course.orNull), .required("brightness", course), .required("contrast", course),
    .required("saturation", course), .required("colourfulness", course),
    .required("temperature", .number().orNull), .required("warmth", course),
    .required(
      "palette",
      .array(.object([.required("colour", .string()), .required("share", .number().orNull)]))),
    .required("spatialInformation", course), .required("temporalInformation", course.orNull),
    .required("looks", .array(.object([.required("name", .string())], rest: .anything))),
    .required(
      "keyFrames", .array(.object([.required("time", .number()), .required("hash", .string())]))),
  ]).named("Picture")

  static let clip = Schema.object(
    soundMembers + [
      .required("path", .string()), .optional("paths", .array(.string())),
      .required("picture", picture.orNull),
      .required(
        "course",
        Schema.object([
          .required(
            "stretches",
            .array(
              .object([
                .required("kind", .string()), .required("start", .number()), .required("end", .number()),
              ]))), .required("step", .number()), .required("energy", .array(.number().orNull)),
          .required("loudness", .array(.number().orNull)),
        ]).orNull), .required("content", videoFeatures.orNull),
      .optional("words", .anything),
    ]
  ).named("Clip")

  /// Why media were not had.
  static let missed = Schema.object([
    .required("version", .count), .required("at", .moment.orNull), .required("code", .string()),
    .required("reason", .string()), .required("tries", .count),
  ]).named("Missed")
}
