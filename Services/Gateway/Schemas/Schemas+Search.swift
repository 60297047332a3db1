import API
import Documents
import Search

extension Schemas {
  private static let videoMembers: [Schema.Property] = [
    .required("video", .numericID), .required("key", .string().orNull.example("tiktok:7001")),
    .required("author", .string().orNull), .required("authorName", .string().orNull),
    .required("caption", .string()), .required("hashtags", .array(.string())),
    .required("postedAt", .moment.orNull), .required("plays", Schema.count.orNull),
    .required("language", .string().orNull), .required("genre", .string().orNull),
    .required("mood", .string().orNull), .required("url", .string().orNull),
    .required("copies", .count.described("How many other videos show the same")),
  ]

  static let foundVideos = Schema.object([
    .required(
      "videos",
      .array(
        .object(
          [
            .required(
              "match",
              .choice(FoundVideo.Match.self).described(
                "Whether it has the words just so, all of them, or some"))
          ] + videoMembers))),
    .required("next_cursor", .string(1...120).orNull.described("For the next page; null on the last one")),
    .required(
      "prev_cursor",
      .string(1...120).orNull.described(
        "Null: what is found is put in order anew for each page, which only goes on; go back by what led here"
      )),
    .required("cut", .boolean.described("So many are like that that only the newest were put in order")),
    .required(
      "corrections",
      .object([], rest: .array(.string())).described("As what words that nothing has were looked for, too")),
    .required("pending", .count.described("Changes of videos that are not searched yet")),
  ]).named("FoundVideos")

  private static let searched = Schema.Property.required(
    "searched",
    .object([
      .required("frames", .count), .required("videos", .count), .required("loadingSeconds", .number()),
      .required("bytes", .count),
    ]))

  static let foundFrames = Schema.object([
    .required(
      "videos",
      .array(
        .object(
          [
            .required("time", .number().described("Of the frame in the video, in seconds")),
            .required("likeness", .number().described("1 is the same, 0 has nothing in common")),
            .required("verdict", .choice(FoundFrame.Verdict.self)),
          ] + videoMembers))),
    searched,
  ]).named("FoundFrames")

  static let foundCopies = Schema.object([
    .required(
      "videos",
      .array(
        .object(
          [
            .required("same", .boolean.described("Whether both are taken for one")),
            .required("share", .number().described("Of the frames that both show")),
            .required("frames", .count.described("How many those are")),
            .required("distance", .number().described("Of those frames; 0 is the same")),
            .required("offset", .number().described("How many seconds later it is in the other")),
          ] + videoMembers))), searched,
  ]).named("FoundCopies")

  static let meantVideos = Schema.object([
    .required(
      "videos",
      .array(
        .object(
          [.required("likeness", .number().described("1 is the same, 0 has nothing to do with it"))]
            + videoMembers))), .required("model", .string().described("That knows what they mean")),
  ]).named("MeantVideos")
}
