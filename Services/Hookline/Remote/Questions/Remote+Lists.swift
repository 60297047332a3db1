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
      ("video", video?.number.map { "\($0)" }), ("limit", "\(asked.count)"),
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
