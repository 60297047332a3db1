import CPostgres
import Dispatch
import Glibc
import Lifecycle

/// One open connection of libpq, used by one thread.
///
/// Every wait goes through `wait(for:until:)`, so none lasts longer than its deadline and each ends when the
/// caller is cancelled.
final class Handle {
  let pointer: OpaquePointer
  private let wake: Wake
  private let farewell = Farewell()

  /// Opens a connection. Blocks until the server has answered, at most until `deadline`.
  init(_ settings: ConnectionSettings, wake: Wake) throws(StorageError) {
    let deadline = ContinuousClock.now + settings.connectTimeout
    self.wake = wake
    pointer = try Self.start(settings.parameters)
    // The receiver is called only inside of calls on this handle, so the flag outlives it.
    PQsetNoticeReceiver(pointer, { Farewell.hear($0, $1) }, Unmanaged.passUnretained(farewell).toOpaque())
    try connect(to: settings, until: deadline)
    guard PQserverVersion(pointer) >= 150_000 else {
      let version = PQparameterStatus(pointer, "server_version").map { String(cString: $0) } ?? "unknown"
      throw StorageError(
        .unsupportedServer, "the server at \(settings) is Postgres \(version); 15 or later is needed")
    }
    guard PQsetnonblocking(pointer, 1) == 0 else { throw failure(.unreachable) }
  }

  deinit { PQfinish(pointer) }

  private static func start(_ parameters: [(String, String)]) throws(StorageError) -> OpaquePointer {
    let keywords = parameters.map { strdup($0.0) }
    let values = parameters.map { strdup($0.1) }
    defer { for string in keywords + values { free(string) } }
    let keys: [UnsafePointer<CChar>?] = keywords.map { UnsafePointer($0) } + [nil]
    let texts: [UnsafePointer<CChar>?] = values.map { UnsafePointer($0) } + [nil]
    guard let pointer = PQconnectStartParams(keys, texts, 0) else {
      throw StorageError(.resources, "out of memory")
    }
    return pointer
  }

  private func connect(to settings: ConnectionSettings, until deadline: ContinuousClock.Instant)
    throws(StorageError)
  {
    var state = PGRES_POLLING_WRITING
    guard PQstatus(pointer) != CONNECTION_BAD else { throw ConnectFailure.error(message, settings) }
    while state != PGRES_POLLING_OK {
      do throws(StorageError) {
        _ = try wait(for: state == PGRES_POLLING_READING ? POLLIN : POLLOUT, until: deadline)
      } catch {
        guard error.code == .timeout else { throw error }
        throw StorageError(
          .unreachable, "the database at \(settings) did not answer within \(settings.connectTimeout)")
      }
      state = PQconnectPoll(pointer)
      if state == PGRES_POLLING_FAILED { throw ConnectFailure.error(message, settings) }
    }
  }

  // MARK: Waiting

  /// Waits until the socket is ready. Throws `.timeout` at the deadline and `.cancelled` when the caller was.
  func wait(for events: Int32, until deadline: ContinuousClock.Instant?) throws(StorageError) -> Int32 {
    while true {
      var ends = [
        pollfd(fd: PQsocket(pointer), events: Int16(events), revents: 0),
        pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&ends, 2, deadline.map { Self.milliseconds(until: $0) } ?? -1)
      if count < 0, errno != EINTR {
        throw StorageError(.resources, "poll: \(String(cString: strerror(errno)))")
      }
      if count > 0, ends[1].revents != 0 { throw StorageError(.cancelled, "the caller was cancelled") }
      if count > 0, ends[0].revents != 0 { return Int32(ends[0].revents) }
      if let deadline, ContinuousClock.now >= deadline { throw StorageError(.timeout, "no answer in time") }
    }
  }

  private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
    let left = ContinuousClock.now.duration(to: deadline)
    guard left > .zero else { return 0 }
    return Int32(clamping: left.wholeMilliseconds + 1)
  }

  /// Sends what libpq has buffered, taking in what arrives meanwhile: a server that cannot write stops reading.
  func flush(until deadline: ContinuousClock.Instant?) throws(StorageError) {
    while true {
      let rest = PQflush(pointer)
      if rest == 0 { return }
      guard rest > 0 else { throw failure(.unreachable) }
      let ready = try wait(for: POLLIN | POLLOUT, until: deadline)
      if ready & POLLIN != 0 { try consume() }
    }
  }

  /// The next result of the statement that is under way; `nil` when it has no more.
  func nextResult(until deadline: ContinuousClock.Instant?) throws(StorageError) -> OpaquePointer? {
    while PQisBusy(pointer) == 1 {
      _ = try wait(for: POLLIN, until: deadline)
      try consume()
    }
    return PQgetResult(pointer)
  }

  func consume() throws(StorageError) {
    guard PQconsumeInput(pointer) == 1 else { throw failure(.unreachable) }
  }

  // MARK: State

  var isOpen: Bool { PQstatus(pointer) == CONNECTION_OK }
  var transactionStatus: PGTransactionStatusType { PQtransactionStatus(pointer) }
  var message: String { String(cString: PQerrorMessage(pointer)) }

  func failure(_ code: StorageError.Code) -> StorageError {
    StorageError(isOpen ? code : .unreachable, oneLine(message))
  }

  /// Whether the server has left while the connection was idle. What it says unasked is a notification, a notice
  /// or its farewell, so it must be read to be told apart; the end of the stream shows only behind it.
  var isStale: Bool {
    var end = pollfd(fd: PQsocket(pointer), events: Int16(POLLIN), revents: 0)
    while isOpen, poll(&end, 1, 0) > 0 {
      guard PQconsumeInput(pointer) == 1 else { return true }
      // Hands notices to the receiver.
      _ = PQisBusy(pointer)
      if farewell.wasSaid { return true }
    }
    return !isOpen
  }
}

/// Remembers whether the server has said that it ends the connection. Notices are otherwise nobody's business:
/// what matters comes as an error.
private final class Farewell {
  private(set) var wasSaid = false

  static func hear(_ context: UnsafeMutableRawPointer?, _ result: OpaquePointer?) {
    guard let context, let state = hookline_pg_sqlstate(result) else { return }
    // Class 57P: the server or an administrator ends the connection.
    if String(cString: state).hasPrefix("57P") {
      Unmanaged<Farewell>.fromOpaque(context).takeUnretainedValue().wasSaid = true
    }
  }
}
