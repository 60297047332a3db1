import API
import Documents
import Models
import Recommending
import Storage

extension Schemas {
  private static let who: [Schema.Property] = [
    .required("handle", .string()), .required("name", .string().orNull),
    .required("verified", .boolean.orNull), .required("private", .boolean.orNull),
    .required("gone", .boolean.orNull.described("Whether the account is no longer there")),
    .required("region", .string().orNull), .required("followers", .integer(Int.min...Int.max).orNull),
    .required("following", .integer(Int.min...Int.max).orNull),
    .required("likes", .integer(Int.min...Int.max).orNull.described("On all videos together")),
    .required("videosOnPlatform", .integer(Int.min...Int.max).orNull),
    .required("source", .string().orNull.described("That spoke of them last")),
    .required("seenAt", .moment.described("When it did")),
  ]

  static let listedCreator = Schema.object(
    who + [
      .required("id", .numericID), .required("language", .string().orNull),
      .required("firstSeenAt", .moment),
    ]
  ).named("ListedCreator")

  static let creator = Schema.object(
    who + [
      .required("formerHandles", .array(.string())), .required("missingVideos", .count),
      .required("videos", .count.described("How many of their videos are known")),
      .required("analysed", .count), .required("postsPerWeek", .number().orNull),
      .required("medianPlays", .number().orNull), .required("medianLikes", .number().orNull),
      .required("engagementRate", .number().orNull.described("Reactions for each play")),
      .required("patterns", patterns), .required("taste", taste),
      .required(
        "sounds",
        .array(
          .object([
            .required("trackId", .numericID), .required("title", .string().orNull),
            .required("artist", .string().orNull), .required("videos", .count),
          ]))),
      .required(
        "hashtags", .array(.object([.required("name", .string()), .required("videos", .count)]))),
      .required("run", run.orNull.described("The newest about them")),
      .required("listMadeAt", .moment.orNull),
    ]
  ).named("Creator")

  private static let rates = Schema.object([
    .required("posts", .count), .required("medianPlays", .number().orNull),
    .required("medianLikes", .number().orNull), .required("engagementPerView", .number().orNull),
    .required("engagementPerFollower", .number().orNull),
  ])

  private static let drift = Schema.object([
    .required("distance", .number()),
    .required("chance", .number().described("How likely it is that nothing has changed")),
    .required("olderPosts", .count), .required("newerPosts", .count),
    .required(
      "moves",
      .array(
        .object([
          .required("name", .string()), .required("before", .number()), .required("after", .number()),
        ]))),
  ]).named("Drift")

  private static let patterns = Schema.object([
    .required("tier", .string().orNull), .required("followersWeeklyGrowth", .number().orNull),
    .required("activeWeeks", .number().orNull), .required("lifetime", rates), .required("recent", rates),
    .required("ownSounds", .number().orNull), .required("lateness", .number().orNull),
    .required("sharedSounds", .count), .required("genreDrift", drift.orNull),
    .required("moodDrift", drift.orNull), .required("comparedPosts", .count),
    .required(
      "works",
      .array(
        .object([
          .required("facet", .choice(Facet.self)), .required("level", .string()),
          .required("posts", .count), .required("factor", .number().orNull),
          .required("low", .number().orNull), .required("high", .number().orNull),
          .required("isCertain", .boolean),
        ]))),
  ]).named("Patterns")

  private static let leaning = Schema.object([
    .required("confidence", .number()), .required("shares", .object([], rest: .number())),
  ])

  private static let taste = Schema.object([
    .required("videos", .count), .required("genre", leaning.orNull), .required("mood", leaning.orNull),
    .required(
      "tempo",
      Schema.object([
        .required("confidence", .number()), .required("beatsPerMinute", .number()),
        .required("spreadOctaves", .number()), .required("concentration", .number()),
      ]).orNull),
    .required(
      "energy",
      Schema.object([
        .required("confidence", .number()), .required("centre", .number()), .required("spread", .number()),
      ]).orNull),
  ]).named("Taste")

  // MARK: Videos and numbers

  static let postMembers: [Schema.Property] = postHead + postCounts + postTail

  private static let postCounts: [Schema.Property] = CounterTrend.video.map { counter in
    Schema.Property.required(counter.name, Schema.integer(Int.min...Int.max).orNull)
  }

  private static let postHead: [Schema.Property] =
    [
      .required("video", .numericID), .required("key", .string().orNull.example("tiktok:7001")),
      .required("author", .string().orNull), .required("kind", .choice(["film", "photos"])),
      .required("caption", .string()), .required("hashtags", .array(.string())),
      .required("mentions", .array(.string())), .required("postedAt", .moment.orNull),
      .required("duration", .number().orNull.described("In seconds")),
      .required("width", .integer(Int.min...Int.max).orNull),
      .required("height", .integer(Int.min...Int.max).orNull), .required("language", .string().orNull),
      .required("region", .string().orNull), .required("pinned", .boolean),
      .required("advertisement", .boolean), .required("url", .string().orNull),
    ]

  private static let postTail: [Schema.Property] =
    [
      .required(
        "sound",
        Schema.object([
          .required("trackId", .numericID), .required("title", .string().orNull),
          .required("artist", .string().orNull),
          .required("original", .boolean.orNull.described("Whether it is a creator's own sound")),
        ]).orNull),
      .required("genre", .string().orNull.described("As analysis found it, in a word")),
      .required("mood", .string().orNull), .required("analysedAt", .moment.orNull),
      .required("original", .numericID.orNull.described("The earliest video that shows the same")),
      .required("source", .string().orNull), .required("firstSeenAt", .moment),
      .required("seenAt", .moment),
      .required("missingSince", .moment.orNull.described("Newer lists of their posts did not have it")),
    ]

  static let post = Schema.object(postMembers).named("Video")

  static let creatorMetrics = metrics(CounterTrend.author, "CreatorMetrics")

  static func metrics(_ counters: [CounterTrend], _ name: String) -> Schema {
    let number = Schema.integer(Int.min...Int.max)
    let values = counters.map { Schema.Property.required($0.name, number.orNull) }
    let flags = Schema.Property.required(
      "flags", .array(.string()).described("What is odd, such as \"followers fell\""))
    let growth = Schema.object([
      .required("first", number), .required("firstAt", .moment), .required("last", number),
      .required("lastAt", .moment), .required("change", number),
      .required("weeklyGrowth", .number().orNull.described("0.1 is a tenth more in a week")),
    ])
    return .object([
      .required("granularity", .choice(MetricStore.Granularity.self)),
      .required("from", .moment.orNull), .required("to", .moment.orNull),
      .required(
        "points",
        .array(
          .object([.required("at", .moment)] + values + [flags]),
          count: 0...SeriesBounds.limits.upperBound)),
      .required("cut", .boolean.described("Whether there are older points within the bounds")),
      .required(
        "growth",
        .object(counters.map { Schema.Property.required($0.name, growth.orNull) })),
    ]).named(name)
  }
}
