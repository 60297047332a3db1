import API
import Datasets
import Documents
import HTTP
import Knowledge
import Models
import Storage

extension Remote {
  /// All that is known of a creator; nil for who is not.
  func creator(_ handle: Handle) async throws -> KnownCreator? {
    guard let answer = try await find(Question(path: ["v1", "creators", handle.name])) else { return nil }
    return try read { () throws(DocumentError) in try KnownCreator(answer) }
  }

  // MARK: Data sets

  func datasets(of name: String?) async throws -> [DatasetVersion] {
    let query = name.map { [(name: "dataset", value: $0)] } ?? []
    return try await list(["v1", "datasets"], query, limit: .max).elements
  }

  /// A version, and how large it is packed and was before, where it is packed; nil when there is none.
  func dataset(
    _ id: DatasetVersion.ID
  ) async throws -> (version: DatasetVersion, packed: (packed: Int, before: Int)?)? {
    guard let answer = try await find(Question(path: ["v1", "datasets", "\(id)"])) else { return nil }
    return try read { () throws(DocumentError) in
      let part = DocumentPart(answer)
      let sizes = part.has("packedBytes") ? (try part.whole("packedBytes"), try part.whole("bytes")) : nil
      return (try DatasetVersion(part), sizes)
    }
  }

  /// Makes a version the current one; which was before. Nil when there is no such version.
  func useDataset(_ id: DatasetVersion.ID) async throws -> DatasetUse? {
    let question = Question(
      method: .post, path: ["v1", "datasets", "\(id)", "use"], timeout: .seconds(330))
    guard let answer = try await find(question) else { return nil }
    return try read { () throws(DocumentError) in
      let part = DocumentPart(answer)
      return DatasetUse(
        version: try part.id("version"), dataset: try part.text("dataset"),
        wasCurrent: try part.flag("wasCurrent"), previous: try part.maybeID("previous"))
    }
  }

  func expireDatasets(isTrial: Bool) async throws -> [DatasetVersion.ID] {
    let answer = try await ask(
      Question(
        method: .post, path: ["v1", "datasets", "actions", "expire"], body: ["dryRun": .bool(isTrial)],
        timeout: .seconds(150)))
    return try read { () throws(DocumentError) in
      var versions: [DatasetVersion.ID] = []
      for part in try DocumentPart(answer).member("versions").elements() { versions.append(try part.id()) }
      return versions
    }
  }

  /// Prints the records of a version as they come; false where there is none.
  func exportDataset(
    _ id: DatasetVersion.ID, kind: String?, rejected: Bool, to output: any Sink
  ) async throws -> Bool {
    let lines = LineSink(output)
    var question = Question(
      path: ["v1", "datasets", "\(id)", "export"], timeout: .seconds(6 * 3_600), sink: lines)
    question.accepted = "\(LineSink.type), \(MediaType.problem)"
    if let kind { question.query.append(("kind", kind)) }
    if rejected { question.query.append(("rejected", "true")) }
    // What was printed once must not be printed anew.
    question.isOnlyOnce = true
    let response: ClientResponse
    do { response = try await send(question) } catch let error as HTTPError where error.code == .stopped {
      guard output.isOpen else { return true }
      throw CommandFailure("\(place) sends lines that are none of a gateway")
    }
    guard lines.isWanted else {
      if response.status == .ok { throw strange(response) }
      let whole = ClientResponse(status: response.status, headers: response.headers, body: lines.refusal)
      let problem = RemoteProblem(whole, self)
      if let reason = problem.reason(of: "kind") { throw StrangeKind(reason: reason) }
      guard problem.isNotFound else { throw problem.failure }
      return false
    }
    guard lines.isWhole else { throw CommandFailure("\(place) broke off within a line; ask again") }
    return true
  }

  // MARK: Sources

  func sources(days: Int) async throws -> [SourceLedger.Health] {
    let answer = try await ask(Question(path: ["v1", "sources"], query: [("days", "\(days)")]))
    return try read { () throws(DocumentError) in try DocumentPart(answer).list("sources") }
  }

  func rejections(rule: String?, source: String?, limit: Int) async throws -> [RejectionStore.Entry] {
    let query = [("rule", rule), ("source", source)].compactMap { name, value in
      value.map { (name: name, value: $0) }
    }
    return try await list(["v1", "sources", "rejected"], query, limit: limit).elements
  }

  // MARK: Learning

  /// Has it learnt anew, and what the order is called there; asked again with the same `once`, not twice.
  func train(seed: Int, once: String) async throws -> String {
    let answer = try await ask(
      Question(method: .post, path: ["v1", "models"], body: ["seed": .int(seed)], once: once))
    return try read { () throws(DocumentError) in try DocumentPart(answer).text("order") }
  }

  /// How far that is; nil when there is no such order any more.
  func training(_ order: String) async throws -> ToldModelOrder? {
    guard let answer = try await find(Question(path: ["v1", "models", "orders", order])) else { return nil }
    return try read { () throws(DocumentError) in try ToldModelOrder(answer) }
  }
}

/// A kind of records that a data set has not.
struct StrangeKind: Error {
  let reason: String
}

/// What came of making a version of a data set the current one.
struct DatasetUse: Sendable {
  let version: DatasetVersion.ID
  let dataset: String
  let wasCurrent: Bool
  let previous: DatasetVersion.ID?
}
