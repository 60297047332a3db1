import API
import Models

extension Schemas {
  static let video = Schema.object(
    postMembers + [
      .required(
        "features", videoFeatures.orNull.described("What words, sound and picture together say of it")),
      .required("analysis", clip.orNull.described("What was seen and heard in it")),
      .required(
        "seen",
        Schema.object([
          .required("version", .count), .required("at", .moment.orNull), .required("from", .string()),
          .required("remark", .string().orNull),
        ]).orNull.described("Where that comes from")),
      .required("unseen", missed.orNull.described("Why the newest version could not look at it")),
      .required(
        "music",
        Schema.object([
          .required("trackId", .numericID), .required("videoStart", .number()),
          .required("trackStart", .number()), .required("duration", .number()),
          .required("speed", .number().orNull), .required("confidence", .number().orNull),
        ]).orNull.described("That was recognised, though it is not said to be its sound")),
    ]
  ).named("KnownVideo")

  static let videoMetrics = metrics(CounterTrend.video, "VideoMetrics")
}
