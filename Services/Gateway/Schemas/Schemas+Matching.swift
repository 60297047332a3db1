import API
import Documents
import Matching

extension Schemas {
  private static let share = Schema.number().orNull

  private static let alignment = Schema.object([
    .required("offset", .number().described("Where in the track the film begins, in seconds")),
    .required("shift", .number().described("How long that is behind the hook; below 0 before it")),
    .required("hits", .count.described("Cuts that come with a beat")), .required("cuts", .count),
    .required("share", share),
    .required("chance", share.described("What share would by chance")),
    .required("probability", share.described("That cuts moved about at random come as near")),
    .required("inHook", .boolean),
  ])

  private static let ratio = Schema.object([
    .required("of", .choice(["cuts", "sound"]).described("Of what of the film")),
    .required("film", .number()), .required("track", .number()),
    .required("multiple", .number().described("How many times as fast the track is meant to be")),
    .required("deviation", .number()), .required("confidence", share), .required("fits", .boolean),
  ])

  private static let match = Schema.object([
    .required("rank", .integer(1...Int.max)), .required("video", .string().example("video 17")),
    .required("track", .string().example("track 5")), .required("score", .number()),
    .required(
      "contributions",
      .array(
        .object([
          .required("kind", .choice(Contribution.Kind.self)), .required("contribution", .number()),
          .required("words", .string()),
        ])
      ).described("What each thing adds; they add up to the score")),
    .required("segment", grid), .required("alignment", alignment.orNull), .required("tempo", .array(ratio)),
    .required("moodDistance", share), .required("energyDifference", share),
    .required("courseCorrelation", share), .required("coverage", share),
    .required("videoLack", .string().orNull.described("Why only a part of the film was looked at")),
    .required("remark", .string().orNull.described("What is odd about the track")),
  ]).named("Match")

  static let matches = Schema.object([
    .required("matches", .array(match)),
    .required(
      "silent",
      .array(.object([.required("track", .string()), .required("reason", .string())])).described(
        "Tracks that were named and of which nothing is known")),
  ]).named("Matches")

  private static let measured = Schema.object([
    .required("value", .number()), .required("confidence", .number(0...1)),
  ])

  static let matchedFilm = Schema.object([
    .required("video", .numericID), .required("flaw", .string().orNull),
    .required(
      "film",
      Schema.object([
        .required("name", .string()),
        .required("lack", .string().orNull.described("Why only a part of it was looked at")),
        .required("duration", .number()), .required("cuts", .array(.number())),
        .required("cutTempo", measured.orNull.described("Of the beat that the cuts follow")),
        .required("soundTempo", measured.orNull), .required("energy", measured.orNull),
        .required(
          "feeling",
          Schema.object([
            .required("valence", .number()), .required("arousal", .number()),
            .required("confidence", .number(0...1)),
          ]).orNull),
        .required(
          "course",
          Schema.object([.required("step", .number()), .required("values", .array(.number()))]).orNull
            .described("How lively it is, by time")),
      ]).orNull),
  ]).named("MatchedFilm")

  static let hearings = Schema.object([
    .required("track", .numericID), .required("known", .boolean.described("Whether there is such a track")),
    .required(
      "sounds",
      .array(
        .object([
          .required("version", .count), .required("from", .string()), .required("remark", .string().orNull),
          .required("sound", .object([], rest: .anything).described("As that version has written it")),
        ]))),
    .required(
      "unheard",
      .array(.object([.required("version", .count), .required("reason", .string())])).described(
        "Versions that have heard nothing")),
  ]).named("Hearings")
}
