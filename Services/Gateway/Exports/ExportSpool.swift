import API
import Compression
import Glibc
import HTTP
import Synchronization

/// What is exported, between the database, which is let go of as soon as it has told everything, and a client, who may be
/// slow: packed, in a file without a name.
final class ExportSpool: Sendable {
  private struct Piece {
    let offset: Int
    let count: Int
  }

  private struct State {
    var pieces: [Piece] = []
    /// How many of them were taken.
    var taken = 0
    var byteCount = 0
    var ending: Result<Void, any Error>?
    var isAbandoned = false
    var waiting: CheckedContinuation<Void, Never>?

    var isSettled: Bool { taken < pieces.count || ending != nil || isAbandoned }

    mutating func wake() -> CheckedContinuation<Void, Never>? {
      defer { waiting = nil }
      return waiting
    }
  }

  /// The file does not give what it took.
  private struct Unreadable: Error {}

  static let noRoom = Refusal(.insufficientStorage, "room", "There is no room for what is exported.")
  private static let pieceLength = 1 << 20

  private let descriptor: Int32
  private let byteLimit: Int
  private let release: @Sendable () -> Void
  private let state = Mutex(State())

  /// Nil when the folder takes no file.
  init?(in folder: String, byteLimit: Int, release: @escaping @Sendable () -> Void) {
    var name = Array("\(folder)/export-XXXXXX".utf8CString)
    descriptor = mkstemp(&name)
    self.byteLimit = byteLimit
    self.release = release
    guard descriptor >= 0 else { return nil }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  deinit {
    close(descriptor)
    release()
  }

  // MARK: Writing

  /// Adds bytes, on a thread that may block. Throws when nobody wants them any more, or there is no room.
  func add(_ bytes: [UInt8]) throws {
    for start in stride(from: 0, to: bytes.count, by: Self.pieceLength) {
      let part = Array(bytes[start..<min(start + Self.pieceLength, bytes.count)])
      try append(Gzip.packed(part, level: 1))
    }
  }

  private func append(_ packed: [UInt8]) throws {
    let offset = try state.withLock { state in
      guard !state.isAbandoned else { throw CancellationError() }
      guard state.byteCount + packed.count <= byteLimit else { throw Self.noRoom }
      return state.byteCount
    }
    try write(packed, at: offset)
    let waiting = state.withLock { state in
      state.pieces.append(Piece(offset: offset, count: packed.count))
      state.byteCount += packed.count
      return state.wake()
    }
    waiting?.resume()
  }

  private func write(_ bytes: [UInt8], at offset: Int) throws {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        pwrite(descriptor, buffer.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.noRoom }
      done += count
    }
  }

  /// Nothing more comes.
  func end(_ ending: Result<Void, any Error>) {
    let waiting = state.withLock { state in
      state.ending = state.ending ?? ending
      return state.wake()
    }
    waiting?.resume()
  }

  /// Nobody wants it any more.
  func abandon() {
    let waiting = state.withLock { state in
      state.isAbandoned = true
      return state.wake()
    }
    waiting?.resume()
  }

  // MARK: Reading

  /// Waits until there is something, or nothing more comes. One task may wait.
  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isSettled = state.withLock { state in
          guard !state.isSettled else { return true }
          state.waiting = continuation
          return false
        }
        if isSettled { continuation.resume() }
      }
    } onCancel: {
      abandon()
    }
  }

  /// The next part of what is there, unpacked; nil where there is none, and nothing went wrong. It blocks.
  func take() throws -> [UInt8]? {
    let (piece, ending) = try state.withLock { state -> (Piece?, Result<Void, any Error>?) in
      // No end in good order: what was told is not all.
      guard !state.isAbandoned else { throw CancellationError() }
      guard state.taken < state.pieces.count else { return (nil, state.ending) }
      defer { state.taken += 1 }
      return (state.pieces[state.taken], nil)
    }
    try ending?.get()
    guard let piece else { return nil }
    // It is our own: records that are alike may well pack to a thousandth.
    return try Gzip.unpacked(try read(piece), limits: Gunzip.Limits(ratio: .max))
  }

  /// What went wrong before there was anything to tell.
  func check() throws {
    let ending = state.withLock { $0.pieces.isEmpty ? $0.ending : nil }
    try ending?.get()
  }

  private func read(_ piece: Piece) throws -> [UInt8] {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: piece.count) { buffer, filled in
      while filled < piece.count, let start = buffer.baseAddress {
        let count = pread(descriptor, start + filled, piece.count - filled, off_t(piece.offset + filled))
        if count < 0, errno == EINTR { continue }
        failed = count <= 0
        guard count > 0 else { return }
        filled += count
      }
    }
    guard !failed else { throw Unreadable() }
    return bytes
  }
}
