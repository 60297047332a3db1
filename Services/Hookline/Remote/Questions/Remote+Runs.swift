import API
import Documents
import HTTP
import Jobs
import Models

extension Remote {
  func runs(
    _ filter: RunFilter, before: RunID?, limit: Int
  ) async throws -> (elements: [RunRecord], hasMore: Bool) {
    var query = filter.states.map(\.rawValue).sorted().map { (name: "state", value: $0) }
    if let kind = filter.kind { query.append(("kind", kind)) }
    if let subject = filter.subject { query.append(("subject", subject)) }
    return try await list(["v1", "runs"], query, behind: before.map { "\($0)" }, limit: limit)
  }

  /// A run with its tasks; nil when there is none.
  func run(_ id: RunID) async throws -> (run: RunRecord, tasks: [TaskRecord])? {
    guard let answer = try await find(Question(path: ["v1", "runs", "\(id)"])) else { return nil }
    return try read { () throws(DocumentError) in
      let part = DocumentPart(answer)
      return (try part.read("run"), try part.list("tasks"))
    }
  }

  /// The run as it is then, and whether it was open; nil when there is none.
  func cancel(_ id: RunID) async throws -> (run: RunRecord, wasOpen: Bool)? {
    let question = Question(method: .post, path: ["v1", "runs", "\(id)", "cancel"])
    guard let answer = try await find(question) else { return nil }
    return try read { () throws(DocumentError) in
      let part = DocumentPart(answer)
      return (try part.read("run"), try part.flag("cancelled"))
    }
  }

  /// Lets runs go on that wait for their time, or every one that does; how many tasks of how many runs come now. Nil
  /// where the one that is named is not there.
  func wake(_ ids: [RunID]?) async throws -> (tasks: Int, runs: Int)? {
    var question = Question(method: .post, path: ["v1", "runs", "actions", "wake"])
    if let ids, ids.count == 1 {
      question.path = ["v1", "runs", "\(ids[0])", "wake"]
    } else {
      let members = ids.map { [("ids", JSONValue.strings($0.map { "\($0)" }))] } ?? []
      (question.body, question.timeout) = (["filter": .object(members)], .seconds(90))
    }
    guard let answer = try await find(question) else { return nil }
    return try read { () throws(DocumentError) in
      let part = DocumentPart(answer)
      return (try part.whole("tasks"), try part.whole("runs"))
    }
  }

  /// Begins runs for the handles; asked again with the same `once`, it begins none again.
  func begin(_ handles: [Handle], _ lane: String, once: String) async throws -> [Enqueued] {
    let body: JSONValue = ["handles": .strings(handles.map { "\($0)" }), "lane": .string(lane)]
    let answer = try await ask(
      Question(method: .post, path: ["v1", "runs"], body: body, once: once, timeout: .seconds(90)))
    let begun: [Begun] = try read { () throws(DocumentError) in try DocumentPart(answer).list("runs") }
    guard begun.map(\.handle) == handles else {
      throw CommandFailure("\(place) answers for other creators than it was asked for")
    }
    return begun.map {
      Enqueued(subject: InfluencerRequest($0.handle).subject, run: $0.run, isMerged: $0.isMerged)
    }
  }

  private struct Begun: DocumentReadable {
    let handle: Handle
    let run: RunID
    let isMerged: Bool

    init(_ part: DocumentPart) throws(DocumentError) {
      handle = try part.value("handle", "handle") { try? Handle($0) }
      run = try part.value("run", "id of a run") { RunID($0) }
      isMerged = try part.flag("isMerged")
    }
  }
}
