import CPostgres
import Dispatch

/// One request to cancel, sent from a thread that may block.
///
/// Safe to share between threads: `PQcancel` may be called from any, `send` is called once, and the pointer is
/// freed with the last reference, that is after `send` has returned.
final class CancelDelivery: @unchecked Sendable {
  private let request: OpaquePointer?
  private let isDone = DispatchSemaphore(value: 0)

  init(_ request: OpaquePointer?) { self.request = request }

  deinit { PQfreeCancel(request) }

  func send() {
    var reason = [CChar](repeating: 0, count: 256)
    PQcancel(request, &reason, Int32(reason.count))
    isDone.signal()
  }

  /// Whether the server has taken the request, or refused it, within this time.
  func wait(upTo limit: Duration) -> Bool {
    isDone.wait(timeout: .now() + .milliseconds(Int(limit.wholeMilliseconds))) == .success
  }
}
