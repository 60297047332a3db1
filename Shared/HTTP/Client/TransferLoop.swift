import CCurl
import Lifecycle
import Synchronization

/// The thread of a client: starts transfers, moves their bytes, and ends those that are over.
///
/// Unchecked, because `multi` is shared: it is made and freed with this object, and all else is done with it by the one
/// thread in `live`, which keeps this object alive.
final class TransferLoop: @unchecked Sendable {
  private struct State {
    var line: [Call] = []
    var isStarted = false
    var isStopped = false
    /// Of the calls that came since the thread looked, the first to be over.
    var deadline: ContinuousClock.Instant?
    /// Whether a call is over that may be on its way.
    var hasCancelled = false
    /// Whether the thread knows that there is something to look at.
    var isAwake = false
  }

  private let settings: ClientSettings
  private let multi: UnsafeMutableRawPointer
  private let pipe = WakePipe()
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
    let isFirst = wakingUp { state in
      state.line.append(call)
      state.deadline = min(state.deadline ?? call.deadline, call.deadline)
      defer { state.isStarted = true }
      return !state.isStarted
    }
    guard isFirst else { return }
    let thread = Thread()
    Task { await thread.live(self) }
  }

  /// Ends the transfers whose calls are over.
  func dropCancelled() { wakingUp { $0.hasCancelled = true } }

  /// Ends the thread. Nobody waits any more by then: who waits for an answer holds the client.
  func stop() { wakingUp { $0.isStopped = true } }

  private func wakingUp<Value: Sendable>(_ change: (inout State) -> Value) -> Value {
    let (value, wasAwake) = state.withLock { state in
      defer { state.isAwake = true }
      return (change(&state), state.isAwake)
    }
    if !wasAwake { pipe.raise() }
    return value
  }

  private actor Thread {
    private let executor = BlockingExecutor(label: "http client")

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Blocks its thread for as long as the client lives.
    func live(_ loop: TransferLoop) { loop.live() }
  }

  // MARK: The thread

  /// What the thread alone knows.
  private struct Work {
    var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
    /// Before this no time is over.
    var deadline: ContinuousClock.Instant?
    var isStopped = false
    var hasCancelled = false

    /// What the others said since the last look.
    mutating func look(at state: inout State) {
      (isStopped, hasCancelled) = (state.isStopped, state.hasCancelled)
      deadline = [deadline, state.deadline].compactMap(\.self).min()
      (state.isAwake, state.hasCancelled, state.deadline) = (false, false, nil)
    }
  }

  private func live() {
    let watch = SocketWatch(multi, pipe)
    var work = Work()
    while true {
      state.withLock { work.look(at: &$0) }
      guard !work.isStopped else { break }
      if work.hasCancelled || work.deadline.map({ $0 <= .now }) ?? false { endDue(&work) }
      startNext(&work)
      watch.wait(until: work.deadline)
      takeEnded(&work)
    }
    for handle in work.transfers.keys { curl_multi_remove_handle(multi, handle) }
    watch.detach()
  }

  /// Ends what nobody waits for and what is overdue, in the line as well.
  private func endDue(_ work: inout Work) {
    let now = ContinuousClock.now
    for (handle, transfer) in work.transfers where transfer.isDue(at: now) {
      curl_multi_remove_handle(multi, handle)
      work.transfers[handle] = nil
    }
    let late = state.withLock { state in
      let late = state.line.filter { $0.deadline <= now }
      state.line.removeAll { $0.deadline <= now || $0.isOver }
      return late
    }
    for call in late { call.expire("it waited in line for others") }
    let waiting = state.withLock { $0.line.map(\.deadline).min() }
    work.deadline = ([waiting] + work.transfers.values.map(\.call.deadline)).compactMap(\.self).min()
  }

  private func startNext(_ work: inout Work) {
    let room = settings.transferLimit - work.transfers.count
    let next = state.withLock { state in
      let next = Array(state.line.prefix(room))
      state.line.removeFirst(next.count)
      return next
    }
    for call in next where !call.isOver {
      guard let transfer = Transfer.make(call, settings) else { continue }
      curl_multi_add_handle(multi, transfer.handle)
      work.transfers[transfer.handle] = transfer
    }
  }

  /// Answers the transfers that have ended.
  private func takeEnded(_ work: inout Work) {
    var restCount: Int32 = 0
    while let message = curl_multi_info_read(multi, &restCount) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
      let code = message.pointee.data.result
      // Frees the message as well, so it is read before.
      curl_multi_remove_handle(multi, handle)
      work.transfers.removeValue(forKey: handle)?.end(code)
    }
  }
}

extension Call {
  /// Answers that the time is over.
  func expire(_ reason: String) {
    finish(
      .failure(HTTPError(code: .timeout, message: "\(title): no answer within \(timeout): \(reason)")))
  }
}
