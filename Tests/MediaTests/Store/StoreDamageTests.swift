import Crypto
import Glibc
import TestKit
import Testing

@testable import Media

@Suite(.timeLimit(.minutes(1))) struct StoreDamageTests {
  private static let bytes = randomBytes(100_000, seed: 6)

  /// What may happen to an object, as a change of the file at a path.
  private static let changes: [(String, @Sendable (String) -> Void)] = [
    ("a bit of it has flipped", { overwrite($0, at: 50_000) }),
    ("it was cut", { _ = truncate($0, 99_999) }),
    ("it is empty", { _ = truncate($0, 0) }),
    ("it is a link to a file of the system", { path in replace(path) { _ = symlink("/etc/passwd", $0) } }),
    ("it is a link to nowhere", { path in replace(path) { _ = symlink("/nowhere", $0) } }),
    ("it is a pipe", { path in replace(path) { _ = mkfifo($0, 0o600) } }),
    ("it is a folder", { path in replace(path) { _ = mkdir($0, 0o700) } }),
  ]

  @Test(arguments: changes.indices, [false, true])
  func `an object that was changed is never opened, put aside, and can be added again`(
    change: Int, isKnown: Bool
  ) async throws {
    try await StoreFolder.with { folder in
      let source = folder.write(Self.bytes, to: "source")
      let key = try await FolderStore(folder.root).add(source).key
      let store = FolderStore(folder.root)
      // Whether the process has seen the object whole before must make no difference.
      if isKnown { _ = try await store.open(key) }
      Self.changes[change].1(folder.object(key))

      let first = await #expect(throws: MediaError.self) { try await store.open(key) }
      let second = await #expect(throws: MediaError.self) { try await store.open(key) }

      #expect(first?.code == .corrupt && first?.isRetriable == true, "\(Self.changes[change].0)")
      #expect(second?.code == .notStored)
      #expect(folder.names(in: "damaged").count == 1 && folder.objects.isEmpty)
      #expect(try await store.usage().damagedCount == 1)
      #expect(try await store.add(source).isNew)
      #expect(try await store.open(key).allBytes() == Self.bytes)
    }
  }

  @Test func `adding the bytes of an object that was cut mends it`() async throws {
    try await StoreFolder.with { folder in
      let store = FolderStore(folder.root)
      let source = folder.write(Self.bytes, to: "source")
      let key = try await store.add(source).key
      truncate(folder.object(key), 10)

      let again = try await store.add(source)

      #expect(again.isNew && folder.names(in: "damaged").count == 1)
      #expect(try await store.open(key).allBytes() == Self.bytes)
    }
  }

  @Test func `moving a file in over its damaged copy loses neither`() async throws {
    try await StoreFolder.with { folder in
      let key = try await FolderStore(folder.root).add(folder.write(Self.bytes, to: "source")).key
      Self.overwrite(folder.object(key), at: 50_000)

      let again = try await FolderStore(folder.root)
        .add(folder.write(Self.bytes, to: "other"), expecting: nil, limit: nil, moving: true)

      #expect(again.isNew && again.key == key && folder.names(in: "damaged").count == 1)
      #expect(try await FolderStore(folder.root).open(key).allBytes() == Self.bytes)
    }
  }

  @Test(arguments: ["objects", "incoming", "ab"])
  func `a folder that was replaced by a link is not followed`(name: String) async throws {
    try await StoreFolder.with { folder in
      let elsewhere = folder.path + "/elsewhere"
      #expect(mkdir(elsewhere, 0o700) == 0 && mkdir(folder.root, 0o700) == 0)
      let path = name == "ab" ? "objects/ab" : name
      if name == "ab" { mkdir(folder.root + "/objects", 0o700) }
      #expect(symlink(elsewhere, folder.root + "/" + path) == 0)
      let store = FolderStore(folder.root)
      // Some bytes whose hash begins with ab.
      let bytes = try #require((0..<10_000).lazy.map { Array("\($0)".utf8) }.first { Self.isInFolder($0) })

      let error = await #expect(throws: MediaError.self) {
        try await store.add { try bytes.withUnsafeBytes($0) }
      }

      #expect(error?.code == .storeFailed && error?.message.contains("not a folder") == true)
      #expect(rmdir(elsewhere) == 0, "something was written behind the link")
    }
  }

  @Test func `an object is hashed once by a process`() async throws {
    try await StoreFolder.with { folder in
      let store = FolderStore(folder.root)
      let bytes = [UInt8](repeating: 7, count: 32 << 20)
      let key = try await store.add { try bytes.withUnsafeBytes($0) }.key
      var times = (first: [Duration](), later: [Duration]())
      for _ in 0..<5 {
        // A new store knows nothing.
        let store = FolderStore(folder.root)
        times.first.append(try await ContinuousClock().measure { _ = try await store.open(key) })
        for _ in 0..<5 {
          times.later.append(try await ContinuousClock().measure { _ = try await store.open(key) })
        }
      }

      let (first, later) = (try #require(times.first.min()), try #require(times.later.min()))

      #expect(first > later * 5, "\(first) at first, \(later) later")
    }
  }

  @Test func `a bounded number of files is remembered, and the first to come is the first to go`() throws {
    let verified = VerifiedFiles(limit: 3)
    let keys = (0..<5).map { ContentHash(SHA256.hash("\($0)")) }
    let identity = FileIdentity(stat())

    for key in keys + [keys[4]] { verified.insert(key, identity) }

    #expect(keys.map { verified.contains($0, identity) } == [false, false, true, true, true])
    #expect(verified.count == 3)
  }

  private static func isInFolder(_ bytes: [UInt8]) -> Bool {
    "\(ContentHash(SHA256.hash(bytes)))".hasPrefix("ab")
  }

  private static func overwrite(_ path: String, at offset: Int) {
    chmod(path, 0o600)
    let descriptor = open(path, O_WRONLY)
    defer { close(descriptor) }
    pwrite(descriptor, [bytes[offset] ^ 1], 1, offset)
  }

  private static func replace(_ path: String, by make: (String) -> Void) {
    unlink(path)
    make(path)
  }
}
