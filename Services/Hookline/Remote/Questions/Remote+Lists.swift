import API
import Documents
import HTTP
import Jobs
import Knowledge
import Models
import Recommending

extension Remote {
  /// The list that is stored, of a day or of a run where one is named; else why there is none.
  enum Stored {
    case list(KnownList)
    case none(because: String)
  }

  func stored(
    _ handle: Handle, run: RunID? = nil, day: Day? = nil, limit: Int
  ) async throws -> Stored {
    var question = Question(path: ["v1", "creators", handle.name, "recommendations"])
    if let run { question.query.append(("run", "\(run)")) }
    if let day { question.query.append(("date", "\(day)")) }
    question.query.append(("limit", "\(limit)"))
    let response = try await send(question)
    guard 200...299 ~= response.status.rawValue else {
      let problem = RemoteProblem(response, self)
      guard problem.isNotFound else { throw problem.failure }
      return .none(because: problem.detail ?? "there is none")
    }
    let answer = try document(response)
    let list = try read { () throws(DocumentError) in try KnownList(answer) }
    guard list.handle == handle else { throw CommandFailure("\(place) answers for another creator") }
    return .list(list)
  }

  /// Why there are no stored lists for these, of a day where that is what was asked for.
  func lacks(of handles: [Handle], day: Day?) async throws -> [ListLack] {
    var question = Question(path: ["v1", "recommendations", "stored"])
    question.query = handles.map { ("handle", $0.name) } + [("limit", "1")]
    // Of a day on which there is none; without one, one may have come meanwhile, and who has a list lacks none.
    if let day { question.query.append(("date", "\(day)")) }
    let answer = try await ask(question)
    let told: [ListLack] = try read { () throws(DocumentError) in try DocumentPart(answer).list("missing") }
    let known = Dictionary(told.map { ($0.handle, $0) }) { first, _ in first }
    return handles.map { known[$0] ?? ListLack($0) }
  }

  /// Whether a video is known there, and what was found in it; nil when there is none.
  func video(_ name: String) async throws -> (number: Video.ID, isAnalysed: Bool)? {
    guard let answer = try await find(Question(path: ["v1", "videos", name])) else { return nil }
    return try read { () throws(DocumentError) in
      let part = DocumentPart(answer)
      return (Video.ID(try part.id("video")), try part.optional("features") != nil)
    }
  }

  /// Lists that are made now; nil where one of the creators is not known.
  func fresh(
    _ handles: [Handle], _ asked: RequestContext, video: RemoteVideo?
  ) async throws -> [KnownList]? {
    var query = handles.map { (name: "handle", value: $0.name) }
    query.append(("use", asked.use.rawValue))
    if asked.territory != .world { query.append(("region", asked.territory.code)) }
    for source in asked.sources?.sorted() ?? [] { query.append(("contract", source)) }
    let words = [
      ("genre", asked.genre?.rawValue), ("mood", asked.mood?.rawValue),
      ("tempo", asked.tempo.map { "\($0.lowerBound)-\($0.upperBound)" }),
      ("length", asked.length.map { "\($0)" }), ("language", asked.language),
      ("video", video?.name), ("limit", "\(asked.count)"),
    ]
    for (name, value) in words {
      if let value { query.append((name, value)) }
    }
    if asked.excludesUsed { query.append(("excludeUsed", "true")) }
    var question = Question(path: ["v1", "recommendations"], query: query, timeout: .seconds(150))
    if case .file(let file) = video {
      (question.method, question.file, question.isQuestion) = (.post, file, true)
      question.timeout = .seconds(300)
    }
    guard let answer = try await find(question) else { return nil }
    let lists: [KnownList] = try read { () throws(DocumentError) in
      try DocumentPart(answer).list("recommendations")
    }
    guard lists.map(\.handle) == handles else {
      throw CommandFailure("\(place) answers for other creators than it was asked for")
    }
    return lists
  }
}

/// Why there is no list for a creator.
struct ListLack: DocumentReadable {
  let handle: Handle
  /// Whether anybody knows them.
  let isKnown: Bool
  /// Why nothing can be seen of them.
  let reason: String?
  /// The day nearest to the one asked for.
  let nearest: Day?

  /// Somebody who is known, of whom nothing more is.
  init(_ handle: Handle) { (self.handle, isKnown, reason, nearest) = (handle, true, nil, nil) }

  init(_ part: DocumentPart) throws(DocumentError) {
    handle = try part.value("handle", "handle") { try? Handle($0) }
    isKnown = try part.text("reason") != "unknown"
    reason = part.has("because") ? try part.maybeText("because") : nil
    nearest = try part.maybeValue("nearest", "day") { Day($0) }
  }
}
