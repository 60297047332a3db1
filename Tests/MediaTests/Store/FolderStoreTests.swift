import Crypto
import Glibc
import Media
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct FolderStoreTests {
  private static let sizes = [0, 1, 65_536, 1_000_003]

  @Test(arguments: sizes) func `what was copied in comes out, and the original stays`(size: Int) async throws
  {
    try await StoreFolder.with { folder in
      let store = FolderStore(folder.root)
      let bytes = randomBytes(size, seed: 1)
      let source = folder.write(bytes, to: "source")

      let stored = try await store.add(source)

      #expect(stored == StoredMedia(key: ContentHash(SHA256.hash(bytes)), byteCount: size, isNew: true))
      let file = try await store.open(stored.key)
      #expect(try file.allBytes() == bytes && file.byteCount == size && file.key == stored.key)
      #expect(folder.status(source) != nil && folder.names(in: "incoming").isEmpty)
    }
  }

  @Test func `what is moved in is not copied`() async throws {
    try await StoreFolder.with { folder in
      let store = FolderStore(folder.root)
      let bytes = randomBytes(300_000, seed: 2)
      let source = folder.write(bytes, to: "source")
      let inode = folder.status(source)?.st_ino

      let stored = try await store.add(source, expecting: .init(SHA256.hash(bytes)), limit: nil, moving: true)

      #expect(folder.status(source) == nil && folder.names(in: "incoming").isEmpty)
      #expect(folder.status(folder.object(stored.key))?.st_ino == inode && inode != nil)
      #expect(try await store.open(stored.key).allBytes() == bytes)
    }
  }

  @Test(.enabled(if: access("/dev/shm", W_OK) == 0, "there is no second file system"))
  func `what is moved in from another file system is copied and gone there`() async throws {
    try await StoreFolder.with { folder in
      try await StoreFolder.with(in: "/dev/shm") { other in
        let bytes = randomBytes(300_000, seed: 3)
        let source = other.write(bytes, to: "source")
        let store = FolderStore(folder.root)

        let stored = try await store.add(source, expecting: nil, limit: nil, moving: true)

        #expect(other.status(source) == nil)
        #expect(try await store.open(stored.key).allBytes() == bytes)
      }
    }
  }

  @Test func `a file with a second name is copied, so that nobody can write to the object`() async throws {
    try await StoreFolder.with { folder in
      let store = FolderStore(folder.root)
      let source = folder.write([1, 2, 3], to: "source")
      let second = folder.path + "/second"
      #expect(link(source, second) == 0)

      let stored = try await store.add(source, expecting: nil, limit: nil, moving: true)
      _ = folder.write([9, 9, 9], to: "second")

      #expect(try await store.open(stored.key).allBytes() == [1, 2, 3])
    }
  }

  @Test func `pieces and what a program hands over are stored as one`() async throws {
    try await StoreFolder.with { folder in
      let store = FolderStore(folder.root)
      let writer = try await store.writer()
      for piece in [[1, 2], [], [3]] as [[UInt8]] { try await writer.append(piece) }

      let written = try await writer.commit()
      let handed = try await store.add { append in
        for byte in [1, 2, 3] as [UInt8] { try withUnsafeBytes(of: byte, append) }
      }

      #expect(written.isNew && !handed.isNew && written.key == handed.key && handed.byteCount == 3)
      await #expect(throws: MediaError.self) { try await writer.append([4]) }
      await #expect(throws: MediaError.self) { try await writer.commit() }
    }
  }

  @Test func `nothing is left of what was let go or failed in the middle`() async throws {
    struct Stop: Error {}
    try await StoreFolder.with { folder in
      let store = FolderStore(folder.root)
      var writer: (any StoreWriter)? = try await store.writer()
      try await writer?.append([1, 2, 3])
      #expect(folder.names(in: "incoming").count == 1)

      writer = nil
      await #expect(throws: Stop.self) {
        try await store.add { append in
          try withUnsafeBytes(of: 7, append)
          throw Stop()
        }
      }

      #expect(writer == nil && folder.names(in: "incoming").isEmpty && folder.objects.isEmpty)
    }
  }

  @Test func `more than the limit is refused whichever way it comes, and leaves nothing`() async throws {
    try await StoreFolder.with { folder in
      let store = FolderStore(folder.root)
      let source = folder.write(randomBytes(1001, seed: 4), to: "source")
      let writer = try await store.writer(expecting: nil, limit: 1000)
      try await writer.append([UInt8](repeating: 1, count: 1000))

      let errors = [
        await #expect(throws: MediaError.self) { try await writer.append([1]) },
        await #expect(throws: MediaError.self) { try await store.add(source, limit: 1000) },
        await #expect(throws: MediaError.self) {
          try await store.add(limit: 1000) { append in
            try [UInt8](repeating: 0, count: 1001).withUnsafeBytes(append)
          }
        },
      ]

      #expect(errors.map { $0?.code } == [.tooLarge, .tooLarge, .tooLarge])
      await #expect(throws: MediaError.self) { try await writer.commit() }
      #expect(folder.names(in: "incoming").isEmpty && folder.objects.isEmpty)
      #expect(try await store.add(source, limit: 1001).byteCount == 1001)
    }
  }

  @Test func `other bytes than expected are refused, and a file to be moved stays`() async throws {
    try await StoreFolder.with { folder in
      let store = FolderStore(folder.root)
      let source = folder.write([1, 2, 3], to: "source")
      let expected = ContentHash(SHA256.hash([UInt8(9)]))

      let moved = await #expect(throws: MediaError.self) {
        try await store.add(source, expecting: expected, limit: nil, moving: true)
      }
      let copied = await #expect(throws: MediaError.self) { try await store.add(source, expecting: expected) }

      #expect(moved?.code == .corrupt && copied?.code == .corrupt && moved?.isRetriable == true)
      #expect(folder.status(source) != nil && folder.objects.isEmpty && folder.names(in: "incoming").isEmpty)
    }
  }

  @Test func `objects are for reading only and strangers see nothing`() async throws {
    try await StoreFolder.with { folder in
      let stored = try await FolderStore(folder.root).add(folder.write([1], to: "source"))

      let object = folder.object(stored.key)
      #expect(folder.status(object).map { $0.st_mode & 0o777 } == 0o440)
      for path in [folder.root, folder.root + "/objects", folder.root + "/incoming"] {
        #expect(folder.status(path).map { $0.st_mode & 0o027 } == 0)
      }
    }
  }

  @Test func `what is not there is told as such, and asking makes no folder`() async throws {
    try await StoreFolder.with { folder in
      let store = FolderStore(folder.root)
      let key = ContentHash(SHA256.hash("nothing"))

      let error = await #expect(throws: MediaError.self) { try await store.open(key) }
      let answers = [try await store.contains(key), try await store.remove(key)]
      let (usage, eviction) = (try await store.usage(), try await store.evict(StoreLimits()))

      #expect(error?.code == .notStored && error?.isRetriable == true)
      #expect(answers == [false, false])
      #expect(usage == StoreUsage() && eviction == Eviction())
      #expect(folder.status(folder.root) == nil)
    }
  }

  @Test func `what was removed is gone, and stays readable for who has it open`() async throws {
    try await StoreFolder.with { folder in
      let store = FolderStore(folder.root)
      let key = try await store.add(folder.write([1, 2, 3], to: "source")).key
      let file = try await store.open(key)

      #expect(try await store.contains(key))
      #expect(try await store.remove(key))

      #expect(try await store.contains(key) == false)
      #expect(try file.allBytes() == [1, 2, 3])
      #expect(try await store.add(folder.path + "/source").isNew)
    }
  }

  @Test func `a source that is no file is refused`() async throws {
    try await StoreFolder.with { folder in
      let store = FolderStore(folder.root)
      let pipe = folder.path + "/pipe"
      let link = folder.path + "/link"
      #expect(mkfifo(pipe, 0o600) == 0 && symlink("/etc/passwd", link) == 0)

      for path in [pipe, link, folder.path, folder.path + "/none"] {
        await #expect(throws: MediaError.self) { try await store.add(path) }
      }
      #expect(folder.objects.isEmpty)
    }
  }

  @Test func `descriptors do not leak over ten thousand files`() async throws {
    let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    try await StoreFolder.with(in: parent) { folder in
      let store = FolderStore(folder.root)
      _ = try await store.add { try withUnsafeBytes(of: 0, $0) }
      // Other tests open and close some of their own meanwhile, but not thousands.
      let before = openDescriptorCount()

      for number in 1...10_000 {
        let stored = try await store.add { try withUnsafeBytes(of: number, $0) }
        _ = try await store.open(stored.key)
        _ = try? await store.open(ContentHash(SHA256.hash("none \(number)")))
      }

      #expect(openDescriptorCount() < before + 2000)
      #expect(try await store.usage().objectCount == 10_001)
    }
  }
}
