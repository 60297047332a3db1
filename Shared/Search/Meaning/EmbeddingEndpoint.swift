import FoundationEssentials
public import HTTP

/// Asks an endpoint for the vectors of texts. Whatever it answers is checked.
public struct EmbeddingEndpoint: Sendable {
  let settings: EmbeddingSettings
  private let client: Client

  public init(_ settings: EmbeddingSettings, client: Client = Client()) {
    self.settings = settings
    self.client = client
  }

  public var model: String { settings.model }

  private struct Body: Encodable {
    var model: String
    var input: [String]
    var encoding_format = "float"
  }

  private struct Answer: Decodable {
    struct Item: Decodable {
      var index: Int
      var embedding: [Double]
    }

    var data: [Item]
  }

  private struct Complaint: Decodable {
    struct Reason: Decodable { var message: String }
    var error: Reason
  }

  /// One vector for each text, in their order, all with as many numbers.
  ///
  /// - Throws: `SearchError`, which says whether the same may succeed later, and after which pause.
  func vectors(of texts: [String]) async throws -> [Vector] {
    guard !texts.isEmpty else { return [] }
    var request = ClientRequest.json(
      .post, settings.url, body: Array(try JSONEncoder().encode(Body(model: settings.model, input: texts))))
    request.timeout = settings.timeout
    request.bodyLimit = settings.answerLimit
    if let key = settings.key { request.headers["Authorization"] = "Bearer " + key }
    if let user = settings.user {
      request.credentials = .init(user: user, password: settings.password ?? "")
    }
    let response: ClientResponse
    do { response = try await client.send(request) } catch let error as HTTPError {
      throw Self.failure(error)
    }
    guard response.status.rawValue == 200 else { throw failure(response) }
    return try vectors(in: response.body, count: texts.count)
  }

  /// An answer that is too large may be small enough for fewer texts.
  private static func failure(_ error: HTTPError) -> SearchError {
    var failure = SearchError(
      .endpoint, "the embeddings endpoint: \(error.message)", isRetriable: error.isRetriable)
    failure.isOfTexts = error.code == .tooLarge
    return failure
  }

  private func failure(_ response: ClientResponse) -> SearchError {
    let code = response.status.rawValue
    let pause = response.headers.retryAfter(now: Int(Date().timeIntervalSince1970))
    let reason = (try? JSONDecoder().decode(Complaint.self, from: Data(response.body)))?.error.message
    let words = reason.map { ": " + String($0.unicodeScalars.prefix(200)) } ?? ""
    let wait = pause.map { ", and asks to be left alone for \($0.components.seconds) s" } ?? ""
    var error = SearchError(
      .endpoint, "the embeddings endpoint answers \(code)\(wait)\(words)",
      isRetriable: code == 429 || code >= 500,
      pause: pause)
    error.isOfTexts = [400, 413, 422].contains(code)
    return error
  }

  private func vectors(in body: [UInt8], count: Int) throws -> [Vector] {
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)) else {
      throw wrong("is no list of embeddings")
    }
    guard answer.data.count == count else {
      throw wrong("has \(answer.data.count) embeddings for \(count) texts")
    }
    let items = answer.data.sorted { $0.index < $1.index }
    guard items.map(\.index).elementsEqual(0..<count) else { throw wrong("does not say which text is whose") }
    let vectors = try items.map { item in
      guard let vector = Vector(item.embedding) else {
        throw wrong(
          "has an embedding that is none: of \(item.embedding.count) numbers, or without a direction")
      }
      return vector
    }
    let dimensions = Set(vectors.map(\.numbers.count))
    guard dimensions.count == 1 else {
      throw wrong(
        "has embeddings of \(dimensions.sorted().prefix(5).map(String.init).joined(separator: " and ")) numbers"
      )
    }
    return vectors
  }

  private func wrong(_ what: String) -> SearchError {
    var error = SearchError(.endpoint, "the answer of the embeddings endpoint \(what)")
    error.isOfTexts = true
    return error
  }
}
