import API
import Documents
import HTTP
import Lifecycle

/// The gateway that commands ask where `HOOKLINE_API_URL` is set, instead of the servers.
struct Remote: Sendable {
  /// As people are told, without what authenticates.
  let place: String
  private let base: String
  private let key: String
  private let client: Client
  /// How long it may ask to be left alone, in all of one question.
  var patience = Duration.seconds(30)

  static let urlName = "HOOKLINE_API_URL"
  static let keyName = "HOOKLINE_API_KEY"
  /// The largest answer that is read.
  private static let bodyLimit = 64 << 20
  /// How often one question is asked at most.
  static let turns = 5

  init(_ url: ServiceURL, key: String) throws(CommandFailure) {
    guard url.user == nil, url.query == nil else {
      throw CommandFailure(
        "\(Self.urlName) is the address of a gateway alone, without a user and without a question mark; "
          + "its key goes into \(Self.keyName)")
    }
    guard Self.isKey(key) else {
      throw CommandFailure(
        "\(Self.keyName) is no key: one is hookline_… and came from \"hookline keys create\"")
    }
    var text = url.text
    while text.hasSuffix("/") { text.removeLast() }
    (base, place) = (text, text)
    self.key = key
    var settings = ClientSettings(timeout: .seconds(60), bodyLimit: Self.bodyLimit)
    settings.userAgent = "hookline/\(Program.version)"
    client = Client(settings)
  }

  /// What may stand in a header: anything else was never a key.
  private static func isKey(_ text: String) -> Bool {
    1...200 ~= text.utf8.count && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
  }

  // MARK: Asking

  /// One question to the gateway.
  struct Question: Sendable {
    var method = HTTP.Method.get
    /// From `/v1` on, each segment as it is meant.
    var path: [String]
    var query: [(name: String, value: String)] = []
    var body: JSONValue?
    /// What is brought instead of a document.
    var file: (any UploadBody)?
    /// Of a question that may be asked again though it changes something.
    var once: String?
    var timeout = Duration.seconds(60)
    var sink: (any BodySink)?
    var lastEvent: Int?

    /// A file is brought to ask about it, and changes nothing.
    var isQuestion = false
    var isOnlyOnce = false
    /// It may be asked again where it was refused before anything was done of it.
    var isRefusedWhole = false
    /// Which types are understood; JSON, or events where those are followed, unless said.
    var accepted: String?

    var isRepeatable: Bool { !isOnlyOnce && (method == .get || once != nil || isQuestion) }
  }

  /// The document that answers the question; throws what the gateway refused.
  func ask(_ question: Question) async throws -> JSONValue {
    let response = try await send(question)
    guard 200...299 ~= response.status.rawValue else { throw RemoteProblem(response, self).failure }
    return try document(response)
  }

  /// The same where there may be no such thing: nil then.
  func find(_ question: Question) async throws -> JSONValue? {
    let response = try await send(question)
    if 200...299 ~= response.status.rawValue { return try document(response) }
    let problem = RemoteProblem(response, self)
    guard problem.isNotFound else { throw problem.failure }
    return nil
  }

  func document(_ response: ClientResponse) throws(CommandFailure) -> JSONValue {
    guard response.mediaType == MediaType.json else { throw strange(response) }
    do throws(JSONReader.Flaw) { return try JSONReader.read(response.body) } catch {
      throw CommandFailure("\(place) answers what is no JSON: \(error)")
    }
  }

  /// Reads what was answered; a document that is none of ours is told as one.
  func read<Value>(_ body: () throws(DocumentError) -> Value) throws(CommandFailure) -> Value {
    do throws(DocumentError) { return try body() } catch {
      throw CommandFailure(
        "\(place) answers what this program does not understand (\(error)); is it of another version?")
    }
  }

  /// Whatever is answered, asked again where that is safe and the gateway wants it so.
  func send(_ question: Question) async throws -> ClientResponse {
    var left = patience
    for turn in 1... {
      let response: ClientResponse
      do { response = try await client.send(request(question)) } catch let error as HTTPError {
        // A connection that was kept may have been closed meanwhile.
        guard error.code == .broken, question.isRepeatable, turn < Self.turns else { throw away(error) }
        continue
      }
      guard let wait = wait(response, question), wait <= left, turn < Self.turns else { return response }
      left -= wait
      try await Task.sleep(for: wait)
    }
    preconditionFailure("the turns end")
  }

  /// How long to wait before asking again; nil for an answer that counts.
  private func wait(_ response: ClientResponse, _ question: Question) -> Duration? {
    guard question.isRepeatable || question.isRefusedWhole else { return nil }
    let isUnderWay = response.status == .conflict && question.once != nil
    guard isUnderWay || [.serviceUnavailable, .tooManyRequests].contains(response.status) else { return nil }
    // Other refusals may come after some of it was done.
    guard question.isRepeatable || RemoteProblem(response, self).isBeforehand else { return nil }
    return response.headers.retryAfter(now: Self.now).map { max($0, .milliseconds(100)) }
  }

  private func request(_ question: Question) -> ClientRequest {
    var request = ClientRequest(question.method, url(question), headers: ["Authorization": "Bearer \(key)"])
    request.headers["Accept"] =
      question.accepted ?? (question.sink == nil ? MediaType.json : MediaType.events)
    if let body = question.body {
      request.headers["Content-Type"] = MediaType.json
      request.body = body.bytes
    }
    if let file = question.file {
      request.headers["Content-Type"] = file.type
      request.source = file
    }
    if let once = question.once { request.headers["Idempotency-Key"] = once }
    if let last = question.lastEvent { request.headers["Last-Event-ID"] = "\(last)" }
    request.timeout = question.timeout
    request.sink = question.sink
    // What is taken as it comes has no end that is known before.
    if question.sink != nil { request.bodyLimit = .max / 2 }
    return request
  }

  private func url(_ question: Question) -> String {
    let path = question.path.map { "/" + Self.encoded($0) }.joined()
    let query = question.query.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }
    return base + path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }

  /// Everything but what stands for itself everywhere.
  private static func encoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default: encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return encoded
  }
}
