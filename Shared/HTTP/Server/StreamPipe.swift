import CMicroHTTPD
import Synchronization

/// Carries the chunks of a streamed response from the task that makes them to the event thread that sends them.
///
/// Back-pressure: one write may be waiting, and its chunk is taken only when everything before it was sent.
/// When there is nothing to send the connection is suspended, and the next chunk resumes it.
final class StreamPipe: Sendable {
  private struct State {
    var chunk: ArraySlice<UInt8> = []
    var writer: CheckedContinuation<Bool, Never>?
    /// Set when no more chunks come.
    var ending: Ending?
    var isSuspended = false
    /// Of bodies.
    var byteCount = 0

    /// Whether the caller must resume the connection.
    mutating func wake() -> Bool {
      defer { isSuspended = false }
      return isSuspended
    }
  }

  private enum Ending {
    case complete, failed
  }

  private let handle: ConnectionHandle
  private let connection: Connection
  let heartbeat: Response.Heartbeat?
  private let state = Mutex(State())

  init(handle: ConnectionHandle, connection: Connection, heartbeat: Response.Heartbeat?) {
    self.handle = handle
    self.connection = connection
    self.heartbeat = heartbeat
  }

  /// How much was taken by the event thread.
  var byteCount: Int { state.withLock { $0.byteCount } }

  /// Sends the heartbeat, if there is still nothing else to send.
  func beat() {
    guard let heartbeat else { return }
    let mustResume = state.withLock { state in
      guard state.ending == nil, state.isSuspended, state.chunk.isEmpty else { return false }
      state.chunk = heartbeat.bytes[...]
      return state.wake()
    }
    if mustResume { handle.resume() }
  }

  /// Returns when the chunk is on its way; false when nobody takes it any more.
  func write(_ chunk: [UInt8]) async -> Bool {
    guard !chunk.isEmpty else { return state.withLock { $0.ending == nil } }
    return await withCheckedContinuation { writer in
      let (isOver, mustResume) = state.withLock { state in
        guard state.ending == nil else { return (true, false) }
        // A heartbeat may be on its way.
        state.chunk = state.chunk.isEmpty ? chunk[...] : state.chunk + chunk
        state.writer = writer
        return (false, state.wake())
      }
      if isOver { writer.resume(returning: false) }
      if mustResume { handle.resume() }
    }
  }

  /// No more chunks come.
  func finish() { end(as: .complete) }

  /// The rest is lost: the client has gone, the source has failed, or the server stops.
  func abort() { end(as: .failed) }

  private func end(as ending: Ending) {
    let (writer, mustResume) = state.withLock { state in
      guard state.ending == nil else { return (nil as CheckedContinuation<Bool, Never>?, false) }
      state.ending = ending
      defer { state.writer = nil }
      return (state.writer, state.wake())
    }
    writer?.resume(returning: false)
    if mustResume { handle.resume() }
  }

  /// Fills the buffer of the event thread, which calls this whenever the last bytes were sent.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let (count, writer) = state.withLock { state -> (Int, CheckedContinuation<Bool, Never>?) in
      if state.ending == .failed { return (hookline_mhd_end_with_error(), nil) }
      guard !state.chunk.isEmpty else {
        guard state.ending == nil else { return (hookline_mhd_end_of_stream(), nil) }
        // Under the lock, or a chunk that comes now would resume what is not yet suspended.
        handle.suspend()
        state.isSuspended = true
        return (0, nil)
      }
      let piece = state.chunk.prefix(buffer.count)
      buffer.copyBytes(from: piece)
      state.chunk = state.chunk.dropFirst(piece.count)
      state.byteCount += piece.count
      guard state.chunk.isEmpty else { return (piece.count, nil) }
      defer { state.writer = nil }
      return (piece.count, state.writer)
    }
    if count == 0 { connection.streamRanDry(self) } else { connection.sent() }
    writer?.resume(returning: true)
    return count
  }
}
