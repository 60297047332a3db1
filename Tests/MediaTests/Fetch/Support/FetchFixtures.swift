import Crypto
import Glibc
import Lifecycle
import Synchronization
import Telemetry
import TestKit
import Testing

@testable import HTTP
@testable import Media

/// A fetcher in a folder of its own. Whatever its policy lets through ends at a port of loopback: nothing leaves the
/// machine, even where a check is broken.
struct FetchFixture: Sendable {
  let fetcher: Fetcher
  let directory: String
  let log: LogCapture
  let detours: Detours

  /// What a fetch fails with.
  func failure(_ link: MediaLink) async -> MediaError? {
    do {
      _ = try await fetcher.fetch(link)
      return nil
    } catch { return error as? MediaError ?? MediaError(.crashed, "not ours: \(error)") }
  }

  func failure(_ url: String) async -> MediaError? { await failure(MediaLink(url)) }

  /// What lies in the folder.
  var names: [String] { folderNames(directory) }
}

/// Where connections that were let through have gone.
final class Detours: Sendable {
  private let state = Mutex<(ports: [String: UInt16], seen: [ResolvedAddress])>(([:], []))
  /// Nobody listens there.
  private static let closedPort: UInt16 = 1

  /// What stands in for a public address.
  func lead(_ ip: String, to port: UInt16) { state.withLock { $0.ports[ip] = port } }

  var seen: [ResolvedAddress] { state.withLock { $0.seen } }

  func port(for address: ResolvedAddress) -> UInt16 {
    state.withLock { state in
      state.seen.append(address)
      if let port = state.ports["\(address.ip)"] { return port }
      return "\(address.ip)" == "127.0.0.1" ? address.port : Self.closedPort
    }
  }
}

/// Settings under which tests are quick; `allowed` as in the variable.
func quickSettings(allowing ports: UInt16...) -> FetchSettings {
  var settings = FetchSettings()
  settings.allowed = AllowList(ports.map { "127.0.0.1:\($0)" }.joined(separator: ",")) ?? AllowList()
  settings.backoff = Backoff(base: .milliseconds(5), cap: .milliseconds(20))
  settings.timeout = .seconds(20)
  settings.connectTimeout = .seconds(5)
  return settings
}

func withFetcher(
  _ settings: FetchSettings, _ body: (FetchFixture) async throws -> Void
) async throws {
  let home = ChildProcess.ownEnvironment["TMPDIR"] ?? "/tmp"
  let directory = home + "/hookline-fetch-" + Hex.encode(try SecureRandom.bytes(count: 6))
  let (log, detours) = (LogCapture(), Detours())
  var settings = settings
  settings.detour = { detours.port(for: $0) }
  // A name that a test did not give an address has none: no resolver is asked.
  let resolve = settings.resolve
  settings.resolve = { host, port in
    if IPAddress(host) != nil { return nil }
    return resolve?(host, port) ?? ["127.0.0.1"]
  }
  let fetcher = Fetcher(
    settings, directory: directory, logger: Logger(service: "test", level: .debug, sink: log))
  let fixture = FetchFixture(fetcher: fetcher, directory: directory, log: log, detours: detours)
  defer {
    for name in folderNames(directory) { unlink("\(directory)/\(name)") }
    rmdir(directory)
  }
  try await body(fixture)
}

func folderNames(_ directory: String) -> [String] {
  guard let folder = opendir(directory) else { return [] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names
}

func bytes(ofFileAt path: String) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return [] }
  defer { close(descriptor) }
  var all: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    guard count > 0 else { return all }
    all += chunk[..<count]
  }
}

/// The beginning of a sound, and then noise that a seed repeats.
func sound(byteCount: Int, seed: UInt64 = 1) -> [UInt8] {
  var generator = SeededGenerator(seed: seed)
  // A few kilobytes again and again: a test build makes random bytes slowly, on threads that others wait for.
  var noise: [UInt8] = []
  for _ in 0..<509 { withUnsafeBytes(of: generator.next()) { noise.append(contentsOf: $0) } }
  var bytes = Array("RIFF\0\0\0\0WAVE".utf8)
  while bytes.count < byteCount { bytes += noise }
  return Array(bytes.prefix(byteCount))
}

extension PlayedServer {
  func url(_ path: String = "/a") -> String { "http://127.0.0.1:\(port)\(path)" }
}
