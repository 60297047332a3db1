import API

extension Schemas {
  private static let counts = Schema.object([], rest: .count)

  private static let changed = Schema.object([
    .required("new", .count), .required("updated", .count), .required("unchanged", .count),
  ])

  static let scrapes = Schema.object([
    .required("files", .count.described("That were read to their end")),
    .required("partsOfFiles", .count.described("That broke off after some of their records")),
    .required("bytes", .count), .required("records", .count), .required("creators", .count),
    .required("posts", .count), .required("tracks", .count),
    .required(
      "changes",
      .object([
        .required("creators", changed), .required("posts", changed), .required("tracks", changed),
      ])), .required("rejected", counts.described("Records, by the rule that they break")),
    .required("dropped", counts.described("Fields of others, by the rule that they break")),
    .required(
      "rejections",
      .array(
        .object([
          .required("place", .string()), .required("offset", .count.described("In bytes")),
          .required("rule", .string()), .required("reason", .string()),
        ]), count: 0...20
      ).described("The first of them")),
    .required("unreadable", .array(.string())), .required("isInterrupted", .boolean),
    .required("seconds", .number()), .required("recordsPerSecond", .count), .required("next", .string()),
  ]).named("ScrapeImport")

  private static let newVersion: [Schema.Property] = [
    .required("version", Schema.numericID.orNull.described("The new one; null where nothing has changed")),
    .required("isUnchanged", .boolean),
    .required("isHeld", .boolean.described("Whether what was current before still is")),
  ]

  static let datasetImport = Schema.object(
    newVersion + datasetReport + [
      .required("records", .count), .required("rejected", .count), .required("recordsPerSecond", .number()),
      .required("gaps", .array(.string())),
      .optional("packingFailure", .string().described("Why the version before is not packed yet")),
    ]
  ).named("DatasetImport")

  private static let table = Schema.object([
    .required("file", .string()), .required("rows", .count), .required("taken", .count),
    .required("excluded", .count), .required("mended", counts.described("Fields, by what was put right")),
    .required("rules", counts.described("How often which rule was broken")),
    .required(
      "together",
      .array(.object([.required("rules", .array(.string())), .required("rows", .count)])).described(
        "Rows that break just these rules")),
  ])

  static let movieLensImport = Schema.object(
    newVersion + [
      .required("doubts", .array(.string())), .required("films", .count), .required("ratings", .count),
      .required("users", .count), .required("ratedFilms", .count), .required("tags", .count),
      .required("seconds", .number()), .required("files", .array(table)),
      .required("previous", .numericID.orNull),
      .required(
        "changes",
        .object(
          [],
          rest: .object(["added", "changed", "gone", "same"].map { Schema.Property.required($0, .count) }))),
    ]
  ).named("MovieLensImport")
}
