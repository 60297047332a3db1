import HTTP
import Lifecycle
import Telemetry
import TestKit
import Testing

/// Asking who brings a body before it is taken.
@Suite(.timeLimit(.minutes(2))) struct AdmittanceTests {
  private static func head(_ length: Int, _ more: String = "") -> String {
    "POST /file HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: \(length)\r\n\(more)\r\n"
  }

  /// Lets in who says `Who: friend`, and lets others wait for ever who say `Who: nobody`.
  private static func addRoute(_ router: inout Router) {
    let options = Route.Options(bodyLimit: 4_000_000, takesFile: true) { request in
      let who = request.headers["Who"]
      if who == "nobody" { try? await Task.sleep(for: .seconds(600)) }
      guard who == "friend" else { return .turnedAway(Problem(.unauthorized, detail: "no").response) }
      return .welcome(pass: "known", owner: request.headers["Name"])
    }
    router.add(.post, "/file", options: options) { request in
      guard let file = request.upload, let bytes = try? file.read(at: 0, count: file.byteCount) else {
        return Problem(.internalServerError).response
      }
      return Response(headers: ["Pass": request.pass as? String ?? ""], body: bytes)
    }
  }

  @Test(arguments: [0, 1, 20_000, 4_000_000])
  func `who is let in brings the whole body, with what was found out of them`(count: Int) async throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try await withServer(
      routes: Self.addRoute,
      { server in
        let reply = try await server.exchange(Array(Self.head(count, "Who: friend\r\n").utf8) + bytes).reply
        #expect(reply?.status == 200 && reply?.body == bytes && reply?.headers["pass"] == "known")
      })
  }

  @Test func `who is turned away is told before they have sent anything`() async throws {
    try await withServer(
      routes: Self.addRoute,
      { server in
        let began = ContinuousClock.now
        let silent = try await server.exchange(Array(Self.head(4_000_000).utf8))
        let polite = try await server.exchange(
          Array(Self.head(4_000_000, "Expect: 100-continue\r\n").utf8))
        #expect(silent.reply?.status == 401 && polite.reply?.status == 401)
        #expect(silent.reply?.headers["x-request-id"] != nil)
        #expect(.now - began < .seconds(20))
        #expect(server.requests(route: "/file", code: 401) == 2)
      })
  }

  @Test(arguments: [0, 1, 100_000, 900_000])
  func `who sends all the same hears the answer`(count: Int) async throws {
    try await withServer(
      routes: Self.addRoute,
      { server in
        let reply = try await server.exchange(
          Array(Self.head(count).utf8) + [UInt8](repeating: 7, count: count)
        ).reply
        #expect(reply?.status == 401 && reply?.text.contains("no") == true)
      })
  }

  @Test func `a hidden request behind a body that is not wanted is not carried out`() async throws {
    try await withServer(
      routes: Self.addRoute,
      { server in
        let hidden = "GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n"
        let (reply, _) = try await server.exchange(Array((Self.head(3) + "abc" + hidden).utf8))
        #expect(reply?.status == 401)
        #expect(server.hiddenCalls.count == 0)
      })
  }

  @Test func `who is not decided about in time is given up, and a server that stops waits for nobody`()
    async throws
  {
    var settings = ServerSettings()
    settings.handlerTimeout = .milliseconds(200)
    try await withServer(
      settings, routes: Self.addRoute,
      { server in
        let late = try await server.exchange(Array(Self.head(3, "Who: nobody\r\n").utf8)).reply
        #expect(late?.status == 503)
      })
    settings.handlerTimeout = .seconds(600)
    settings.drainTimeout = .milliseconds(100)
    let asked = Tally()
    try await withServer(
      settings,
      routes: { router in
        let options = Route.Options(bodyLimit: 4_000_000, takesFile: true) { _ in
          asked.add()
          try? await Task.sleep(for: .seconds(600))
          return .welcome(pass: "late")
        }
        router.add(.post, "/file", options: options) { _ in Response() }
      },
      { server in
        async let waiting = server.exchange(Array(Self.head(3).utf8)).reply
        #expect(await eventually { asked.count == 1 })
        server.shutdown.drain()
        // The answer may not get out any more before the connection is closed.
        let reply = try await waiting
        #expect(reply == nil || reply?.status == 503)
      })
  }

  @Test func `nobody brings so many files at once that others cannot`() async throws {
    var settings = ServerSettings()
    settings.uploadLimit = 4
    try await withServer(
      settings, routes: Self.addRoute,
      { server in
        @Sendable func head(_ name: String) -> String { Self.head(1, "Who: friend\r\nName: \(name)\r\n") }
        let (greedy, after) = try await onThread {
          let waiting = try (0..<2).map { _ in try RawClient(port: server.port) }
          for client in waiting { client.send(head("a")) }
          // The first two are known to have begun when a third is refused.
          var third: RawClient.Reply?
          for _ in 0..<500 where third?.status != 429 {
            let client = try RawClient(port: server.port)
            client.send(head("a") + "x")
            third = try client.reply()
          }
          let other = try RawClient(port: server.port)
          other.send(head("b") + "x")
          let others = try other.reply()?.status
          for client in waiting { client.send("x") }
          let rest = try waiting.map { try $0.reply()?.status }
          return (third, [others] + rest)
        }
        #expect(greedy?.status == 429 && greedy?.headers["retry-after"] == "5")
        #expect(after == [200, 200, 200])
        #expect(
          await eventually {
            (try? await server.exchange(Array((head("a") + "x").utf8)).reply?.status) == 200
          })
      })
  }

  @Test func `a stranger takes no place of those who may bring files`() async throws {
    var settings = ServerSettings()
    settings.uploadLimit = 1
    try await withServer(
      settings, routes: Self.addRoute,
      { server in
        let statuses = try await onThread {
          let strangers = try (0..<4).map { _ in
            let client = try RawClient(port: server.port)
            client.send(Self.head(1_000) + "a")
            return client
          }
          let friend = try RawClient(port: server.port)
          friend.send(Self.head(1, "Who: friend\r\n") + "x")
          return try [friend.reply()?.status] + strangers.map { try $0.reply()?.status }
        }
        #expect(statuses == [200, 401, 401, 401, 401])
      })
  }
}
