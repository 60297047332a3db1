import Glibc
import HTTP

extension Benchmark {
  static let idleStreams = Comparison(
    name: "idle-streams", unit: "MB", peerName: "limit", goal: .lower(), target: 1,
    help: "resident memory of a server with 10,000 clients that wait for events, after a heartbeat to each"
  ) { bench in try await weighIdleStreams(bench) }
}

private let limit = 300.0
private let wanted = 10_000

private func weighIdleStreams(_ bench: Bench) async throws -> Figures {
  try await StoredLists.fill(bench)
  // Ours and the server's alike: what is set here is inherited.
  var files = rlimit()
  getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
  files.rlim_cur = files.rlim_max
  setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
  return try await WebServer.ours(keeping: 0, bench) { server in
    let run = try await beginRun(server)
    let before = ResidentMemory.megabytes(of: server.pid) ?? 0
    var clients: [StreamClient] = []
    while clients.count < wanted, let client = StreamClient(server, run) { clients.append(client) }
    defer { for client in clients { client.end() } }
    bench.progress.say("idle-streams: \(clients.count) clients")
    guard clients.count == wanted else {
      throw BenchError("only \(clients.count) of \(wanted) clients, with \(files.rlim_cur) files")
    }
    // Long enough for a heartbeat to each.
    try await Task.sleep(for: .seconds(20))
    let beating = clients.count { $0.hasHeard(after: "connected") }
    guard let resident = ResidentMemory.megabytes(of: server.pid) else {
      throw BenchError("the server has ended")
    }
    guard beating == wanted else {
      throw BenchError("only \(beating) of \(wanted) clients have had a heartbeat")
    }
    return Figures(
      ours: resident, peer: limit, details: [("clients", Double(clients.count)), ("withoutClients", before)])
  }
}

/// A run in which nothing happens, since nobody works.
private func beginRun(_ server: WebServer) async throws -> String {
  var request = ClientRequest(
    .post, server.url + "/v1/runs", headers: ["Content-Type": "text/plain"], body: Array("bench".utf8))
  request.headers[server.authorization.name] = server.authorization.value
  let answer = try await Client().send(request).text
  // It is the only thing there with such an id.
  let words = answer.split { !$0.isHexDigit && $0 != "-" }
  guard let run = words.first(where: { $0.count == 36 }) else {
    throw BenchError("no run has begun: \(answer)")
  }
  return String(run)
}

/// A connection that has asked for events.
private struct StreamClient {
  private let descriptor: Int32

  /// Nil when there can be no more. Waits for the beginning of the answer.
  init?(_ server: WebServer, _ run: String) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    var address = WebServer.loopback(server.port)
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    let request = Array(
      """
      GET /v1/runs/\(run)/events HTTP/1.1\r
      Host: h\r
      \(server.authorization.name): \(server.authorization.value)\r
      \r

      """.utf8)
    guard connected == 0, send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count,
      hasHeard(after: "HTTP/1.1 2", waits: true)
    else {
      close(descriptor)
      return nil
    }
  }

  /// Whether what has come holds the text and more behind it; it is taken from the connection if this waits.
  func hasHeard(after text: String, waits: Bool = false) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 2_048)
    var heard = ""
    repeat {
      let count = recv(descriptor, &bytes, bytes.count, waits ? 0 : Int32(MSG_DONTWAIT))
      guard count > 0 else { return !heard.isEmpty && !waits }
      heard += String(decoding: bytes.prefix(count), as: UTF8.self)
    } while waits && !heard.contains("connected")
    return waits ? heard.contains(text) : heard.contains(":\n\n")
  }

  func end() { close(descriptor) }
}
