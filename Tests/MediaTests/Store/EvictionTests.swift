import Crypto
import Glibc
import TestKit
import Testing

@testable import Media

@Suite(.timeLimit(.minutes(1))) struct EvictionTests {
  private static let day = Duration.seconds(86_400)

  /// Adds objects of 100 bytes, an hour apart.
  private static func fill(_ store: FolderStore, _ clock: StoreClock, count: Int) async throws
    -> [ContentHash]
  {
    var keys: [ContentHash] = []
    for number in 0..<count {
      clock.advance(.seconds(3600))
      let bytes = randomBytes(100, seed: UInt64(number))
      keys.append(try await store.add { try bytes.withUnsafeBytes($0) }.key)
    }
    return keys
  }

  private static func kept(_ keys: [ContentHash], in store: FolderStore) async throws -> [Bool] {
    var kept: [Bool] = []
    for key in keys { kept.append(try await store.contains(key)) }
    return kept
  }

  @Test func `what was used longest ago goes first, until the rest fits`() async throws {
    try await StoreFolder.with { folder in
      let clock = StoreClock()
      let store = FolderStore(folder.root, now: clock.now)
      let keys = try await Self.fill(store, clock, count: 6)
      clock.advance(Self.day)
      // The first is used again.
      _ = try await store.open(keys[0])
      clock.advance(Self.day)

      let eviction = try await store.evict(StoreLimits(byteLimit: 399))

      #expect(try await Self.kept(keys, in: store) == [true, false, false, false, true, true])
      #expect(eviction.removedCount == 3 && eviction.removedByteCount == 300 && eviction.wasDone)
      #expect(eviction.remaining.objectCount == 3 && eviction.remaining.byteCount == 300)
      #expect(try await store.usage() == eviction.remaining)
    }
  }

  @Test func `what was not used for long goes, and a use counts`() async throws {
    try await StoreFolder.with { folder in
      let clock = StoreClock()
      let store = FolderStore(folder.root, now: clock.now)
      let keys = try await Self.fill(store, clock, count: 3)
      clock.advance(Self.day * 20)
      _ = try await store.open(keys[1])
      _ = try await store.add { try randomBytes(100, seed: 2).withUnsafeBytes($0) }
      clock.advance(Self.day * 11)

      let eviction = try await store.evict(StoreLimits(ageLimit: Self.day * 30))

      #expect(try await Self.kept(keys, in: store) == [false, true, true])
      #expect(eviction.removedCount == 1 && eviction.remaining.objectCount == 2)
    }
  }

  @Test func `what is young stays even when there is too much of it`() async throws {
    try await StoreFolder.with { folder in
      let clock = StoreClock()
      let store = FolderStore(folder.root, now: clock.now)
      let keys = try await Self.fill(store, clock, count: 2)
      clock.advance(.seconds(599))

      let eviction = try await store.evict(StoreLimits(byteLimit: 0, ageLimit: .zero, youth: .seconds(600)))

      #expect(try await Self.kept(keys, in: store) == [false, true])
      #expect(eviction.remaining.byteCount == 100)
      clock.advance(.seconds(1))
      #expect(try await store.evict(StoreLimits(byteLimit: 0, youth: .seconds(600))).remaining.byteCount == 0)
    }
  }

  @Test func `without limits, and within them, nothing goes`() async throws {
    try await StoreFolder.with { folder in
      let clock = StoreClock()
      let store = FolderStore(folder.root, now: clock.now)
      _ = try await Self.fill(store, clock, count: 3)
      clock.advance(Self.day * 1000)

      let first = try await store.evict(StoreLimits())
      let second = try await store.evict(StoreLimits(byteLimit: 300))

      #expect(first.removedCount == 0 && second.removedCount == 0 && second.remaining.objectCount == 3)
    }
  }

  @Test func `leftovers go when they are old enough`() async throws {
    try await StoreFolder.with { folder in
      let clock = StoreClock()
      let store = FolderStore(folder.root, now: clock.now)
      let key = try await Self.fill(store, clock, count: 1)[0]
      truncate(folder.object(key), 5)
      await #expect(throws: MediaError.self) { try await store.open(key) }
      _ = folder.write([1, 2, 3], to: "media/incoming/1-abc")
      var swept: [Int] = []

      for step in [0.9, 0.2, 5.8, 0.2] {
        clock.advance(Self.day * step)
        swept.append(try await store.evict(StoreLimits()).sweptCount)
      }

      #expect(swept == [0, 1, 0, 1])
      #expect(folder.names(in: "incoming").isEmpty && folder.names(in: "damaged").isEmpty)
    }
  }

  @Test func `the second name of an object goes soon and takes nothing with it`() async throws {
    try await StoreFolder.with { folder in
      let clock = StoreClock()
      let store = FolderStore(folder.root, now: clock.now)
      let key = try await Self.fill(store, clock, count: 1)[0]
      #expect(link(folder.object(key), folder.root + "/incoming/1-abc") == 0)
      clock.advance(.seconds(601))

      let eviction = try await store.evict(StoreLimits())

      #expect(eviction.sweptCount == 1 && folder.names(in: "incoming").isEmpty)
      #expect(try await store.open(key).allBytes().count == 100)
    }
  }

  @Test func `what is damaged counts, and goes before anything that is whole`() async throws {
    try await StoreFolder.with { folder in
      let clock = StoreClock()
      let store = FolderStore(folder.root, now: clock.now)
      let keys = try await Self.fill(store, clock, count: 3)
      truncate(folder.object(keys[2]), 99)
      await #expect(throws: MediaError.self) { try await store.open(keys[2]) }
      clock.advance(Self.day)

      let eviction = try await store.evict(StoreLimits(byteLimit: 250))

      #expect(try await Self.kept(keys, in: store) == [true, true, false])
      #expect(eviction.removedCount == 0 && eviction.sweptCount == 1)
      #expect(eviction.remaining.totalByteCount == 200 && eviction.remaining.damagedCount == 0)
    }
  }

  @Test func `files of others are counted and left alone`() async throws {
    try await StoreFolder.with { folder in
      let clock = StoreClock()
      let store = FolderStore(folder.root, now: clock.now)
      let key = try await Self.fill(store, clock, count: 1)[0]
      let shard = String(folder.object(key).dropFirst(folder.path.utf8.count + 1).dropLast(65))
      let other = "\(ContentHash(SHA256.hash("elsewhere")))"
      let foreign = ["media/notes.txt", "media/objects/README", shard + "/.hidden", shard + "/" + other]
      for name in foreign { _ = folder.write([1], to: name) }
      clock.advance(Self.day * 400)

      let eviction = try await store.evict(StoreLimits(byteLimit: 0, ageLimit: Self.day))

      #expect(eviction.remaining.foreignCount == 4 && eviction.remaining.objectCount == 0)
      #expect(foreign.allSatisfy { folder.status(folder.path + "/" + $0) != nil })
    }
  }

  @Test func `a use that lies in the future is taken back`() async throws {
    try await StoreFolder.with { folder in
      let clock = StoreClock()
      clock.advance(Self.day * 3650)
      let key = try await Self.fill(FolderStore(folder.root, now: clock.now), clock, count: 1)[0]
      let right = StoreClock()
      let store = FolderStore(folder.root, now: right.now)

      let first = try await store.evict(StoreLimits(ageLimit: Self.day))
      right.advance(Self.day * 2)
      let second = try await store.evict(StoreLimits(ageLimit: Self.day))

      #expect(first.removedCount == 0 && second.removedCount == 1)
      #expect(try await store.contains(key) == false)
    }
  }

  @Test func `one process at a time makes room`() async throws {
    try await StoreFolder.with { folder in
      let clock = StoreClock()
      let store = FolderStore(folder.root, now: clock.now)
      _ = try await Self.fill(store, clock, count: 1)
      clock.advance(Self.day)
      let lock = open(folder.root + "/lock", O_RDWR | O_CREAT, 0o600)
      #expect(flock(lock, LOCK_EX) == 0)

      let busy = try await store.evict(StoreLimits(byteLimit: 0))
      close(lock)
      let after = try await store.evict(StoreLimits(byteLimit: 0))

      #expect(!busy.wasDone && busy.removedCount == 0)
      #expect(after.wasDone && after.removedCount == 1)
    }
  }

  @Test(arguments: [11, 1234] as [UInt64])
  func `of many objects the oldest are remembered exactly`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var oldest = OldestObjects(limit: 100)
    let times = (0..<5000).map { _ in Int.random(in: 0..<1_000_000, using: &generator) }

    for time in times {
      oldest.insert(.init(key: .init(SHA256.hash("")), lastUse: .seconds(time), byteCount: 1))
    }

    let kept = oldest.sorted().prefix(100).map { Int($0.lastUse.components.seconds) }
    #expect(kept == Array(times.sorted().prefix(100)), "seed \(seed)")
    #expect(oldest.isCut && oldest.sorted().count < 200)
  }
}
