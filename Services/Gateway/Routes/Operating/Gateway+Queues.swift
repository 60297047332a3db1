import API
import Documents
import HTTP
import Jobs
import Lifecycle
import Management
import Messaging

extension Gateway {
  var queues: [Endpoint] { [listQueues, pauseQueue, resumeQueue] }

  private var listQueues: Endpoint {
    Endpoint(
      .get, "/v1/queues", .scope(.read), "queues",
      "Lists queues: what waits, is at work, comes later, is dead"
    ) { _ in
      let (records, controls) = (try await jobs.queueRecords(), try await jobs.queueControls())
      let depths = await depths.depths()
      let all = JSONValue.queues(QueueStanding.all(records, controls, depths))
      return .json(["queues": all["queues"] ?? [], "complete": .bool(depths.problem == nil)])
    }
    .with {
      $0.outcomes = [
        .init(
          .ok, "All queues",
          .object([
            .required("queues", .array(Schemas.queue)),
            .required("complete", .boolean.described("Whether the broker has told all that it should")),
          ]))
      ]
    }
  }

  private var pauseQueue: Endpoint {
    Endpoint(
      .post, "/v1/queues/{queue}/pause", .scope(.ops), "queues",
      "Lets workers leave a queue alone until it is resumed"
    ) { call in
      let (names, change) = (try Self.queues(call), Change(call, "queues.pause"))
      let reason = call.member("reason")?.stringValue
      let changed = try await jobs.pause(names, because: reason, by: change.who) { session, changed in
        try change.note(
          call.text("queue"), ["changed": .strings(changed), "reason": JSONValue(reason)], session)
      }
      return .json(.pausing(names, changed: changed, paused: true))
    }
    .with {
      $0.notes = "What is being worked on is finished. A pause outlives restarts."
      $0.parameters = [Self.queueParameter]
      $0.body = .json(
        .object([.optional("reason", .string(1...500, nil, nil).described("For whoever wonders why"))]),
        isRequired: false, examples: [["reason": "upgrade"]])
      $0.outcomes = [Self.paused]
      $0.problems = [(.notFound, "There is no such queue")]
    }
  }

  private var resumeQueue: Endpoint {
    Endpoint(
      .post, "/v1/queues/{queue}/resume", .scope(.ops), "queues", "Lets workers take from a queue again"
    ) { call in
      let (names, change) = (try Self.queues(call), Change(call, "queues.resume"))
      let changed = try await jobs.resume(names, by: change.who) { session, changed in
        try change.note(call.text("queue"), ["changed": .strings(changed)], session)
      }
      return .json(.pausing(names, changed: changed, paused: false))
    }
    .with {
      $0.parameters = [Self.queueParameter]
      $0.outcomes = [Self.paused]
      $0.problems = [(.notFound, "There is no such queue")]
    }
  }

  private static let queueParameter = Parameter.path(
    "queue", .string(1...100),
    "A queue such as job.ingest.norm, or a kind such as ingest, which means all its lanes")

  private static let paused = Endpoint.Outcome(
    .ok, "Which were changed, and which were so before",
    .object([
      .required("paused", .boolean), .required("changed", .array(.string())),
      .required("unchanged", .array(.string())),
    ]))

  private static func queues(_ call: Call) throws(Refusal) -> [String] {
    let name = call.text("queue") ?? ""
    if let kind = JobKind(rawValue: name) { return JobStore.queues(of: kind) }
    let known = JobKind.allCases.flatMap(JobStore.queues)
    if known.contains(name) { return [name] }
    let meant = Spelling.nearest(to: name, among: known + JobKind.allCases.map(\.rawValue))
    throw .notFound("There is no such queue." + (meant.map { " Did you mean \($0)?" } ?? ""))
  }
}
