import HTTP
import Synchronization

/// Prints lines as they come from a gateway, each of them whole.
final class LineSink: BodySink {
  private struct State {
    var isWanted = false
    /// The beginning of a line.
    var rest: [UInt8] = []
    /// Whether it was lines that came.
  var isWanted: Bool { state.withLock { $0.isWanted } }
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
      guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else {
        state.rest += bytes
        return state.rest.count <= Self.lineLimit
      }
      output.write(String(decoding: state.rest + bytes[...end], as: UTF8.self))
      state.rest = Array(bytes[(end + 1)...])
      // Who reads no further wants no more.
      return output.isOpen
    }
  }
}
