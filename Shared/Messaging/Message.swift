/// A message, as it is sent and as it arrives.
public struct Message: Sendable, Equatable {
  public var exchange: String
  public var routingKey: String
  public var properties: Properties
  public var body: [UInt8]

  public init(exchange: String, routingKey: String, properties: Properties = Properties(), body: [UInt8]) {
    self.exchange = exchange
    self.routingKey = routingKey
    self.properties = properties
    self.body = body
  }

  /// What AMQP says about a message beside its body.
  public struct Properties: Sendable, Equatable {
    public var messageID: String?
    public var type: String?
    public var correlationID: String?
    public var contentType: String?
    public var contentEncoding: String?
    public var appID: String?
    /// Checked by the broker: the user of the connection or nothing.
    public var userID: String?
    public var replyTo: String?
    /// Seconds since 1970.
    public var timestamp: UInt64?
    /// Whether the message outlives the broker. A transient one does not survive a restart, quorum queue or not.
    public var isPersistent: Bool
    public var headers: [Header]

    public init(
      messageID: String? = nil, type: String? = nil, correlationID: String? = nil, contentType: String? = nil,
      isPersistent: Bool = true, headers: [Header] = []
    ) {
      self.messageID = messageID
      self.type = type
      self.correlationID = correlationID
      self.contentType = contentType
      self.isPersistent = isPersistent
      self.headers = headers
    }

    /// The first header of that name.
    public subscript(header name: String) -> HeaderValue? { headers.first { $0.name == name }?.value }
  }

  public struct Header: Sendable, Equatable {
    public var name: String
    public var value: HeaderValue

    public init(_ name: String, _ value: HeaderValue) {
      self.name = name
      self.value = value
    }
  }

  public enum HeaderValue: Sendable, Equatable {
    case string(String)
    case int(Int64)
    case double(Double)
    case bool(Bool)
    /// Tables, arrays and other kinds: they pass through a broker, but nothing here reads them.
    case unread

    /// A whole number, also where it came as text: some tools can send nothing else.
    public var number: Int64? {
      switch self {
      case .int(let value): value
      case .string(let text): Int64(text)
      default: nil
      }
    }

    public var text: String? {
      guard case .string(let text) = self else { return nil }
      return text
    }
  }
}
