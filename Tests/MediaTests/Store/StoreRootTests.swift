import Glibc
import Media
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct StoreRootTests {
  @Test func `a root that is a file, or open for everybody, is refused with what to do`() async throws {
    try await StoreFolder.with { folder in
      let file = folder.write([1], to: "file")
      let open = folder.path + "/open"
      #expect(mkdir(open, 0o700) == 0 && chmod(open, 0o777) == 0)

      let first = await #expect(throws: MediaError.self) {
        try await FolderStore(file).add { try withUnsafeBytes(of: 1, $0) }
      }
      let second = await #expect(throws: MediaError.self) { try await FolderStore(open).usage() }
      let third = await #expect(throws: MediaError.self) {
        try await FolderStore(file + "/deeper").add { try withUnsafeBytes(of: 1, $0) }
      }

      #expect(first?.message == "\(file) is not a folder; HOOKLINE_MEDIA_DIR must name one")
      #expect(second?.message.hasSuffix("chmod o-w \(open)") == true)
      #expect([first, second, third].allSatisfy { $0?.code == .storeFailed && $0?.isRetriable == true })
    }
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func `a root that is for reading is told as such`() async throws {
    try await StoreFolder.with { folder in
      #expect(mkdir(folder.root, 0o500) == 0)

      let error = await #expect(throws: MediaError.self) {
        try await FolderStore(folder.root).add { try withUnsafeBytes(of: 1, $0) }
      }

      #expect(error?.message.contains("user \(geteuid()) may not") == true)
    }
  }

  @Test func `a root that vanishes is made anew, with all that leads to it`() async throws {
    try await StoreFolder.with { folder in
      let store = FolderStore(folder.root + "/a/b/c")

      _ = try await store.add { try withUnsafeBytes(of: 1, $0) }
      #expect(rename(folder.root, folder.path + "/gone") == 0)
      let second = try await store.add { try withUnsafeBytes(of: 1, $0) }

      #expect(second.isNew)
      #expect(try await store.usage().objectCount == 1)
    }
  }

  @Test(.enabled(if: getuid() == 0, "mounting a small file system needs root"))
  func `a full disk is told with what to do, leaves nothing half, and works again with room`() async throws {
    try await withSmallFileSystem { path in
      let store = FolderStore(path + "/media")
      let ballast = try await store.add { append in
        try [UInt8](repeating: 1, count: 3 << 20).withUnsafeBytes(append)
      }
      let writer = try await store.writer()

      let error = await #expect(throws: MediaError.self) {
        for byte in 0..<200 as Range<UInt8> {
          try await writer.append([UInt8](repeating: byte, count: 1 << 16))
        }
      }

      #expect(error?.code == .storeFailed && error?.message.contains("HOOKLINE_MEDIA_LIMIT") == true)
      let usage = try await store.usage()
      #expect(usage.objectCount == 1 && usage.incomingByteCount == 0)
      #expect(try await store.remove(ballast.key))
      let fits = try await store.add { append in
        try [UInt8](repeating: 2, count: 3 << 20).withUnsafeBytes(append)
      }
      #expect(try await store.open(fits.key).byteCount == 3 << 20)
    }
  }
}
