import API
import Recommending

extension Schemas {
  static let hook = Schema.object([
    .required("start", .number().described("In seconds of the track")), .required("end", .number()),
    .required("reason", .string()),
  ])

  static let recommendation = Schema.object([
    .required("rank", .integer(1...Int.max)), .required("trackId", .numericID),
    .required("track", .string().orNull), .required("artist", .string().orNull),
    .required("score", .number()),
    .required("reasons", .array(.string()).described("Why, in sentences")),
    .required("hook", hook.orNull.described("Which seconds to use")),
    .required(
      "contributions",
      .array(
        .object(
          [.required("kind", .string()), .required("contribution", .number())],
          rest: .either([.string(), .number()]))
      ).described("What each reason adds; they add up to the score")),
  ]).named("Recommendation")

  static let list = Schema.object([
    .required("handle", .string()), .required("run", .uuid), .required("madeAt", .moment),
    .required("date", .day), .required("ranker", .string()),
    .required("videos", .count.described("How many of their videos it goes by")),
    .required("considered", .count.described("How many tracks there were to choose from")),
    .required("items", .array(recommendation, count: 0...200)),
  ]).named("RecommendationList")
}
