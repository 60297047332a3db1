import Glibc
import Synchronization

/// Where a stream of the program goes.
protocol Sink: Sendable {
  /// Why something was lost; nil when nothing was, or nobody wanted it.
  var failure: String? { get }
  /// Whether what is written still goes anywhere; who writes for ever looks at it.
  var isOpen: Bool { get }

  func write(_ text: String)
}

extension Sink {
  var isOpen: Bool { failure == nil }
}

/// Writes to an open descriptor until that fails once.
///
/// Nobody reading any more is no failure: `hookline … | head` is an ordinary thing to do.
final class DescriptorSink: Sink {
  private let descriptor: Int32
  private let state = Mutex<Int32>(0)

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  var failure: String? {
    let number = state.withLock { $0 }
    return number == 0 || number == EPIPE ? nil : String(cString: strerror(number))
  }

  var isOpen: Bool { state.withLock { $0 } == 0 }

  func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      state.withLock { failure in
        var rest = UnsafeRawBufferPointer(bytes)[...]
        while failure == 0, !rest.isEmpty {
          let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
          if count >= 0 { rest = rest.dropFirst(count) } else { failure = Self.failure(descriptor, errno) }
        }
      }
    }
  }

  /// Zero when the write may be tried again.
  private static func failure(_ descriptor: Int32, _ number: Int32) -> Int32 {
    guard number == EAGAIN else { return number == EINTR ? 0 : number }
    // Another process has made the shared terminal or pipe non-blocking.
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&request, 1, -1) >= 0 || errno == EINTR ? 0 : errno
  }
}
