import API
import Documents
import Jobs
import Models
import Storage

extension Schemas {
  /// What was found in a file that was brought.
  static let lookedAt = Schema.object([
    .required("kind", .choice(["film", "photo", "sound"])), .required("seconds", .number().orNull),
    .required("lack", .string().orNull.described("Why only a part was looked at")),
    .required("genre", .choice(Genre.self).orNull), .required("mood", .choice(Mood.self).orNull),
    .required("tempo", .number().orNull.described("In beats a minute")),
    .required("energy", .number().orNull.described("From 0, still, to 1")),
  ]).named("LookedAt")

  static let model = Schema.object([
    .required("id", .numericID), .required("state", .choice(["current", "former", "refused"])),
    .required("form", .string()), .required("madeAt", .moment),
    .required("digest", .string().described("SHA-256 of its file")), .required("bytes", .count),
    .required("seed", .string()),
    .required(
      "learntFrom",
      Schema.object([
        .required("creators", .count), .required("tracks", .count), .required("uses", .count),
        .required("newestVideo", .string()),
      ]).orNull),
    .required("parameters", .object([], rest: .number())),
    .required("judged", Schema.count.orNull.described("By so many creators' last uses")),
    .required(
      "scores",
      .array(
        .object([
          .required("name", .string()), .required("ndcg", .number()), .required("low", .number()),
          .required("high", .number()), .required("recall", .number().orNull),
        ])
      ).described("Of the first ten tracks; the first is that of the model, others beside it")),
  ]).named("Model")

  static let modelOrder = Schema.object([
    .required("order", .uuid), .required("state", .choice(TaskState.self)),
    .required("error", .string().orNull.described("Why it failed, or why it is tried again")),
    .required("model", model.orNull.described("What was learnt, once it was")),
  ]).named("ModelOrder")

  private static let said: [Schema.Property] = [
    .required("handle", handle), .required("trackId", .numericID),
    .required("kind", .choice(Feedback.Kind.self)),
    .optional("run", Schema.uuid.orNull.described("That has made the list")),
    .optional("rank", Schema.integer(1...1_000).orNull.described("In that list")),
    .optional("at", Schema.moment.orNull.described("When it happened; now unless said")),
  ]
  static let feedbackToNote = Schema.object(said).named("FeedbackToNote")

  static let feedback = Schema.object([
    .required("id", .numericID), .required("handle", .string().orNull), .required("trackId", .numericID),
    .required("kind", .choice(Feedback.Kind.self)), .required("run", .uuid.orNull),
    .required("rank", Schema.integer(1...1_000).orNull), .required("at", .moment),
    .required("key", label.orNull.described("Of the key with which it was said")),
    .required("notedAt", .moment),
  ]).named("Feedback")

  static let noted = Schema.object([
    .required("accepted", .count), .required("known", .count.described("Said before, and so once")),
    .required("refused", .count),
    .required(
      "results",
      .array(
        .object([
          .required("state", .choice(["accepted", "known", "refused"])),
          .required("id", .numericID.orNull), .required("reason", .string().orNull),
        ])
      ).described("Of each, in the order in which they came")),
  ]).named("NotedFeedback")
}
