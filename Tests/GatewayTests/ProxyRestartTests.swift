import API
import FoundationEssentials
import Glibc
import HTTP
import Lifecycle
import Management
import Messaging
import Storage
import Synchronization
import Telemetry
import TestKit
import Testing

/// Two gateways as processes, and nginx in front of them.
private final class Proxied: Sendable {
  private let environment: [String: String]
  private let folder: String
  private let programs = Mutex<[RunningProgram]>([])
  private let proxy = Mutex<RunningProgram?>(nil)
  private let addresses = Mutex<[String]>([])
  let url: String

  private static let listening = "HOOKLINE_GATEWAY_LISTEN"

  init(_ environment: [String: String], folder: String) throws {
    self.environment = environment
    self.folder = folder
    // Few take a port in the moment until nginx has it, and one that is taken is told.
    let finder = HTTP.Server(
      address: .loopback(port: 0), router: Router(), shutdown: Shutdown(), metrics: Metrics(), logger: .silent
    )
    url = "http://\(try finder.bind())"
  }

  func start() async throws {
    for _ in 0..<2 {
      let program = try await launch(at: "127.0.0.1:0")
      programs.withLock { $0.append(program) }
      addresses.withLock { $0.append(Self.address(in: program.log)) }
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(configuration.utf8).write(to: URL(filePath: folder + "/nginx.conf"))
    let nginx = RunningProgram(
      "nginx", at: "/usr/sbin/nginx", ["-p", folder, "-c", folder + "/nginx.conf", "-e", "stderr"],
      environment: [:])
    proxy.withLock { $0 = nginx }
    let isUp = await eventually {
      (try? await Client().send(ClientRequest(.get, url + "/healthz")))?.status == .ok
    }
    guard isUp else { throw Failure(description: "nginx does not answer: \(nginx.log)") }
  }

  /// A process of its own, without a master and without a right that others lack; all that it writes is in the folder.
  private var configuration: String {
    let servers = addresses.withLock { $0 }.map { "server \($0) max_fails=0;" }.joined(separator: " ")
    let scratch = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
      "\($0)_temp_path \(folder)/\($0);"
    }
    return """
      daemon off;
      master_process off;
      pid \(folder)/nginx.pid;
      error_log stderr notice;
      events { worker_connections 256; }
      http {
        access_log off;
        \(scratch.joined(separator: " "))
        upstream gateways { \(servers) keepalive 16; }
        server {
          listen \(url.dropFirst("http://".count));
          keepalive_requests 1000000;
          location / {
            proxy_pass http://gateways;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-For $remote_addr;
            # What may be asked again: whatever has begun to change something says so with its Idempotency-Key.
            proxy_next_upstream error timeout http_503 non_idempotent;
            proxy_connect_timeout 2s;
            add_header X-Gateway $upstream_addr always;
          }
        }
      }

      """
  }

  var places: [String] { addresses.withLock { $0 } }

  /// Ends a gateway as its host would, and starts it again at the same address.
  func restart(_ index: Int) async throws -> ChildResult? {
    let result = await programs.withLock { $0[index] }.end(SIGTERM)
    let program = try await launch(at: addresses.withLock { $0[index] })
    programs.withLock { $0[index] = program }
    return result
  }

  private func launch(at place: String) async throws -> RunningProgram {
    let program = RunningProgram(
      "hookline-gateway", environment: environment.merging([Self.listening: place]) { $1 })
    let isUp = await eventually(within: .seconds(60)) { program.isUp || program.result != nil }
    guard isUp, program.isUp else {
      await program.end(SIGKILL)
      throw Failure(description: "a gateway does not start: \(program.result?.errorText ?? program.log)")
    }
    return program
  }

  private static func address(in log: String) -> String {
    let line = log.split(separator: "\n").first { $0.contains("\"msg\":\"serving\"") } ?? ""
    return String(line).components(separatedBy: "http://").last.map { String($0.prefix { $0 != "\"" }) } ?? ""
  }

  func end() async {
    await proxy.withLock { $0 }?.end(SIGTERM)
    for program in programs.withLock({ $0 }) { await program.end(SIGKILL) }
    try? FileManager.default.removeItem(atPath: folder)
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }
}

@Suite(
  .enabled(if: TestServers.hasPostgres && TestServers.hasRabbitMQ, "\(TestServers.advice)"),
  .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/sbin/nginx"), "nginx is not installed"),
  .timeLimit(.minutes(3)))
struct ProxyRestartTests {
  /// What clients have met.
  private struct Tally: Sendable {
    var reads = 0
    var begun: [String] = []
    var failures: [String] = []
    /// How many answers each gateway gave since the last restart.
    var places: [String: Int] = [:]
  }

  /// Clients that ask without a pause until it is over.
  private final class Load: Sendable {
    let tally = Mutex(Tally())
    private let isOver = Mutex(false)
    private let clients = Mutex<[Task<Void, Never>]>([])

    func begin(_ count: Int, _ url: String, _ key: String) {
      let tasks = (0..<count).map { number in
        Task {
          let client = Client()
          var turn = 0
          while !isOver.withLock({ $0 }) {
            turn += 1
            await ask(client, url, key, beginning: number < 2 ? "c\(number)x\(turn)" : nil)
          }
        }
      }
      clients.withLock { $0 = tasks }
    }

    func end() async {
      isOver.withLock { $0 = true }
      for client in clients.withLock({ $0 }) { await client.value }
    }

    /// Asks for runs, or for one to begin.
    private func ask(_ client: Client, _ url: String, _ key: String, beginning name: String?) async {
      var request = ClientRequest(.get, url + "/v1/runs?limit=5")
      if let name {
        request = .json(.post, url + "/v1/runs", body: Array(#"{"handle":"\#(name)"}"#.utf8))
        request.headers["Idempotency-Key"] = name
      }
      request.headers["Authorization"] = "Bearer \(key)"
      do {
        let answer = try await client.send(request)
        tally.withLock { tally in
          guard [.ok, .accepted].contains(answer.status) else {
            return tally.failures.append("\(answer.status.rawValue) \(answer.text)")
          }
          if let name { tally.begun.append(name) } else { tally.reads += 1 }
          // Where one was asked after the other, both are named.
          let place = answer.headers["X-Gateway"]?.split(separator: " ").last.map(String.init) ?? ""
          tally.places[place, default: 0] += 1
        }
      } catch { tally.withLock { $0.failures.append("\(error)") } }
    }
  }

  @Test func `no request fails while gateways behind nginx are restarted one after the other`() async throws {
    try await withProxied { proxied, database in
      let key = try await database.pool.transaction { session in
        try KeyStore.create(name: "test", scopes: ["read", "submit"], lifetime: nil, by: "a test", session)
          .text
      }
      let load = Load()
      load.begin(8, proxied.url, key)
      func isBusy() async -> Bool {
        load.tally.withLock { $0.places = [:] }
        return await eventually(within: .seconds(30)) {
          load.tally.withLock { tally in proxied.places.allSatisfy { tally.places[$0] ?? 0 >= 20 } }
        }
      }

      var (endings, wasBusy) = ([ChildResult.Status?](), [await isBusy()])
      do {
        for index in [0, 1, 0, 1] {
          endings.append(try await proxied.restart(index)?.status)
          wasBusy.append(await isBusy())
        }
        await load.end()
      } catch {
        await load.end()
        throw error
      }

      let met = load.tally.withLock { $0 }
      #expect(met.failures == [])
      #expect(
        endings == Array(repeating: .exited(0), count: 4) && wasBusy == Array(repeating: true, count: 5))
      let subjects = try await database.pool.rows("select subject from run", as: String.self)
      #expect(subjects.sorted() == met.begun.map { "tiktok:\($0)" }.sorted())
      #expect(met.reads > 100 && met.begun.count > 0)
    }
  }

  /// A database, a virtual host and the processes for one test, cleared away however it ends.
  private func withProxied(_ body: (Proxied, TestDatabase) async throws -> Void) async throws {
    try await withDatabase(migrated: true) { database in
      let own = ChildProcess.ownEnvironment
      let settings = Settings.survey(environment: own, directory: "/nowhere").settings
      let management = ManagementClient(
        try .init(try settings.require(\.amqpManagementURL), virtualHost: database.name))
      try await management.makeVirtualHost()
      let result: Result<Void, any Error>
      do {
        _ = try await management.apply(.hookline)
        let proxied = try Proxied(
          try Self.environment(settings, database.name), folder: Self.folder(database.name))
        do {
          try await proxied.start()
          result = .success(try await body(proxied, database))
        } catch { result = .failure(error) }
        await proxied.end()
      } catch { result = .failure(error) }
      try? await management.deleteVirtualHost()
      try result.get()
    }
  }

  private static func folder(_ name: String) -> String {
    (ChildProcess.ownEnvironment["HOOKLINE_LOCAL_DIR"] ?? CheckoutFiles.root + "/.local") + "/\(name)-nginx"
  }

  private static func environment(_ settings: Settings, _ name: String) throws -> [String: String] {
    var environment = [
      "HOOKLINE_ENV_FILE": "/dev/null", "HOOKLINE_OPS_ADDRESS": "127.0.0.1:0", "HOOKLINE_LOG_FORMAT": "json",
      // A line for each request would be read anew with each that follows.
      "HOOKLINE_LOG_LEVEL": "notice", "HOOKLINE_GATEWAY_RATE": "0", "HOOKLINE_DATABASE_POOL": "4",
      "HOOKLINE_DATABASE_URL": place(ChildProcess.ownEnvironment["HOOKLINE_ADMIN_DATABASE_URL"] ?? "", name),
      "HOOKLINE_AMQP_URL": place(try settings.require(\.amqpURL).text, name),
    ]
    // By this compose/test finds what a killed test has left.
    environment["HOOKLINE_LAUNCH"] = ChildProcess.ownEnvironment["HOOKLINE_LAUNCH"]
    return environment
  }

  /// The address with another database or virtual host.
  private static func place(_ url: String, _ path: String) -> String {
    let query = url.firstIndex(of: "?").map { String(url[$0...]) } ?? ""
    let rest = url.prefix { $0 != "?" }
    return "\(rest.lastIndex(of: "/").map { rest[..<$0] } ?? rest)/\(path)\(query)"
  }
}
