import API
import Documents
import HTTP
import Search
import Storage

extension Remote {
  // MARK: What was learnt

  func models(limit: Int) async throws -> [ModelStore.Found] {
    let answer = try await ask(Question(path: ["v1", "models"], query: [("limit", "\(limit)")]))
    return try read { () throws(DocumentError) in try DocumentPart(answer).list("models") }
  }

  /// False where there is none of this number that may be used.
  func useModel(_ id: Int64) async throws -> Bool {
    try await find(Question(method: .post, path: ["v1", "models", "\(id)", "use"])) != nil
  }

  // MARK: Search

  /// Videos that were found by what they say.
  func videos(_ asked: [(name: String, value: String)]) async throws -> FoundVideos {
    let answer = try await ask(Question(path: ["v1", "search"], query: asked))
    return try read { () throws(DocumentError) in try FoundVideos(answer) }
  }
}
