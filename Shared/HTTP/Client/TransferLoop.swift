import CCurl
import Lifecycle
import Synchronization

/// The thread of a client: starts transfers, moves their bytes, and ends those that are over.
///
/// Unchecked, because `multi` is shared: it is made and freed with this object, its `wakeup` may be called from any
/// thread, and all else is done by the one thread in `live`, which keeps this object alive.
final class TransferLoop: @unchecked Sendable {
  private struct State {
    var line: [Call] = []
    var isStarted = false
    var isStopped = false
  }

  private let settings: ClientSettings
  private let multi: UnsafeMutableRawPointer
  private let state = Mutex(State())

  private static let isLibraryReady = curl_global_init(allParts) == CURLE_OK
  /// CURL_GLOBAL_ALL, a macro.
  private static let allParts = 3

  init(_ settings: ClientSettings) {
    precondition(Self.isLibraryReady, "libcurl cannot be set up")
    guard let multi = curl_multi_init() else { preconditionFailure("no memory for libcurl") }
    self.settings = settings
    self.multi = multi
    _ = hookline_curl_set_multi_number(multi, CURLMOPT_MAXCONNECTS, settings.transferLimit)
  }

  deinit { curl_multi_cleanup(multi) }

  func add(_ call: Call) {
    let isFirst = state.withLock { state in
      state.line.append(call)
      defer { state.isStarted = true }
      return !state.isStarted
    }
    if isFirst {
      let thread = Thread()
      Task { await thread.live(self) }
    } else {
      wake()
    }
  }

  func wake() { curl_multi_wakeup(multi) }

  /// Ends the thread. Nobody waits any more by then: who waits for an answer holds the client.
  func stop() {
    state.withLock { $0.isStopped = true }
    wake()
  }

  private actor Thread {
    private let executor = BlockingExecutor(label: "http client")

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Blocks its thread for as long as the client lives.
    func live(_ loop: TransferLoop) { loop.live() }
  }

  // MARK: The thread

  private func live() {
    var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
    while !state.withLock({ $0.isStopped }) {
      let now = ContinuousClock.now
      for (handle, transfer) in transfers where transfer.isDue(at: now) {
        curl_multi_remove_handle(multi, handle)
        transfers[handle] = nil
      }
      for call in takeLine(at: now, room: settings.transferLimit - transfers.count) {
        guard let transfer = Transfer.make(call, settings) else { continue }
        curl_multi_add_handle(multi, transfer.handle)
        transfers[transfer.handle] = transfer
      }
      var runningCount: Int32 = 0
      curl_multi_perform(multi, &runningCount)
      let hasEnded = takeEnded(&transfers)
      if !hasEnded { sleep(until: nextDeadline(transfers)) }
    }
    for handle in transfers.keys { curl_multi_remove_handle(multi, handle) }
  }

  /// The next calls to carry out; those in the line that are overdue are answered.
  private func takeLine(at now: ContinuousClock.Instant, room: Int) -> [Call] {
    let (late, next) = state.withLock { state in
      guard !state.line.isEmpty else { return ([Call](), [Call]()) }
      let late = state.line.filter { $0.deadline <= now }
      state.line.removeAll { $0.deadline <= now || $0.isOver }
      let next = Array(state.line.prefix(room))
      state.line.removeFirst(next.count)
      return (late, next)
    }
    for call in late { call.expire("it waited in line for others") }
    return next
  }

  /// Answers the transfers that have ended; whether there were any.
  private func takeEnded(_ transfers: inout [UnsafeMutableRawPointer: Transfer]) -> Bool {
    var hasEnded = false
    var restCount: Int32 = 0
    while let message = curl_multi_info_read(multi, &restCount) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
      let code = message.pointee.data.result
      // Frees the message as well, so it is read before.
      curl_multi_remove_handle(multi, handle)
      transfers.removeValue(forKey: handle)?.end(code)
      hasEnded = true
    }
    return hasEnded
  }

  private func nextDeadline(_ transfers: [UnsafeMutableRawPointer: Transfer]) -> ContinuousClock.Instant? {
    let waiting = state.withLock { $0.line.map(\.deadline).min() }
    return ([waiting] + transfers.values.map(\.call.deadline)).compactMap(\.self).min()
  }

  /// Sleeps until a socket is ready, the library wants a turn, somebody wakes the loop, or it is time.
  private func sleep(until deadline: ContinuousClock.Instant?) {
    let limit = deadline.map { min(.seconds(60), max(.zero, $0 - .now)) } ?? .seconds(60)
    curl_multi_poll(multi, nil, 0, Int32(limit / .milliseconds(1)) + 1, nil)
  }
}

extension Call {
  /// Answers that the time is over.
  func expire(_ reason: String) {
    finish(
      .failure(HTTPError(code: .timeout, message: "\(title): no answer within \(timeout): \(reason)")))
  }
}
