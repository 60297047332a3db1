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

  /// The largest picture, or short film, that a gateway takes.
  private static let pictureLimit = 32 << 20

  /// Videos that show much the same as another.
  func videos(
    like video: String, limit: Int
  ) async throws -> (copies: [FoundCopy], searched: SearchedFrames) {
    let answer = try await ask(
      Question(
        path: ["v1", "search"], query: [("like", video), ("limit", "\(limit)")], timeout: .seconds(120)))
    return try read { () throws(DocumentError) in
      let part = DocumentPart(answer)
      return (try part.list("videos"), try part.read("searched"))
    }
  }

  /// Videos by what they mean, and the model that said so.
  func videos(meaning asked: [(name: String, value: String)]) async throws -> (
    videos: [MeantVideo], model: String
  ) {
    let answer = try await ask(Question(path: ["v1", "search"], query: asked, timeout: .seconds(120)))
    return try read { () throws(DocumentError) in
      let part = DocumentPart(answer)
      return (try part.list("videos"), try part.text("model"))
    }
  }

  /// Frames of videos that show what a picture shows, or a film at a second of it.
  func frames(
    like path: String, at second: Double, limit: Int
  ) async throws -> (frames: [FoundFrame], searched: SearchedFrames) {
    let query = second > 0 ? [(name: "at", value: "\(second)")] : []
    var question = Question(
      method: .post, path: ["v1", "search"], query: query + [("limit", "\(limit)")], timeout: .seconds(120))
    question.file = try UploadFile(path, limit: Self.pictureLimit)
    question.isQuestion = true
    let answer = try await ask(question)
    return try read { () throws(DocumentError) in
      let part = DocumentPart(answer)
      return (try part.list("videos"), try part.read("searched"))
    }
  }

  /// Videos that were found by what they say.
  func videos(_ asked: [(name: String, value: String)]) async throws -> FoundVideos {
    let answer = try await ask(Question(path: ["v1", "search"], query: asked, timeout: .seconds(90)))
    return try read { () throws(DocumentError) in try FoundVideos(answer) }
  }
}
