import API
import Documents
import HTTP
import FoundationEssentials
import Jobs

extension Remote {
  // MARK: Queues and workers

  /// All queues, and whether the broker has told all that it should.
  func queues() async throws -> (queues: [QueueStanding], isComplete: Bool) {
    let answer = try await ask(Question(path: ["v1", "queues"]))
    return try read { () throws(DocumentError) in
      let part = DocumentPart(answer)
      return (try part.list("queues"), try part.flag("complete"))
    }
  }

  /// Pauses or resumes queues or kinds, and returns the queues for which that was new.
  func pause(_ names: [String], _ isPaused: Bool, because reason: String? = nil) async throws -> [String] {
    var changed: Set<String> = []
    for name in names {
      var question = Question(
        method: .post, path: ["v1", "queues", name, isPaused ? "pause" : "resume"])
      if let reason, isPaused { question.body = ["reason": .string(reason)] }
      let answer = try await ask(question)
      changed.formUnion(try read { () throws(DocumentError) in try DocumentPart(answer).texts("changed") })
    }
    return changed.sorted()
  }

  /// How all of it stands.
  func status() async throws -> StatusSample {
    let answer = try await ask(Question(path: ["v1", "status"]))
    return try read { () throws(DocumentError) in try StatusSample(answer) }
  }

  func workers() async throws -> [WorkerSighting] {
    let answer = try await ask(Question(path: ["v1", "workers"]))
    return try read { () throws(DocumentError) in try DocumentPart(answer).list("workers") }
  }

  // MARK: Dead messages

  func deadMessages(
    _ filter: DeadFilter, before: Int64?, limit: Int
  ) async throws -> (elements: [DeadMessage], hasMore: Bool) {
    try await list(["v1", "dead"], try Self.query(filter), behind: before.map { "\($0)" }, limit: limit)
  }

  func deadGroups(_ filter: DeadFilter) async throws -> [DeadGroup] {
    let answer = try await ask(Question(path: ["v1", "dead", "groups"], query: try Self.query(filter)))
    return try read { () throws(DocumentError) in try DocumentPart(answer).list("groups") }
  }

  func deadMessage(_ id: Int64) async throws -> DeadMessageWhole? {
    guard let answer = try await find(Question(path: ["v1", "dead", "\(id)"])) else { return nil }
    return try read { () throws(DocumentError) in try DeadMessageWhole(answer) }
  }

  /// How many nobody has dealt with.
  func openDeadCount(_ filter: DeadFilter) async throws -> Int {
    let answer = try await act("discard", filter, ["dryRun": true])
    return try read { () throws(DocumentError) in try DocumentPart(answer).whole("matched") }
  }

  func replay(_ filter: DeadFilter, rate: Double?, limit: Int) async throws -> Replay {
    let pace: [(String, JSONValue)] = rate.map { [("rate", .double($0))] } ?? []
    let answer = try await act(
      "replay", filter, .object([("limit", .int(min(limit, Self.actionLimit)))] + pace))
    return try read { () throws(DocumentError) in try Replay(answer) }
  }

  func discard(_ filter: DeadFilter, limit: Int) async throws -> Int {
    let answer = try await act("discard", filter, ["limit": .int(min(limit, Self.actionLimit))])
    return try read { () throws(DocumentError) in try DocumentPart(answer).whole("discarded") }
  }

  private func act(_ verb: String, _ filter: DeadFilter, _ more: JSONValue) async throws -> JSONValue {
    let others: [(String, JSONValue)] = if case .object(let members) = more { members } else { [] }
    let body = JSONValue.object([("filter", Self.document(filter))] + others)
    return try await ask(
      Question(
        method: .post, path: ["v1", "dead", "actions", verb], body: body, timeout: .seconds(150)))
  }

  /// So many are dealt with by one request.
  private static let actionLimit = 1_000_000

  /// So many numbers find room in an address.
  private static let idLimit = 100

  private static func query(_ filter: DeadFilter) throws(CommandFailure) -> [(name: String, value: String)] {
    guard filter.ids.count <= idLimit else {
      throw CommandFailure(
        "a gateway tells of \(idLimit) numbers at once at most, and these are \(filter.ids.count)")
    }
    var query = filter.ids.map { (name: "id", value: "\($0)") }
    for (name, value) in words(filter) { query.append((name, value)) }
    if let seconds = seconds(filter) { query.append(("since", "\(seconds)")) }
    if filter.includesSettled { query.append(("settled", "true")) }
    return query
  }

  private static func document(_ filter: DeadFilter) -> JSONValue {
    var members = words(filter).map { ($0.name, JSONValue.string($0.value)) }
    if !filter.ids.isEmpty { members.append(("ids", .strings(filter.ids.map(\.description)))) }
    if let seconds = seconds(filter) { members.append(("since", .double(seconds))) }
    return .object(members)
  }

  private static func words(_ filter: DeadFilter) -> [(name: String, value: String)] {
    [
      ("kind", filter.kind), ("reason", filter.reason), ("run", filter.run.map { "\($0)" }),
      ("text", filter.text),
    ]
    .compactMap { name, value in value.map { (name, $0) } }
  }

  private static func seconds(_ filter: DeadFilter) -> Double? {
    filter.newerThan.map { $0.milliseconds / 1_000 }
  }
}
