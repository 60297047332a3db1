import API
import Documents
import Jobs
import Messaging

/// What answers look like. Each has a test that holds real answers to it.
enum Schemas {
  static let handle = Schema.string(
    1...25, nil, Pattern(.of("@", 0...1), .of("A-Za-z0-9_.", 0...23), .of("A-Za-z0-9_", 1...1))
  ).described("A name on TikTok, with or without @").example("@anna")

  static let run = Schema.object([
    .required("id", .uuid), .required("kind", .string().example("influencer")),
    .required("subject", .string()),
    .required("generation", .integer(1...Int.max).described("Counts the runs of this kind and subject")),
    .required("lane", .choice(JobLane.self)), .required("state", .choice(RunState.self)),
    .required("stop", .choice(["cancelled", "expired"]).orNull.described("What was asked of an open run")),
    .required("expected", .count.described("Tasks it has had to wait for so far")),
    .required("settled", .count), .required("failed", .count),
    .required("finale", .string().orNull.described("The kind of the task that it ends with")),
    .required("createdAt", .moment), .required("deadline", .moment.orNull),
    .required("finishedAt", .moment.orNull),
  ]).named("Run")

  static let task = Schema.object([
    .required("id", .uuid), .required("kind", .string()), .required("lane", .choice(JobLane.self)),
    .required("state", .choice(TaskState.self)),
    .required("shared", .boolean.described("Done once for all runs that need it")),
    .required("vital", .boolean), .required("attempt", .count), .required("starts", .count),
    .required("owner", .string().orNull), .required("enqueuedAt", .moment),
    .required("startedAt", .moment.orNull), .required("finishedAt", .moment.orNull),
    .required("dueAt", .moment.orNull), .required("error", .string().orNull),
    .required("deadMessage", .numericID.orNull),
  ]).named("Task")

  static let runWithTasks = Schema.object([
    .required("run", run), .required("tasks", .array(task, count: 0...1_000)),
  ])

  static let begun = Schema.object([
    .required("accepted", .count), .required("merged", .count.described("Into runs that were open")),
    .required("duplicates", .count), .required("badCount", .count),
    .required(
      "bad",
      .array(
        .object([
          .required("line", .integer(1...Int.max)), .required("text", .string()),
          .required("reason", .string()),
        ]), count: 0...100
      ).described("The first of those that are no handles and were left out")),
    .required(
      "runs",
      .array(
        .object([
          .required("handle", .string()), .required("run", .uuid), .required("isMerged", .boolean),
        ]))),
  ]).named("Begun")

  static let standing = Schema.object([
    .required("run", run),
    .required(
      "stages",
      .array(
        .object(
          [.required("kind", .string())] + TaskState.allCases.map { .required($0.rawValue, .count) }))),
  ]).named("Standing")

  static let queue = Schema.object([
    .required("queue", .string().example("job.ingest.norm")),
    .required("ready", .count.orNull.described("Messages at the broker; null where it does not tell")),
    .required("unacked", .count.orNull), .required("consumers", .count.orNull), .required("queued", .count),
    .required("running", .count), .required("retrying", .count), .required("due", .count),
    .required("parked", .count), .required("dead", .count), .required("oldestAt", .moment.orNull),
    .required("paused", .boolean), .required("pausedBy", .string().orNull),
    .required("pausedAt", .moment.orNull), .required("reason", .string().orNull),
  ]).named("Queue")

  private static let rate = Schema.number().orNull

  static let status = Schema.object([
    .required("at", .moment),
    .required(
      "queues",
      .array(
        .object([
          .required("queue", .string().example("job.ingest.norm")), .required("ready", .count.orNull),
          .required("unacked", .count.orNull), .required("retrying", .count.orNull),
          .required("due", .count.orNull), .required("consumers", .count.orNull),
          .required("oldestAt", .moment.orNull), .required("inPerSecond", rate),
          .required("outPerSecond", rate),
          .required("drainSeconds", rate.described("Until it is empty; null where it does not drain")),
          .required("dead", .count.orNull), .required("paused", .boolean),
          .optional("parked", .count.described("Messages that wait for a newer worker, where any do")),
          .optional("pausedBy", .string().described("This and the next two where it is paused")),
          .optional("pausedAt", .moment), .optional("reason", .string().orNull),
        ]))),
    .required(
      "totals",
      .object([
        .required("depth", .count.orNull), .required("inPerSecond", rate), .required("outPerSecond", rate),
        .required("drainSeconds", rate.described("Until all are empty; null where one does not drain")),
        .required("dead", .count.orNull), .required("paused", .count),
      ])), .required("openRuns", .count.orNull), .required("aliveWorkers", .count.orNull),
    .required("silentWorkers", .count.orNull.described("Of which nothing was heard for too long")),
    .required("problems", .array(.string()).described("What could not be learnt")),
    .required("notes", .array(.string()).described("What is missing by arrangement")),
  ]).named("Status")

  static let deadMembers: [Schema.Property] = [
    .required("id", .numericID), .required("state", .choice(["open", "replayed", "discarded"])),
    .required("kind", .string().orNull), .required("reason", .string()), .required("detail", .string()),
    .required("task", .uuid.orNull), .required("run", .uuid.orNull), .required("exchange", .string()),
    .required("key", .string()), .required("diedAt", .moment), .required("replayedAt", .moment.orNull),
    .required("discardedAt", .moment.orNull),
  ]

  static let dead = Schema.object(deadMembers).named("DeadMessage")

  static let deadWhole = Schema.object(
    deadMembers + [
      .required("headers", .anything), .required("bodyEncoding", .choice(["utf8", "base64"])),
      .required("body", .string()),
    ]
  ).named("DeadMessageWithBody")

  static let deadGroup = Schema.object([
    .required("kind", .string().orNull), .required("reason", .string()), .required("count", .count),
    .required("oldestAt", .moment), .required("newestAt", .moment), .required("detail", .string()),
  ]).named("DeadGroup")

  static let replayed = Schema.object([
    .required("matched", .count), .required("replayed", .count), .required("tasks", .count),
    .required("newRuns", .array(.uuid)), .required("joinedRuns", .array(.uuid)), .required("revived", .count),
    .required("republished", .count), .required("superseded", .count),
    .required(
      "refusals",
      .array(.object([.required("message", .numericID), .required("reason", .string())]))),
    .required("dryRun", .boolean),
  ]).named("Replay")

  static let worker = Schema.object([
    .required("id", .string()), .required("kind", .string()), .required("host", .string()),
    .required("pid", .integer(0...Int.max)), .required("version", .string()),
    .required("state", .choice(WorkerRecord.State.self)), .required("slots", .count),
    .required("busy", .count), .required("done", .count), .required("failed", .count),
    .required("startedAt", .moment), .required("silentSeconds", .integer(Int.min...Int.max)),
    .required("silent", .boolean.described("It was not heard of for longer than it should be silent")),
  ]).named("Worker")
}
