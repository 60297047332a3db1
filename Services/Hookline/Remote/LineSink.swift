import Glibc
import HTTP
import Synchronization

/// Prints lines as they come from a gateway, each of them whole.
final class LineSink: BodySink {
  private struct State {
    var isWanted = false
    /// The beginning of a line.
    var rest: [UInt8] = []
    var refusal: [UInt8] = []
  }

  static let type = "application/x-ndjson"
  /// Of a refusal this much is read.
  private static let refusalLimit = 64 << 10
  /// A longer line is none of a gateway.
  private static let lineLimit = 64 << 20

  private let state = Mutex(State())
  private let output: any Sink

  init(_ output: any Sink) { self.output = output }

  /// Whether it was lines that came.
  var isWanted: Bool { state.withLock { $0.isWanted } }
  var refusal: [UInt8] { state.withLock { $0.refusal } }
  /// Whether the last line has come to its end.
  var isWhole: Bool { state.withLock { $0.rest.isEmpty } }

  func begin(_ status: Status, _ headers: Headers) -> Bool {
    let isOfLines = headers["Content-Type"]?.lowercased().hasPrefix(Self.type) ?? false
    state.withLock { $0 = State(isWanted: status == .ok && isOfLines) }
    return true
  }

  func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    state.withLock { state in
      guard state.isWanted else {
        state.refusal += bytes.prefix(Self.refusalLimit - min(Self.refusalLimit, state.refusal.count))
        return true
      }
      guard let start = bytes.baseAddress, let count = Self.lines(in: bytes) else {
        state.rest.append(contentsOf: bytes)
        return state.rest.count <= Self.lineLimit
      }
      state.rest.append(contentsOf: UnsafeRawBufferPointer(start: start, count: count))
      output.write(String(decoding: state.rest, as: UTF8.self))
      state.rest = Array(UnsafeRawBufferPointer(start: start + count, count: bytes.count - count))
      // Who reads no further wants no more.
      return output.isOpen
    }
  }

  /// How many bytes there are up to the last end of a line; nil where none ends. A loop over bytes would take longer than
  /// all else that is done with them.
  private static func lines(in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let start = bytes.baseAddress else { return nil }
    var count = 0
    while let end = memchr(start + count, 0x0A, bytes.count - count) {
      count = start.distance(to: UnsafeRawPointer(end)) + 1
    }
    return count > 0 ? count : nil
  }
}
