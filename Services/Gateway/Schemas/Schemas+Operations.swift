import API
import Datasets
import Models
import Recommending
import Sources

extension Schemas {
  private static let counts = Schema.object([], rest: .count)

  static let rightsImport = Schema.object([
    .required("stored", .boolean), .required("rows", .count), .required("taken", .count),
    .required("rejected", .count.described("Rows")),
    .required("rights", .count.described("One for each track, territory and use")),
    .required("repeated", .count.described("Stated twice, kept once")),
    .required("replaced", .count.described("Rights of the same contracts, from before")),
    .required("tracks", .count), .required("sources", .array(.string())),
    .required("withheld", .array(.string()).described("Contracts of which nothing is taken in")),
    .required("rules", counts.described("How often which rule was broken")),
    .required("strangeColumns", .array(.string()).described("Of which nothing is known here")),
    .required(
      "rejects",
      .array(
        .object([
          .required("line", .count), .required("rules", .array(.string())),
          .required("reason", .string()), .required("row", .string()),
        ]), count: 0...100
      ).described("The first rows that were not taken in")),
  ]).named("RightsImport")

  // MARK: Trends

  private static let trendMembers: [Schema.Property] = [
    .required("track", .numericID), .required("title", .string().orNull),
    .required("artist", .string().orNull), .required("stage", .choice(TrendStage.self)),
    .required("isBurst", .boolean), .required("burstAge", .count.orNull.described("In periods")),
    .required("doubt", .string().orNull.described("Why it is not called a burst")),
    .required("recentCreators", .count), .required("creators", .count),
    .required("counted", .integer(Int.min...Int.max).orNull),
    .required("counts", .array(Schema.count.orNull).described("Creators by period, the oldest first")),
  ]

  private static let trendFigures: [Schema.Property] = [
    "velocity", "acceleration", "surprise", "chance", "rate", "usualRate", "topShare", "saturation",
  ].map { Schema.Property.required($0, Schema.number().orNull) }

  static let trends = Schema.object([
    .required(
      "window",
      .object([
        .required("period", .choice(UseWindow.Period.self)), .required("begins", .moment),
        .required("ends", .moment),
      ])), .required("considered", .count.described("Tracks that enough creators used")),
    .required("cut", .boolean.described("Whether there were more than are looked at")),
    .required(
      "stages",
      .object(TrendStage.allCases.map { Schema.Property.required($0.rawValue, Schema.count) })),
    .required("trends", .array(Schema.object(trendMembers + trendFigures).named("Trend"), count: 0...200)),
    .required("usage", usage.described("The platform's own counter, of one track")),
    .required("newestUse", .moment.orNull.described("Of all that is known, where nothing was found")),
  ]).named("Trends")

  // MARK: Data sets

  private static let version: [Schema.Property] = [
    .required("version", .numericID), .required("dataset", .string()), .required("title", .string()),
    .required("origin", .string()), .required("state", .choice(DatasetState.self)),
    .required("createdAt", .moment), .required("endedAt", .moment.orNull),
    .required("expiryAt", .moment.orNull), .required("isPacked", .boolean),
    .required("reason", .string().orNull.described("Why it failed, or was held back")),
    .required("records", .count), .required("rejected", .count),
  ]

  static let listedDataset = Schema.object(version).named("DatasetVersion")

  private static let changes = Schema.object(
    ["added", "changed", "gone", "same", "renumbered"].map { Schema.Property.required($0, Schema.count) })

  static let datasetReport: [Schema.Property] = [
    .optional("packedBytes", .count), .optional("bytes", .count),
    .required("previous", .numericID.orNull.described("The version that it was compared with")),
    .required("seconds", .number()), .required("counts", .object([], rest: .integer(Int.min...Int.max))),
    .required(
      "kinds",
      .array(
        .object([
          .required("name", .string()), .required("records", .count), .required("rejected", counts),
          .required("rejectedRecords", .count), .required("flagged", counts),
          .required("changes", changes.orNull),
        ]))), .required("doubts", .array(.string())),
  ]

  static let dataset = Schema.object(version + datasetReport).named("DatasetVersionWithReport")

  // MARK: Sources

  private static let source = Schema.object([
    .required("source", .string()), .required("asked", .boolean), .required("requests", .count),
    .required("failures", counts), .required("records", .count), .required("rejected", counts),
    .required("succeededAt", .moment.orNull),
    .required(
      "quotas",
      .array(
        .object([
          .required("name", .string()), .required("limit", .count), .required("taken", .count),
          .required("left", .count),
        ]))), .required("pausedUntil", .moment.orNull), .required("pausedBecause", .string().orNull),
    .required(
      "notes",
      .array(
        .object([
          .required("name", .string()), .required("text", .string()), .required("until", .moment),
        ]))),
  ]).named("Source")

  static let sources = Schema.object([
    .required("days", .count), .required("sources", .array(source)),
  ])

  static let rules = Schema.object([
    .required(
      "rules",
      .array(
        Schema.object([
          .required("id", .string()), .required("record", .string()), .required("field", .string()),
          .required("must", .string()), .required("else", .choice(Rule.Consequence.self)),
          .required("why", .string().orNull),
        ]).named("Rule")))
  ])

  static let rejection = Schema.object([
    .required("source", .string().orNull), .required("place", .string()), .required("offset", .count),
    .required("rule", .string()), .required("reason", .string()), .required("run", .uuid.orNull),
    .required("at", .moment),
  ]).named("Rejection")
}
