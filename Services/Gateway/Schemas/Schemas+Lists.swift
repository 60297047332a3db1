import API
import Models
import Recommending

extension Schemas {
  static let hook = Schema.object([
    .required("start", .number().described("In seconds of the track")), .required("end", .number()),
    .required("reason", .string()),
  ])

  static let grid = Schema.object([
    .required("start", .number().described("In seconds of the track")), .required("end", .number()),
    .required("onBeat", .boolean.described("Whether it begins and ends with bars")),
    .required("beats", .array(.number()).described("In seconds of the video, to cut on")),
    .required("bars", .array(.number()).described("Those of them with which bars begin")),
  ]).named("CutGrid")

  private static let shares = Schema.object([], rest: .number())

  private static let right = Schema.either([
    .object([
      .required("verdict", .choice(["licensed"])), .required("source", .string()),
      .required("territory", .string()), .required("from", .moment.orNull),
      .required("until", .moment.orNull),
    ]),
    .object([.required("verdict", .choice(["flagged"]))]),
  ])

  static let recommendation = Schema.object([
    .required("rank", .integer(1...Int.max)), .required("trackId", .numericID),
    .required("track", .string().orNull), .required("artist", .string().orNull),
    .required("score", .number()),
    .required("reasons", .array(.string()).described("Why, in sentences")),
    .required("hook", hook.orNull.described("Which seconds to use")),
    .required(
      "segment", grid.orNull.described("The same from a bar on, as long as the video, with its beats")),
    .required(
      "contributions",
      .array(
        .object(
          [.required("kind", .string()), .required("contribution", .number())],
          rest: .either([.string(), .number()]))
      ).described("What each reason adds; they add up to the score")),
    .optional("rung", .string().orNull.described("How well the track is known, from T0 to T3")),
    .optional("shares", shares.orNull.described("How much each source of what is known of it counts")),
    .optional("rights", right.orNull.described("Of a fresh list: why it may be used")),
    .optional("used", .boolean.described("Of a fresh list: whether the creator has used it before")),
  ]).named("Recommendation")

  private static let ladder = Schema.object([
    .required("rung", .string().described("How well the creator is known, from R0 to R5")),
    .required("words", .string()),
    .required(
      "known",
      .object([
        .required("place", .boolean), .required("profile", .boolean), .required("videos", .count),
        .required("uses", .count), .required("similar", .count),
      ])),
    .required("shares", shares), .required("unheard", .array(.string())),
  ])

  private static let context = Schema.object([
    .required("use", .choice(TrackUse.self)), .required("region", .string()),
    .required("contracts", Schema.array(.string()).orNull), .required("genre", .choice(Genre.self).orNull),
    .required("mood", .choice(Mood.self).orNull),
    .required(
      "tempo", Schema.object([.required("from", .number()), .required("to", .number())]).orNull),
    .required("length", .number().orNull), .required("language", .string().orNull),
    .required("excludeUsed", .boolean), .required("video", .boolean), .required("limit", .count),
    .required("seen", .count.described("How many tracks were looked at")),
    .required("partial", .boolean.described("Whether there are tracks that were not looked at")),
  ])

  static let list = Schema.object([
    .required("handle", .string()), .required("run", .uuid.orNull), .required("madeAt", .moment),
    .required("date", .day.orNull), .required("fresh", .boolean), .required("ranker", .string()),
    .required("videos", .count.described("How many of their videos it goes by")),
    .required("considered", .count.described("How many tracks there were to choose from")),
    .required("context", context.orNull.described("What was asked of a fresh list")),
    .required("ladder", ladder.orNull),
    .required("leftOut", Schema.object([], rest: .count).orNull.described("How many tracks, by reason")),
    .required("flagged", .count.orNull.described("Tracks of whose rights nothing is known")),
    .required("withdrawn", .count.described("Tracks that were forbidden since it was made")),
    .required("dismissed", .count.described("Tracks that the creator has dismissed since it was made")),
    .required("items", .array(recommendation, count: 0...200)),
  ]).named("RecommendationList")

  static let storedLists = Schema.object([
    .required("recommendations", .array(list, count: 0...Gateway.setLimit)),
    .required(
      "missing",
      .array(
        .object([
          .required("handle", .string()),
          .required(
            "reason",
            .choice(["unknown", "listless"]).described("Nobody knows them, or they have no such list")),
          .required("nearest", .day.orNull.described("The day of the list nearest to the one asked for")),
          .optional("because", .string().described("Of whom nothing can be seen: why")),
        ]), count: 0...Gateway.setLimit)),
  ]).named("StoredLists")
}
