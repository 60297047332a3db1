import FoundationEssentials
import Glibc
import HTTP
import Lifecycle
import Models
import Storage
import Synchronization
import Telemetry

/// The process that serves stored lists, and streams of events that have nothing to tell.
enum ListServer {
  static let path = "/v1/creators/"

  /// `list-server MEGABYTES`: how much of what it has made it may keep. Says its port on standard error.
  static func main(_ arguments: ArraySlice<String>) async -> Int32 {
    do {
      guard let megabytes = arguments.first.flatMap({ Int($0) }), arguments.count == 1 else {
        throw BenchError("list-server MEGABYTES")
      }
      let logger = Logger(service: "bench", level: .warning, sink: ConsoleSink())
      let shutdown = Shutdown()
      var settings = ServerSettings()
      settings.connectionLimit = 16_000
      settings.headerLimit = 8 * 1024
      // Ten thousand idle clients are the point.
      settings.idleTimeout = .seconds(600)
      let server = Server(
        address: .loopback(port: 0), router: try router(megabytes, logger), settings: settings,
        shutdown: shutdown,
        metrics: Metrics(), logger: logger)
      write("port \(try server.bind().port)\n", to: 2)
      try await Lifecycle.run([server], settings: RunSettings(shutdown: shutdown), logger: logger)
      return 0
    } catch {
      write("\(error)\n", to: 2)
      return 1
    }
  }

  private static func router(_ megabytes: Int, _ logger: Logger) throws -> Router {
    var router = Router()
    let sources = Mutex<[AsyncStream<[UInt8]>.Continuation]>([])
    router.get("/events") { _ in
      let (chunks, source) = AsyncStream.makeStream(of: [UInt8].self)
      source.yield(Array(": connected\n\n".utf8))
      sources.withLock { $0.append(source) }
      return .events(chunks)
    }
    let lists = try lists(megabytes, logger)
    router.get(path + "{handle}/recommendations") { request in
      do {
        guard let handle = request.parameters["handle"], let stamp = try await lists.stamp(of: handle) else {
          return Problem(.notFound, detail: "There is no list for this creator.").response
        }
        return try await request.response(
          tagged: EntityTag("1-\(String(UInt64(bitPattern: stamp), radix: 36))")
        ) {
          guard let bytes = try await lists.value(of: handle, at: stamp) else {
            return Problem(.notFound).response
          }
          return Response(headers: ["Content-Type": "application/json"], body: bytes)
        }
      } catch {
        logger.error("a list could not be read", ["error": "\(error)"])
        return Problem(.serviceUnavailable).response
      }
    }
    return router
  }

  private static func lists(_ megabytes: Int, _ logger: Logger) throws -> CheckedCache<String, [UInt8]> {
    let settings = try ConnectionSettings(url: "", applicationName: "list-server")
    let store = RecommendationStore(
      Pool(settings, settings: PoolSettings(connectionLimit: 4), logger: logger))
    return CheckedCache(
      Pool(settings, settings: PoolSettings(connectionLimit: 1), logger: logger), byteLimit: megabytes << 20,
      stamps: { RecommendationStore.stamps(ofHandles: $0) },
      make: { handles in
        let found = try await store.newest(ofHandles: handles, limit: 20)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.key, ListDocument.bytes($0.key, $0.value)) })
      }, cost: \.count)
  }
}

/// A stored list as readers get it: what the peer's database puts together, with the same names.
enum ListDocument {
  static func bytes(_ handle: String, _ found: RecommendationStore.Found) -> [UInt8] {
    let list = found.list
    let items = list.items.map { item in
      let name = found.names[item.track]
      let reasons = item.reasons.map { reason in
        let facts = reason.facts.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(json($0.value))" }
        return
          "{\"kind\":\(quoted(reason.kind.rawValue)),\"contribution\":\(reason.contribution),"
          + "\"facts\":{\(facts.joined(separator: ","))}}"
      }
      return
        "{\"rank\":\(item.rank),\"trackId\":\"\(item.track)\",\"track\":\(quoted(name?.title)),"
        + "\"artist\":\(quoted(name?.artist)),\"score\":\(item.score),\"reasons\":[\(reasons.joined(separator: ","))]}"
    }
    let text =
      "{\"handle\":\(quoted(handle)),\"run\":\"\(list.run.uuidString.lowercased())\",\"ranker\":\(quoted(list.ranker)),"
      + "\"considered\":\(list.considered),\"videos\":\(list.videos),"
      + "\"madeAt\":\(found.madeAt.timeIntervalSince1970),\"items\":[\(items.joined(separator: ","))]}"
    return Array(text.utf8)
  }

  private static func json(_ fact: Reason.Fact) -> String {
    switch fact {
    case .text(let text): quoted(text)
    case .number(let number): number.isFinite ? "\(number)" : "null"
    }
  }

  private static func quoted(_ text: String?) -> String {
    guard let text else { return "null" }
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case _ where scalar.value < 0x20:
        "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}
