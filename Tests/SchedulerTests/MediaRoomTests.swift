import Lifecycle
import Media
import Synchronization
import Telemetry
import TestKit
import Testing

@testable import Scheduler

@Suite(.timeLimit(.minutes(1))) struct MediaRoomTests {
  /// A store whose evictions end as the test says, one after the other and then always as the last one.
  private final class Store: MediaStore {
    private let answers: Mutex<[Result<Eviction, MediaError>]>
    let limits = Mutex<[StoreLimits]>([])

    init(_ answers: [Result<Eviction, MediaError>]) { self.answers = Mutex(answers) }

    func evict(_ limits: StoreLimits) async throws -> Eviction {
      self.limits.withLock { $0.append(limits) }
      return try answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }.get()
    }

    func add(_ path: String, expecting expected: ContentHash?, limit: Int?, moving: Bool) async throws
      -> StoredMedia
    { throw unused }
    func writer(expecting expected: ContentHash?, limit: Int?) async throws -> any StoreWriter {
      throw unused
    }
    func open(_ key: ContentHash) async throws -> StoredFile { throw unused }
    func contains(_ key: ContentHash) async throws -> Bool { throw unused }
    func remove(_ key: ContentHash) async throws -> Bool { throw unused }
    func usage() async throws -> StoreUsage { throw unused }

    private var unused: MediaError { MediaError(.storeFailed, "the test asks for nothing else") }
  }

  private struct Stage {
    let store: Store
    let metrics = Metrics()
    let shutdown = Shutdown()
    let log = LogCapture()

    func room(every interval: Duration = .milliseconds(1), limits: StoreLimits = StoreLimits()) -> MediaRoom {
      MediaRoom(
        store: store, limits: limits, meters: MediaMeters(metrics), shutdown: shutdown,
        logger: Logger(service: "test", level: .debug, sink: log), interval: interval)
    }

    /// The value of each of these in the exposition.
    func values(_ names: String...) -> [String?] {
      let lines = metrics.exposition().split(separator: "\n")
      return names.map { name in
        lines.first { $0.hasPrefix("hookline_media_\(name) ") }.map {
          String($0.split(separator: " ").last ?? "")
        }
      }
    }
  }

  private static func eviction(removed: Int, kept: Int) -> Eviction {
    var eviction = Eviction()
    (eviction.removedCount, eviction.removedByteCount) = (removed, 10 * removed)
    (eviction.remaining.objectCount, eviction.remaining.byteCount) = (kept, 10 * kept)
    return eviction
  }

  @Test func `what was removed and what is left is counted and told`() async {
    let stage = Stage(
      store: Store([
        .success(Self.eviction(removed: 3, kept: 7)), .success(Self.eviction(removed: 0, kept: 8)),
      ]))
    let limits = StoreLimits(byteLimit: 100, ageLimit: .seconds(1))
    let room = stage.room(limits: limits)

    await room.make()
    await room.make()

    #expect(stage.store.limits.withLock { $0 } == [limits, limits])
    #expect(
      stage.values("objects", "bytes", "evicted_total", "evicted_bytes_total") == ["8", "80", "3", "30"])
    #expect(stage.log.entries.map(\.message) == ["media evicted"])
  }

  @Test func `a scheduler that finds another one at it says and counts nothing`() async {
    var busy = Eviction()
    busy.wasDone = false
    let stage = Stage(store: Store([.success(Self.eviction(removed: 0, kept: 7)), .success(busy)]))
    let room = stage.room()

    await room.make()
    await room.make()

    #expect(stage.values("objects", "bytes") == ["7", "70"] && stage.log.entries.isEmpty)
  }

  @Test func `more than allowed that cannot go is a warning`() async {
    let stage = Stage(store: Store([.success(Self.eviction(removed: 0, kept: 7))]))

    await stage.room(limits: StoreLimits(byteLimit: 69)).make()

    #expect(stage.log.entries.map(\.level) == [.warning])
  }

  @Test func `a folder that fails never ends the service, and is tried again`() async throws {
    let failure = Result<Eviction, MediaError>.failure(MediaError(.storeFailed, "the disk is away"))
    let stage = Stage(store: Store([failure, failure, .success(Self.eviction(removed: 1, kept: 2))]))
    let service = Task { await stage.room().run() }

    let isBack = await eventually { stage.values("objects") == ["2"] }
    stage.shutdown.drain()
    await service.value

    #expect(isBack && stage.values("eviction_failures_total") == ["2"])
    let warnings = stage.log.entries.filter { $0.level == .warning }
    #expect(warnings.count == 2 && warnings.allSatisfy { $0.fields["error"] == "the disk is away" })
  }

  @Test func `a drain ends the service in the middle of its rest`() async throws {
    let stage = Stage(store: Store([.success(Eviction())]))
    let service = Task { await stage.room(every: .seconds(3600)).run() }
    _ = await eventually { !stage.store.limits.withLock(\.isEmpty) }

    stage.shutdown.drain()

    await service.value
    #expect(stage.store.limits.withLock(\.count) == 1)
  }
}
