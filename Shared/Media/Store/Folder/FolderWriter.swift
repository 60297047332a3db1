import Lifecycle

/// Writes one file of a folder, on a thread of its own.
actor FolderWriter: StoreWriter {
  private let executor = BlockingExecutor(label: "media writer")
  private let store: FolderStore
  private let expected: ContentHash?
  private let limit: Int?
  private var incoming: IncomingFile?
  private var isOver = false

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ store: FolderStore, expecting expected: ContentHash?, limit: Int?) {
    self.store = store
    self.expected = expected
    self.limit = limit
  }

  /// Makes the file, so that what is wrong with the folder is known before the first byte.
  func begin() throws { _ = try opened() }

  func append(_ bytes: [UInt8]) throws {
    let incoming = try opened()
    do { try bytes.withUnsafeBytes(incoming.append) } catch {
      // The disk may be full of it: its room is wanted now, not when this goes.
      close()
      throw error
    }
  }

  func commit() throws -> StoredMedia {
    let incoming = try opened()
    defer { close() }
    return try store.publish(incoming, try incoming.finish(), expecting: expected)
  }

  private func opened() throws -> IncomingFile {
    guard !isOver else { throw MediaError(.storeFailed, "a file that is over cannot be written to") }
    if let incoming { return incoming }
    let made = try store.incoming(limit: limit)
    incoming = made
    return made
  }

  private func close() {
    incoming = nil
    isOver = true
  }
}
