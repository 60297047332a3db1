import FoundationEssentials
import HTTP
import Messaging

/// RabbitMQ's management interface, for one virtual host.
///
/// It shows and does what AMQP has no words for: policies, users, all queues at once. Workers do not need it.
public struct ManagementClient: Sendable {
  public struct Settings: Sendable {
    /// Scheme, host and port: `http://localhost:15672`.
    public var place: String
    public var user: String
    public var password: String
    public var virtualHost: String
    public var timeout = Duration.seconds(10)
    /// Who signed the server's certificate, instead of those the system trusts.
    public var authorityFile: String?

    public init(place: String, user: String, password: String, virtualHost: String) {
      self.place = place
      self.user = user
      self.password = password
      self.virtualHost = virtualHost
    }
  }

  public let settings: Settings
  private let client: Client

  public init(_ settings: Settings) {
    self.settings = settings
    var http = ClientSettings(timeout: settings.timeout, bodyLimit: 16 << 20, transferLimit: 4)
    http.authorityFile = settings.authorityFile
    client = Client(http)
  }

  // MARK: Requests

  func read<Value: Decodable>(_ type: Value.Type, _ path: [String], query: String = "") async throws -> Value
  {
    let response = try await exchange(.get, path, query: query)
    do { return try JSONDecoder().decode(type, from: Data(response.body)) } catch {
      throw MessagingError(
        .unsupportedBroker,
        "\(settings.place) does not answer as RabbitMQ's management interface does; check the address")
    }
  }

  func write(_ method: HTTP.Method, _ path: [String], _ body: some Encodable) async throws {
    _ = try await exchange(method, path, body: Array(try JSONEncoder().encode(body)))
  }

  func delete(_ path: [String]) async throws { _ = try await exchange(.delete, path) }

  /// The response, if its status is one of success.
  private func exchange(
    _ method: HTTP.Method, _ path: [String], query: String = "", body: [UInt8]? = nil
  ) async throws -> ClientResponse {
    let response = try await send(method, path, query: query, body: body)
    guard 200...299 ~= response.status.rawValue else { throw refusal(response, method, path) }
    return response
  }

  func send(
    _ method: HTTP.Method, _ path: [String], query: String = "", body: [UInt8]? = nil
  ) async throws -> ClientResponse {
    let url = settings.place + "/api/" + path.map(Self.encoded).joined(separator: "/") + query
    var request = ClientRequest(method, url, body: body)
    request.headers["Content-Type"] = body == nil ? nil : "application/json"
    request.credentials = .init(user: settings.user, password: settings.password)
    do { return try await client.send(request) } catch let error as HTTPError {
      throw MessagingError(Self.code(error), "\(error.message); check HOOKLINE_AMQP_MANAGEMENT_URL")
    }
  }

  private static func code(_ error: HTTPError) -> MessagingError.Code {
    switch error.code {
    case .timeout: .timeout
    case .tls: .tls
    case .invalidRequest: .configuration
    case .tooLarge: .tooLarge
    case .broken, .tooManyRedirects: .unsupportedBroker
    default: .unreachable
    }
  }

  private func refusal(_ response: ClientResponse, _ method: HTTP.Method, _ path: [String]) -> MessagingError
  {
    let task = "\(method) \(path.joined(separator: "/")) at \(settings.place) as \(settings.user)"
    let answer = try? JSONDecoder().decode(Refusal.self, from: Data(response.body))
    let reason =
      answer?.reason.map { ": " + $0.prefix(500).split(separator: "\n").joined(separator: " ") } ?? ""
    return switch response.status.rawValue {
    case 401 where answer?.reason?.contains("Login failed") != false:
      MessagingError(.authentication, "\(task): user or password is wrong, or the user may not look there")
    case 401, 403: MessagingError(.permission, "\(task): not allowed\(reason)")
    case 404:
      MessagingError(
        .topology,
        "\(task): not found; does virtual host \"\(settings.virtualHost)\" exist? "
          + "rabbitmqctl add_vhost makes it")
    case 400: MessagingError(.topology, "\(task): refused\(reason)")
    case 500...: MessagingError(.unreachable, "\(task): status \(response.status.rawValue)\(reason)")
    default: MessagingError(.unsupportedBroker, "\(task): status \(response.status.rawValue)\(reason)")
    }
  }

  private struct Refusal: Decodable {
    let reason: String?
  }

  /// One segment of a path; everything but unreserved characters is escaped, the slash too.
  static func encoded(_ segment: String) -> String {
    segment.utf8.map { byte in
      let character = Character(Unicode.Scalar(byte))
      if character.isASCII, character.isLetter || character.isNumber || "-._~".contains(character) {
        return String(character)
      }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
