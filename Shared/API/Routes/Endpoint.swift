public import Documents
public import HTTP

/// One thing that can be asked for. All endpoints together are the interface: routing, validation, documents and tests
/// are made from them.
public struct Endpoint: Sendable {
  /// A body that is taken.
  public struct Body: Sendable {
    /// Of one media type; its schema is that of the JSON, or of the whole text.
    public let types: [(name: String, schema: Schema)]
    public let isRequired: Bool
    public let limit: Int
    public let examples: [JSONValue]
    /// Nil for what is read as a whole into memory.
    public var upload: Upload?

    public init(
      _ types: [(name: String, schema: Schema)], isRequired: Bool = true, limit: Int = 64 * 1024,
      examples: [JSONValue] = []
    ) {
      self.types = types
      self.isRequired = isRequired
      self.limit = limit
      self.examples = examples
    }

    public static func json(
      _ schema: Schema, isRequired: Bool = true, limit: Int = 64 * 1024, examples: [JSONValue] = []
    ) -> Body {
      Body([(MediaType.json, schema)], isRequired: isRequired, limit: limit, examples: examples)
    }

    /// A file of at most so many bytes, alone or in a form.
    public static func file(_ upload: Upload, limit: Int) -> Body {
      var body = Body([], limit: limit)
      body.upload = upload
      return body
    }
  }

  /// An answer that may be given. Those of problems are known without being said.
  public struct Outcome: Sendable {
    public let status: Status
    public let summary: String
    public let type: String?
    public let schema: Schema?
    public let example: JSONValue?
    /// Names with what they say.
    public let headers: [(name: String, summary: String)]

    public init(
      _ status: Status, _ summary: String, _ schema: Schema? = nil, type: String? = nil,
      example: JSONValue? = nil, headers: [(name: String, summary: String)] = []
    ) {
      self.status = status
      self.summary = summary
      self.schema = schema
      self.type = type ?? (schema == nil ? nil : MediaType.json)
      self.example = example
      self.headers = headers
    }
  }

  public typealias Handler = @Sendable (Call) async throws -> Answer

  public let method: Method
  public private(set) var pattern: String
  public let access: Access
  /// The family that it belongs to, such as `runs`.
  public let family: String
  /// One sentence without its full stop.
  public let summary: String
  public var notes = ""
  public var parameters: [Parameter] = []
  public var body: Body?
  public var outcomes: [Outcome] = []
  /// Problems that only this endpoint knows, by status.
  public var problems: [(status: Status, summary: String)] = []
  /// Takes an `Idempotency-Key`, so that it is done once however often it is asked for.
  public var isOnce = false
  /// Has an `ETag` and answers 304 to who has it already.
  public var isTagged = false
  /// Only asks, whatever its method says: a question may be too long for an address.
  public var isQuestion = false
  /// Whether somebody on this machine needs no key: the clients of other systems, whose paths these are, have none.
  public var isKeyOptional = false
  /// How long it may take, where the server's own limit is not right.
  public var deadline: Duration?
  public let handler: Handler

  public init(
    _ method: Method, _ pattern: String, _ access: Access, _ family: String, _ summary: String,
    handler: @escaping Handler
  ) {
    self.method = method
    self.pattern = pattern
    self.access = access
    self.family = family
    self.summary = summary
    self.handler = handler
  }

  /// Whether it changes anything.
  public var isChange: Bool { method != .get && method != .head && !isQuestion }

  /// A name for programs that are made from the document: `get_v1_runs_id`. A slash at the end makes another path.
  var operationID: String {
    let words = pattern.split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
    return method.rawValue.lowercased() + "_" + words + (pattern.hasSuffix("/") ? "_" : "")
  }

  /// What it takes, with what comes of its being done once.
  var allParameters: [Parameter] { parameters + (isOnce ? [Self.idempotencyKey] : []) }

  static let idempotencyKey = Parameter.header(
    "Idempotency-Key",
    .string(1...200, nil, Pattern(.of("!-~", 1...200))),
    "A text of your own, such as a random id: asking again with it within a day gives the first answer again")

  /// The same at another path.
  public func at(_ pattern: String) -> Endpoint {
    var endpoint = self
    endpoint.pattern = pattern
    return endpoint
  }

  /// Changes one that was made, so that tables read from top to bottom.
  public func with(_ change: (inout Endpoint) -> Void) -> Endpoint {
    var endpoint = self
    change(&endpoint)
    return endpoint
  }
}

/// The media types that are spoken.
public enum MediaType {
  public static let json = "application/json"
  public static let problem = "application/problem+json"
  public static let text = "text/plain"
  public static let csv = "text/csv"
  public static let html = "text/html"
  public static let events = "text/event-stream"
  public static let form = "multipart/form-data"

  /// The type of a header field in lower case, and its character set.
  static func parse(_ field: String) -> (type: String, charset: String?) {
    let parts = field.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
    let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }.map { part in
      String(part.dropFirst("charset=".count).filter { $0 != "\"" })
    }
    return (parts.first ?? "", charset)
  }
}
