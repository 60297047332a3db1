import API
import Documents
import HTTP
import Jobs
import Messaging
import Storage

extension Gateway {
  var dead: [Endpoint] { [listDead, groupDead, showDead, replayDead, discardDead] }

  private static let ages = Schema.number(0.001...1_000_000_000)

  private static let filters: [Parameter] = [
    .query("id", .array(.numericID, count: 1...100), "Only those of these numbers"),
    .query("kind", .choice(JobKind.self), "Only those of this kind of task"),
    .query("reason", .string(1...100), "Only those that died of this"),
    .query("run", .uuid, "Only those of this run"),
    .query("since", ages, "Only those that died within so many seconds"),
    .query("text", .string(1...200), "Only those whose error, headers or body hold this"),
    .query("settled", .boolean, "Those that were replayed or discarded, too"),
  ]

  private static func filter(_ call: Call) -> DeadFilter {
    DeadFilter(
      ids: call.texts("id").compactMap { Int64($0) }, kind: call.text("kind"), reason: call.text("reason"),
      run: call.text("run").flatMap { RunID($0) }, newerThan: call["since"]?.double.map { .seconds($0) },
      text: call.text("text"), includesSettled: call.flag("settled"))
  }

  private var listDead: Endpoint {
    Endpoint(.get, "/v1/dead", .scope(.read), "dead", "Lists messages that came to nothing, the newest first")
    { call in
      let turn = try PageTurn(call)
      let found = try await jobs.deadMessages(
        Self.filter(call), before: turn.following.flatMap { Int64($0) },
        after: turn.preceding.flatMap { Int64($0) }, limit: turn.count)
      return turn.answer(found, at: { "\($0.id)" }) { .deadMessage($0) }
    }
    .with {
      $0.parameters = Self.filters + Paging.parameters
      $0.outcomes = [.init(.ok, "Dead messages", Paging.schema(Schemas.dead), headers: Paging.headers)]
    }
  }

  private var groupDead: Endpoint {
    Endpoint(.get, "/v1/dead/groups", .scope(.read), "dead", "Counts dead messages by kind and reason") {
      call in
      .json(.deadGroups(try await jobs.deadGroups(Self.filter(call))))
    }
    .with {
      $0.parameters = Self.filters
      $0.outcomes = [
        .init(
          .ok, "How many of what, the most frequent first",
          .object([.required("groups", .array(Schemas.deadGroup))]))
      ]
    }
  }

  private var showDead: Endpoint {
    Endpoint(
      .get, "/v1/dead/{id}", .scope(.read), "dead", "Shows one dead message with its headers and its body"
    ) { call in
      guard let id = call.text("id").flatMap({ Int64($0) }),
        let (message, headers, body) = try await jobs.deadMessage(id)
      else { throw Refusal.notFound("There is no such dead message.") }
      return .json(.deadMessage(message, headers: try JSONValue(reading: headers.text), body: body))
    }
    .with {
      $0.parameters = [.path("id", .numericID, "Its number")]
      $0.outcomes = [.init(.ok, "The message", Schemas.deadWhole)]
      $0.problems = [(.notFound, "There is no such dead message")]
    }
  }

  // MARK: Changing

  private static let selection = Schema.object([
    .required(
      "filter",
      .object([
        .optional("ids", .array(.numericID, count: 1...1_000)), .optional("kind", .choice(JobKind.self)),
        .optional("reason", .string(1...100)), .optional("run", .uuid),
        .optional("since", ages.described("Only those that died within so many seconds")),
        .optional("text", .string(1...200)),
      ]).described("Which of those that nobody has dealt with; one without members means all of them")),
    .optional("limit", .integer(1...1_000_000).described("How many at most, the oldest first")),
    .optional("rate", .number(0.001...100_000).described("How many a second; all at once unless said")),
    .optional("dryRun", .boolean.described("Only count")),
  ])

  private static func chosen(_ call: Call) -> (filter: DeadFilter, limit: Int) {
    let said = call.member("filter") ?? .null
    let filter = DeadFilter(
      ids: said["ids"]?.arrayValue?.compactMap { $0.stringValue.flatMap { Int64($0) } } ?? [],
      kind: said["kind"]?.stringValue, reason: said["reason"]?.stringValue,
      run: said["run"]?.stringValue.flatMap { RunID($0) },
      newerThan: said["since"]?.double.map { .seconds($0) }, text: said["text"]?.stringValue)
    return (filter, call.member("limit")?.wholeNumber ?? .max)
  }

  private var replayDead: Endpoint {
    Endpoint(
      .post, "/v1/dead/actions/replay", .scope(.ops), "dead", "Makes new work of dead messages, each once"
    ) {
      call in
      let (filter, limit) = Self.chosen(call)
      let count = min(try await jobs.openDeadCount(filter), limit)
      guard !(call.member("dryRun")?.boolValue ?? false), count > 0 else {
        return .json(Self.nothing(count, isDry: call.member("dryRun")?.boolValue ?? false))
      }
      let change = Change(call, "dead.replay")
      try await change.note(nil, ["matched": .int(count)], result: .begun, in: database)
      let replay = try await jobs.replay(filter, rate: call.member("rate")?.double, limit: count)
      let answer = JSONValue.replay(replay, matched: count)
      try await change.note(nil, ["replayed": .int(replay.replayed)], result: .done, in: database)
      return .json(answer)
    }
    .with {
      $0.notes = "A dead task stays dead: new tasks join the open run of its subject, or a new one."
      $0.body = .json(
        Self.selection, examples: [["filter": ["reason": "timeout"], "rate": 5], ["filter": .object([])]])
      $0.outcomes = [.init(.ok, "What came of it", Schemas.replayed)]
      $0.deadline = .seconds(120)
    }
  }

  private static func nothing(_ matched: Int, isDry: Bool) -> JSONValue {
    [
      "matched": .int(matched), "replayed": 0, "tasks": 0, "newRuns": [], "joinedRuns": [], "revived": 0,
      "republished": 0, "superseded": 0, "refusals": [], "dryRun": .bool(isDry),
    ]
  }

  private var discardDead: Endpoint {
    Endpoint(
      .post, "/v1/dead/actions/discard", .scope(.ops), "dead",
      "Lays dead messages aside; they are deleted after a while"
    ) { call in
      let (filter, limit) = Self.chosen(call)
      let count = min(try await jobs.openDeadCount(filter), limit)
      guard !(call.member("dryRun")?.boolValue ?? false) else {
        return .json(.triedDiscarding(matched: count))
      }
      guard count > 0 else { return .json(.discarding(0, matched: 0)) }
      let change = Change(call, "dead.discard")
      try await change.note(nil, ["matched": .int(count)], result: .begun, in: database)
      let discarded = try await jobs.discard(filter, limit: count)
      try await change.note(nil, ["discarded": .int(discarded)], result: .done, in: database)
      return .json(.discarding(discarded, matched: count))
    }
    .with {
      $0.body = .json(Self.selection, examples: [["filter": ["ids": ["17", "18"]]]])
      $0.outcomes = [
        .init(
          .ok, "What came of it",
          .object([
            .required("matched", .count), .required("discarded", .count), .required("dryRun", .boolean),
          ]))
      ]
      $0.deadline = .seconds(120)
    }
  }
}
