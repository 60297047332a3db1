import Dispatch
import Glibc
@testable import HTTP
import Lifecycle
import TestKit
import Testing

/// Clients that send everything before they read anything hear what was wrong.
@Suite(.timeLimit(.minutes(1))) struct LingeringTests {
  private static let length = 8_000_000

  private static func addRoute(_ router: inout Router) {
    let options = Route.Options(bodyLimit: 100_000_000, takesFile: true) { _ in
      .turnedAway(Problem(.unauthorized, detail: "no").response)
    }
    router.add(.post, "/file", options: options) { _ in .text("ok") }
  }

  /// Whether all of it was taken, and what came back.
  private static func send(_ head: String, _ count: Int, to server: TestServer) async throws -> (Bool, Int?) {
    try await onThread {
      let client = try RawClient(port: server.port)
      let isTaken = client.sendAll(Array(head.utf8) + [UInt8](repeating: UInt8(ascii: "a"), count: count))
      return (isTaken, try client.reply()?.status)
    }
  }

  @Test(arguments: [
    ("POST /file HTTP/1.1\r\nHost: h\r\nContent-Length: 8000000\r\n\r\n", 401),
    ("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 8000000\r\n\r\n", 413),
    ("POST /nothing HTTP/1.1\r\nHost: h\r\nContent-Length: 8000000\r\n\r\n", 404),
    ("GET /", 414), ("GET /healthz HTTP/1.1\r\nHost: h\r\nX: ", 431),
    ("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n7A1200\r\n", 413),
  ])
  func `who is refused may finish`(head: String, status: Int) async throws {
    try await withServer(routes: Self.addRoute) { server in
      let (isTaken, heard) = try await Self.send(head, Self.length, to: server)

      #expect(isTaken && heard == status)
    }
  }

  @Test func `what hides behind it is not carried out`() async throws {
    try await withServer(routes: Self.addRoute) { server in
      let hidden = "GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n"
      let head = "POST /file HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nabcd"
      let (reply, rest) = try await server.exchange(
        Array((head + String(repeating: hidden, count: 10_000)).utf8))

      #expect(reply?.status == 401 && rest == "")
      #expect(server.hiddenCalls.count == 0)
    }
  }

  @Test func `who never ends is let go, and few of them are kept`() async throws {
    let lingering = Lingering()
    var pairs: [(Int32, Int32)] = []
    defer { for pair in pairs { _ = (close(pair.0), close(pair.1)) } }
    for number in 0..<(Lingering.limit + 6) {
      var ends: [Int32] = [0, 0]
      #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
      pairs.append((ends[0], ends[1]))
      lingering.keep(ends[0], of: "\(number / 8)")
    }
    #expect(lingering.count == Lingering.limit)

    // One goes by itself: the others hold on until they are let go.
    shutdown(pairs[0].1, Int32(SHUT_WR))
    #expect(await eventually { lingering.count == Lingering.limit - 1 })
    await lingering.stop()
    #expect(lingering.count == 0)
    lingering.keep(pairs[1].0, of: "new")
    #expect(lingering.count == 0)
  }

  @Test func `one address has its share, and no more`() async throws {
    let lingering = Lingering()
    var ends: [Int32] = [0, 0]
    #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    defer { _ = (close(ends[0]), close(ends[1])) }
    for _ in 0..<(Lingering.limitPerAddress + 4) { lingering.keep(ends[0], of: "a") }
    #expect(lingering.count == Lingering.limitPerAddress)
    lingering.keep(ends[0], of: "b")
    #expect(lingering.count == Lingering.limitPerAddress + 1)

    // What is let go gives its place back.
    shutdown(ends[1], Int32(SHUT_WR))
    #expect(await eventually { lingering.count == 0 })
    lingering.keep(ends[0], of: "a")
    await lingering.stop()
  }
}
