import API
import Documents
import HTTP
import TestKit
import Testing

@testable import Gateway

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct KeylessTests {
  private static let paths = [
    "/recommend-music/", "/recommend-music", "/user-recommendations/anna", "/users", "/tracks",
    "/listen_history",
  ]
  private static let here = ("Host", "localhost:8080")

  @Test func `programs on this machine need no key where that is set, for these paths alone`() async throws {
    try await withGateway(isOpen: true) { stage in
      for path in Self.paths {
        let reply = await stage.ask(.get, path, [Self.here])
        #expect(reply.status == 200, "\(path)")
      }
      let begun = await stage.ask(.post, "/recommend-music/analyze-tiktok/", [Self.here])
      let wrongKey = await stage.ask(.get, "/users", key: "hookline_x", [Self.here])
      let lacking = await stage.ask(.get, "/users", key: try await stage.key(.submit), [Self.here])
      let admin = try await stage.key(.admin)
      let audit = await stage.ask(.get, "/v1/audit", key: admin).document["items"]?.arrayValue

      #expect(begun.status == 200 && wrongKey.status == 401 && lacking.status == 403)
      #expect(audit?.map { $0["who"] } == ["this machine"] && audit?.first?["key"] == .null)
      for endpoint in stage.interface.endpoints where endpoint.access != .open && !endpoint.isKeyOptional {
        let reply = await stage.ask(
          endpoint.method, endpoint.pattern.replacing("{id}", with: "1"), [Self.here])
        #expect(reply.status == 401, "\(endpoint.pattern)")
      }
      #expect(stage.interface.endpoints.filter(\.isKeyOptional).count == Self.paths.count + 2)
    }
  }

  @Test(arguments: [
    [], [("Host", "hookline.example")], [("Host", "127.0.0.1.evil.example")],
    [("Host", "localhost"), ("Via", "1.1 p")],
    [("Host", "localhost"), ("X-Forwarded-For", "203.0.113.9")],
    [("Host", "localhost"), ("Forwarded", "for=x")],
    [("Host", "127.0.0.1:8080"), ("Origin", "http://evil.example")],
    [("Host", "127.0.0.1:8080"), ("Sec-Fetch-Site", "cross-site")],
  ])
  func `whoever asks for others needs a key`(headers: [(String, String)]) async throws {
    try await withGateway(isOpen: true) { stage in
      let reply = await stage.ask(.get, "/users", headers)

      #expect(reply.status == 401 && reply.headers["WWW-Authenticate"] != nil)
      #expect(reply.document["detail"]?.stringValue?.contains("on this machine") == true)
    }
  }

  @Test(arguments: ["localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:8080", "[::1]:8080"])
  func `this machine has several names`(host: String) async throws {
    try await withGateway(isOpen: true) { stage in
      let reply = await stage.ask(.get, "/users", [("Host", host), ("Sec-Fetch-Site", "none")])
      #expect(reply.status == 200)
    }
  }

  @Test func `without the setting nobody is let in, and the document says what holds`() async throws {
    for isOpen in [false, true] {
      try await withGateway(isOpen: isOpen) { stage in
        let document = await stage.ask(.get, "/openapi.json").document
        for path in ["/users", "/recommend-music/"] {
          let reply = await stage.ask(.get, path, [Self.here])
          #expect(reply.status == (isOpen ? 200 : 401))
          let key: JSONValue = ["key": ["read"]]
          #expect(
            document["paths"]?[path]?["get"]?["security"] == (isOpen ? [.object([]), key] : [key]))
        }
      }
    }
  }

  @Test func `those without a key share one measure`() async throws {
    try await withGateway(rate: 3, isOpen: true) { stage in
      var statuses: [Int] = []
      for path in ["/users", "/tracks", "/users", "/tracks"] {
        statuses.append(await stage.ask(.get, path, [Self.here]).status)
      }
      #expect(statuses == [200, 200, 200, 429])
    }
  }

  @Test func `a gateway that others can reach does not start so`() throws {
    for place in ["127.0.0.1:8080", "127.9.9.9:1", "[::1]:8080", "[0:0:0:0:0:0:0:1]:8080", "localhost:0"] {
      try GatewayProcess.check(try Address(place), isOpen: true)
    }
    for place in ["0.0.0.0:8080", "[::]:8080", "192.0.2.1:80", "[2001:db8::1]:80", ":8080"] {
      let address = try Address(place)
      #expect(throws: GatewayProcess.Unsafe.self) { try GatewayProcess.check(address, isOpen: true) }
      try GatewayProcess.check(address, isOpen: false)
    }
  }
}
