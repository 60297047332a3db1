import HTTP
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct CrossOriginTests {
  private static let preflight =
    "OPTIONS /echo HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAccess-Control-Request-Method: POST\r\n"

  private func settings() throws -> ServerSettings {
    var settings = ServerSettings()
    settings.crossOrigin = try CrossOrigin(origins: ["https://app.example", "http://localhost:3000"])
    return settings
  }

  private func ask(_ request: String, _ settings: ServerSettings) async throws -> RawClient.Reply? {
    var reply: RawClient.Reply?
    try await withServer(settings) { server in
      reply = try await server.exchange(Array((request + "\r\n").utf8)).reply
    }
    return reply
  }

  @Test func `tells nobody anything unless it is told to`() async throws {
    let origin = "Origin: https://app.example\r\n"
    let preflight = try await ask(Self.preflight + origin, ServerSettings())
    let get = try await ask(
      "GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + origin, ServerSettings())

    #expect(preflight?.status == 405)
    #expect(get?.status == 200)
    #expect(get?.headers["access-control-allow-origin"] == nil)
    #expect(get?.headers["vary"] == nil)
  }

  @Test(arguments: ["https://app.example", "http://localhost:3000"])
  func `lets pages of known origins ask`(origin: String) async throws {
    let preflight = try await ask(Self.preflight + "Origin: \(origin)\r\n", settings())
    #expect(preflight?.status == 204)
    #expect(preflight?.headers["access-control-allow-origin"] == origin)
    #expect(preflight?.headers["access-control-allow-methods"] == "POST")
    #expect(preflight?.headers["access-control-allow-headers"]?.contains("Authorization") == true)
    #expect(preflight?.headers["access-control-max-age"] == "600")
    #expect(preflight?.headers["access-control-allow-credentials"] == nil)

    let get = try await ask(
      "GET /none HTTP/1.1\r\nHost: h\r\nConnection: close\r\nOrigin: \(origin)\r\n", settings())
    #expect(get?.status == 404)
    #expect(get?.headers["access-control-allow-origin"] == origin)
    #expect(get?.headers["vary"]?.contains("Origin") == true)
  }

  @Test(arguments: [
    "https://app.example.evil.org", "https://evil.org", "http://app.example", "https://app.example:444",
    "null", "",
    "https://APP.example",
  ])
  func `lets no others ask`(origin: String) async throws {
    let preflight = try await ask(Self.preflight + "Origin: \(origin)\r\n", settings())
    #expect(preflight?.status == 403)
    #expect(preflight?.headers["access-control-allow-origin"] == nil)
    let get = try await ask(
      "GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\nOrigin: \(origin)\r\n", settings())
    #expect(get?.status == 200)
    #expect(get?.headers["access-control-allow-origin"] == nil)
    #expect(get?.headers["vary"]?.contains("Origin") == true)
  }

  @Test(arguments: ["*", "app.example", "https://", "https://a/", "https://a?b", "HTTPS://a", "https://a b"])
  func `is not set up with what is no origin`(text: String) {
    #expect(throws: HTTPError.self) { try CrossOrigin(origins: [text]) }
  }
}
