import API
import Documents
import FoundationEssentials
import HTTP
import Lifecycle
import Storage
import Synchronization
import Telemetry
import TestKit
import Testing

@testable import Gateway
@testable import Jobs

/// What a client keeps of a stream, which it breaks off when it has seen enough.
private final class Stream: BodySink {
  private let taken = Mutex((bytes: [UInt8](), status: 0))
  private let isEnough: @Sendable (String) -> Bool

  init(until isEnough: @escaping @Sendable (String) -> Bool) { self.isEnough = isEnough }

  var text: String { taken.withLock { String(decoding: $0.bytes, as: UTF8.self) } }
  var status: Int { taken.withLock { $0.status } }

  func begin(_ status: Status, _ headers: Headers) -> Bool {
    taken.withLock { $0.status = status.rawValue }
    return true
  }

  func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    taken.withLock { $0.bytes.append(contentsOf: bytes) }
    return !isEnough(text)
  }
}

/// The gateway behind a socket.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct ServedTests {
  /// A server in front of a stage, until its shutdown is drained.
  private struct Served {
    let url: String
    let shutdown: Shutdown
    let task: Task<Void, any Error>

    init(_ stage: GatewayStage, _ shutdown: Shutdown) throws {
      let server = Server(
        address: .loopback(port: 0), router: stage.router, shutdown: shutdown, metrics: Metrics(),
        logger: .silent)
      url = "http://\(try server.bind())"
      self.shutdown = shutdown
      task = Task { try await server.run() }
    }
  }

  private static func follow(
    _ url: String, _ key: String, last: String? = nil, until isEnough: @escaping @Sendable (String) -> Bool
  ) async throws -> Stream {
    let stream = Stream(until: isEnough)
    var request = ClientRequest(.get, url, headers: ["Authorization": "Bearer \(key)"])
    if let last { request.headers["Last-Event-ID"] = last }
    request.sink = stream
    // A stream that somebody left is noticed by the next sign of life only, and others wait for that here.
    request.timeout = .seconds(90)
    do { _ = try await Client().send(request) } catch let error as HTTPError where error.code == .stopped {}
    return stream
  }

  @Test func `a run is followed to its end, and who comes back gets what they missed`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.read)
      let run = try await stage.begin("anna")
      let served = try Served(stage, stage.shutdown)
      let feed = Task { try await stage.gateway.feed.run() }
      let url = "\(served.url)/v1/runs/\(run)/events"

      let first = try await Self.follow(url, key) { $0.contains("event: progress") && $0.hasSuffix("\n\n") }
      let heard = Tally()
      async let whole = Self.follow(url, key) { text in
        if text.contains("event: progress") { heard.add() }
        return false
      }
      async let waiting = Self.follow(url, key, last: "1") { _ in false }
      #expect(await eventually(within: .seconds(40)) { stage.gateway.feed.count == 2 && heard.count > 0 })
      try await stage.kill(run)
      let (all, rest) = try await (whole, waiting)
      let late = try await Self.follow(url, key, last: "1") { _ in false }
      let over = try await Self.follow(url, key, last: "3") { _ in false }

      #expect(first.text.hasPrefix(": connected\nretry: 3000\n\nevent: progress\nid: 1\ndata: {\"run\":{"))
      #expect(Self.events(all.text) == ["progress 1", "end 3"])
      #expect(Self.events(rest.text) == ["end 3"] && Self.events(late.text) == ["end 3"])
      #expect(late.text.contains("\"dead\":1") && over.status == 204 && over.text.isEmpty)
      served.shutdown.drain()
      try await served.task.value
      try await feed.value
    }
  }

  private static func events(_ text: String) -> [String] {
    text.components(separatedBy: "\n\n").compactMap { part in
      guard let name = part.split(separator: "\n").first(where: { $0.hasPrefix("event: ") }),
        let id = part.split(separator: "\n").first(where: { $0.hasPrefix("id: ") })
      else { return nil }
      return "\(name.dropFirst(7)) \(id.dropFirst(4))"
    }
  }

  @Test func `a gateway that is to end lets go of those who follow`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.read)
      let run = try await stage.begin("anna")
      let served = try Served(stage, stage.shutdown)
      let feed = Task { try await stage.gateway.feed.run() }
      let isTold = Mutex(false)
      async let following = Self.follow("\(served.url)/v1/runs/\(run)/events", key) { text in
        if text.hasSuffix("\n\n"), text.contains("id: 1") { isTold.withLock { $0 = true } }
        return false
      }
      let isThere = await eventually { isTold.withLock { $0 } }

      stage.shutdown.drain()
      let stream = try await following
      try await served.task.value
      try await feed.value

      #expect(isThere && Self.events(stream.text) == ["progress 1"])
    }
  }

  @Test func `no request fails while one gateway ends and another takes over`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.read)
      let (old, new) = (try Served(stage, Shutdown()), try Served(stage, Shutdown()))
      let tally = Mutex((old: 0, new: 0, failures: [String]()))
      let isOver = Mutex(false)
      let ask: @Sendable () async -> Void = {
        // What a proxy does: the next gateway where one takes no connection.
        let client = Client()
        while !isOver.withLock({ $0 }) {
          for (place, url) in [old.url, new.url].enumerated() {
            do {
              let reply = try await client.send(
                ClientRequest(.get, url + "/v1/runs", headers: ["Authorization": "Bearer \(key)"]))
              tally.withLock { tally in
                if place == 0 { tally.old += 1 } else { tally.new += 1 }
                if reply.status != .ok {
                  tally.failures.append("\(place): \(reply.status.rawValue) \(reply.text)")
                }
              }
              break
            } catch let error as HTTPError where error.code == .unreachable && place == 0 {
              continue
            } catch { tally.withLock { $0.failures.append("\(place): \(error)") } }
          }
        }
      }

      let clients = (0..<6).map { _ in Task { await ask() } }
      let isBusy = await eventually { tally.withLock { $0.old } > 50 }
      old.shutdown.drain()
      try await old.task.value
      let goesOn = await eventually { tally.withLock { $0.new } > 50 }
      isOver.withLock { $0 = true }
      for client in clients { await client.value }
      new.shutdown.drain()
      try await new.task.value

      #expect(isBusy && goesOn)
      #expect(tally.withLock { $0.failures } == [])
    }
  }
}
