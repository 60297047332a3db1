import HTTP
import Lifecycle
import Telemetry
import TestKit
import Testing

@testable import Hookline

/// Where a gateway is to listen; macros take the name of a module for a value.
private typealias Place = Lifecycle.Address

@Suite(.timeLimit(.minutes(1))) struct GatewayCheckTests {
  /// Serves this as its description until the body ends.
  private static func serving(
    _ description: String, _ body: (Place) async throws -> Void
  ) async throws {
    var router = Router()
    router.get("/openapi.json") { _ in
      Response(.ok, headers: ["Content-Type": "application/json"], body: Array(description.utf8))
    }
    let shutdown = Shutdown()
    let server = HTTP.Server(
      address: .loopback(port: 0), router: router, shutdown: shutdown, metrics: Metrics(), logger: .silent)
    let bound = try server.bind()
    let place = try #require(Place("\(bound)"))
    let running = Task { try await server.run() }
    try await body(place)
    shutdown.drain()
    try await running.value
  }

  @Test func `an address that is free, one of a gateway and one of something else are told apart`()
    async throws
  {
    var place = try #require(Place("127.0.0.1:0"))
    #expect(await Checks.gateway(at: place) == .fine("any free port of 127.0.0.1"))

    try await Self.serving(#"{"info":{"title":"Hookline","version":"7.1"}}"#) { there in
      #expect(await Checks.gateway(at: there) == .fine("version 7.1 serves at \(there)"))
      place = there
    }
    #expect(await Checks.gateway(at: place) == .fine("\(place) is free"))
    for other in [#"{"info":{"title":"Petstore","version":"1"}}"#, "[]", ""] {
      try await Self.serving(other) { there in
        let finding = await Checks.gateway(at: there)
        #expect(finding.verdict == .failure && finding.detail.hasPrefix("something else than a gateway"))
      }
    }
  }

  @Test func `what cannot be listened at, or would open too much, is a failure where it was set`()
    async throws
  {
    let far = try #require(Place("192.0.2.1:8080"))
    let all = try #require(Place("0.0.0.0:0"))
    let near = try #require(Place("127.0.0.1:0"))
    let named = try #require(Place("gateway.example:80"))

    #expect(await Checks.gateway(at: far).detail.contains("no such address"))
    #expect(await Checks.gateway(at: named).verdict == .failure)
    #expect(await Checks.gateway(at: all).verdict == .fine)
    let open = await Checks.gateway(at: all, isOpen: true)
    #expect(open.verdict == .failure && open.detail.contains("HOOKLINE_COMPAT_OPEN"))
    let inner = await Checks.gateway(at: near, isOpen: true)
    #expect(inner.verdict == .fine)
  }

  @Test func `what nobody has set is only a warning`() {
    let taken = Finding.failure("something else listens there")
    #expect(Checks.weighed(taken, isWanted: false).verdict == .warning)
    #expect(Checks.weighed(taken, isWanted: true).verdict == .failure)
    #expect(Checks.weighed(.fine("it is free"), isWanted: false).verdict == .fine)
  }
}
