import API
import Documents
import HTTP
import Jobs
import Messaging
import Models
import Storage

extension Gateway {
  var runs: [Endpoint] { [createRuns, listRuns, showRun, cancelRun] }

  /// Handles that one request may bring.
  static let handleLimit = 10_000

  private var createRuns: Endpoint {
    Endpoint(.post, "/v1/runs", .scope(.submit), "runs", "Asks for recommendations for creators") { call in
      try await begin(call)
    }
    .with {
      $0.notes =
        "A handle whose run is open is merged into it. In a text, each line holds a handle or the address of a "
        + "profile; in CSV it is the first column. Blank lines and those that begin with # are skipped, and what "
        + "is no handle is told and left out."
      $0.parameters = [
        .query(
          "lane", .choice(JobLane.self), "How soon it is done, where the body does not say; norm unless said")
      ]
      let lane = Schema.Property.optional("lane", .choice(JobLane.self))
      $0.body = Endpoint.Body(
        [
          (
            MediaType.json,
            .either([
              .object([.required("handle", Schemas.handle), lane]),
              .object([.required("handles", .array(Schemas.handle, count: 1...1_000)), lane]),
            ])
          ),
          (MediaType.text, .string()), (MediaType.csv, .string()),
        ],
        limit: 1 << 20,
        examples: [["handle": "@anna"], ["handles": ["@anna", "ben"], "lane": "bulk"], "@anna\nben\n"])
      $0.outcomes = [
        .init(
          .accepted, "Accepted: it is written down and will be done", Schemas.begun,
          headers: [(name: "Idempotency-Replayed", summary: "This is the answer of the first request")])
      ]
      $0.isOnce = true
      $0.deadline = .seconds(60)
    }
  }

  private func begin(_ call: Call) async throws -> Answer {
    let asked = try HandleList(call)
    let lane = (call.member("lane")?.stringValue ?? call.text("lane")).flatMap(JobLane.init) ?? .norm
    let list = try asked.handles.map { handle in
      let request = InfluencerRequest(handle)
      return Enqueuement(
        .ingest, runKind: InfluencerRequest.runKind, subject: request.subject, lane: lane,
        payload: try JSON(encoding: request))
    }
    let change = Change(call, "runs.create")
    let begun = try await producer.enqueue(list) { session, begun in
      try change.note(
        nil, ["count": .int(begun.count), "lane": .string(lane.rawValue)],
        answer: Self.begun(asked, begun), session)
    }
    // Nothing to begin has no transaction to be noted in, and nothing to be noted.
    return Self.begun(asked, begun)
  }

  private static func begun(_ asked: HandleList, _ begun: [Enqueued]) -> Answer {
    .json(
      [
        "accepted": .int(begun.count), "merged": .int(begun.count { $0.isMerged }),
        "duplicates": .int(asked.duplicateCount), "badCount": .int(asked.badCount),
        "bad": .array(
          asked.bad.map { ["line": .int($0.line), "text": .string($0.text), "reason": .string($0.reason)] }),
        "runs": .array(
          zip(asked.handles, begun).map {
            ["handle": .string("\($0)"), "run": .string("\($1.run)"), "isMerged": .bool($1.isMerged)]
          }),
      ], status: .accepted)
  }

  private var listRuns: Endpoint {
    Endpoint(.get, "/v1/runs", .scope(.read), "runs", "Lists runs, the newest first") { call in
      var filter = RunFilter(
        states: Set(call.texts("state").compactMap(RunState.init)), kind: call.text("kind"),
        subject: call.text("subject"))
      if let name = call.text("handle"), let handle = try? Handle(name) {
        filter.subject = InfluencerRequest(handle).subject
      }
      let turn = try PageTurn(call)
      let found = try await jobs.runs(
        filter, before: turn.following.flatMap { RunID($0) }, after: turn.preceding.flatMap { RunID($0) },
        limit: turn.count)
      return turn.answer(found, at: { "\($0.id)" }) { .run($0) }
    }
    .with {
      $0.parameters =
        [
          .query("state", .array(.choice(RunState.self), count: 0...6), "Only those in this state, or these"),
          .query("kind", .string(1...100), "Only those of this kind, such as influencer"),
          .query("subject", .string(1...500), "Only those about this"),
          .query("handle", Schemas.handle, "Only those of this creator"),
        ] + Paging.parameters
      $0.outcomes = [.init(.ok, "Runs", Paging.schema(Schemas.run), headers: Paging.headers)]
    }
  }

  private var showRun: Endpoint {
    Endpoint(.get, "/v1/runs/{id}", .scope(.read), "runs", "Shows a run with its tasks") { call in
      let id = try Self.run(call)
      guard let run = try await jobs.run(id) else { throw Self.noRun }
      let tasks = try await jobs.tasks(of: id)
      return .json(.run(run, tasks: tasks))
    }
    .with {
      $0.parameters = [Self.runParameter]
      $0.outcomes = [.init(.ok, "The run, and up to a thousand of its tasks", Schemas.runWithTasks)]
      $0.problems = [(.notFound, "There is no such run")]
    }
  }

  private var cancelRun: Endpoint {
    Endpoint(
      .post, "/v1/runs/{id}/cancel", .scope(.submit), "runs",
      "Stops a run: what waits ends at once, what works is told to stop"
    ) { call in
      let id = try Self.run(call)
      let change = Change(call, "runs.cancel")
      let answer = try await jobs.cancel(id) { session in try change.note("\(id)", .object([]), session) }
      guard let (run, wasOpen) = answer else { throw Self.noRun }
      // Those who follow it, here and at other gateways, hear of it at once; without this, within seconds.
      if wasOpen {
        _ = try? await database.execute("select pg_notify(\(JobStore.progressChannel), \("\(id)"))")
      }
      return .json(.cancelling(run, wasOpen: wasOpen))
    }
    .with {
      $0.notes = "Work that other runs wait for goes on. One that had ended before is left as it is."
      $0.parameters = [Self.runParameter]
      $0.outcomes = [
        .init(
          .ok, "The run as it is now, and whether it was open",
          .object([.required("cancelled", .boolean), .required("run", Schemas.run)]))
      ]
      $0.problems = [(.notFound, "There is no such run")]
    }
  }

  static let runParameter = Parameter.path("id", .uuid, "The id of a run")
  static let noRun = Refusal.notFound("There is no such run.")

  static func run(_ call: Call) throws(Refusal) -> RunID {
    guard let id = call.text("id").flatMap({ RunID($0) }) else { throw noRun }
    return id
  }
}
