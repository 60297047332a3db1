import Crypto
import Glibc
import Lifecycle
import Media
import TestKit
import Testing

@Suite(.timeLimit(.minutes(2))) struct StoreCrowdTests {
  @Test func `sixteen who add the same keep one, and one of them was the first`() async throws {
    try await StoreFolder.with { folder in
      // Each as if in a process of its own: all they have in common is the folder.
      let bytes = randomBytes(400_000, seed: 5)

      let added = try await withThrowingTaskGroup(of: StoredMedia.self) { group in
        for number in 0..<16 {
          let source = folder.write(bytes, to: "source \(number)")
          group.addTask {
            try await FolderStore(folder.root).add(
              source, expecting: nil, limit: nil, moving: number.isMultiple(of: 2))
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }

      #expect(Set(added.map(\.key)) == [ContentHash(SHA256.hash(bytes))])
      #expect(added.count { $0.isNew } == 1 && folder.objects.count == 1)
      #expect(folder.names(in: "incoming").isEmpty && folder.names(in: "damaged").isEmpty)
    }
  }

  @Test func `sixteen who add something else each keep sixteen`() async throws {
    try await StoreFolder.with { folder in
      let store = FolderStore(folder.root)

      let added = try await withThrowingTaskGroup(of: StoredMedia.self) { group in
        for number in 0..<16 {
          group.addTask {
            let writer = try await store.writer()
            for piece in 0..<8 {
              try await writer.append(randomBytes(5000, seed: UInt64(number * 8 + piece)))
            }
            return try await writer.commit()
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }

      #expect(Set(added.map(\.key)).count == 16 && added.allSatisfy { $0.isNew && $0.byteCount == 40_000 })
      for media in added { #expect(try await store.open(media.key).allBytes().count == 40_000) }
    }
  }

  @Test func `who adds and opens while everything is thrown out finds whole files or none`() async throws {
    try await StoreFolder.with { folder in
      let store = FolderStore(folder.root)
      let limits = StoreLimits(byteLimit: 0, youth: .zero)

      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<4 {
          group.addTask {
            for turn in 0..<100 {
              let bytes = randomBytes(100, seed: UInt64(turn % 10))
              let stored = try await store.add { try bytes.withUnsafeBytes($0) }
              do { #expect(try await store.open(stored.key).allBytes() == bytes, "\(number)") } catch {
                #expect((error as? MediaError)?.code == .notStored, "\(error)")
              }
            }
          }
        }
        group.addTask { for _ in 0..<100 { _ = try await store.evict(limits) } }
        try await group.waitForAll()
      }

      #expect(folder.names(in: "incoming").isEmpty && folder.names(in: "damaged").isEmpty)
    }
  }

  @Test(arguments: 1...5)
  func `a process that is killed while it adds leaves whole objects only, and all that it told of`(
    round: Int
  ) async throws {
    try await StoreFolder.with { folder in
      var filler = ChildProcess(
        CheckoutFiles.program("StoreFiller"), [folder.root], timeout: .seconds(30))
      filler.onErrorOutput = { pid, errors in
        if errors.count > 65 * 10 * round { kill(pid, SIGKILL) }
      }

      let result = try await filler.run()

      #expect(result.status == .killed(signal: SIGKILL))
      let told = result.errorText.split(separator: "\n").filter { $0.count == 64 }.compactMap {
        ContentHash(String($0))
      }
      #expect(told.count >= 10 * round)
      let store = FolderStore(folder.root)
      for key in told { #expect(try await store.contains(key)) }
      for path in folder.objects {
        let name = String(path.split(separator: "/").last ?? "")
        _ = try await store.open(#require(ContentHash(name)))
      }
      #expect(folder.names(in: "incoming").count <= 1 && folder.names(in: "damaged").isEmpty)
    }
  }
}
