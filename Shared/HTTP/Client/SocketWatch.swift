import CCurl
import Glibc
import Lifecycle

/// The sockets of a client and its next turn, as the library asks for them. Only those that are ready are handed back, so
/// that a thousand transfers which wait cost next to nothing. Used on the thread of its client only.
final class SocketWatch {
  private let multi: UnsafeMutableRawPointer
  private let pipe: WakePipe
  /// The pipe stands first.
  private var sockets: [pollfd]
  private var places: [curl_socket_t: Int] = [:]
  private var turn: ContinuousClock.Instant?

  /// The library calls back only while this is alive: see `detach`.
  init(_ multi: UnsafeMutableRawPointer, _ pipe: WakePipe) {
    self.multi = multi
    self.pipe = pipe
    sockets = [pollfd(fd: pipe.descriptor, events: Int16(POLLIN), revents: 0)]
    let context = Unmanaged.passUnretained(self).toOpaque()
    let code = hookline_curl_set_watch(multi, noteSocket, noteTurn, context)
    precondition(code == CURLM_OK, "libcurl cannot be watched")
  }

  /// The library forgets of it.
  func detach() { _ = hookline_curl_set_watch(multi, nil, nil, nil) }

  /// Waits until a socket is ready, the library wants a turn, the pipe is raised, or it is time, and lets the library do
  /// what there is to do.
  func wait(until deadline: ContinuousClock.Instant?) {
    let limit = [deadline, turn].compactMap(\.self).min().map { min(.seconds(60), max(.zero, $0 - .now)) }
    let count = poll(&sockets, nfds_t(sockets.count), Self.milliseconds(limit ?? .seconds(60)))
    if count > 0 { serve(count) }
    guard let turn, turn <= .now else { return }
    self.turn = nil
    act(-1, 0)
  }

  /// Rounded up: a wait that ends too early would come back at once.
  private static func milliseconds(_ limit: Duration) -> Int32 {
    limit == .zero ? 0 : Int32(limit / .milliseconds(1)) + 1
  }

  private func serve(_ count: Int32) {
    if sockets[0].revents != 0 { pipe.lower() }
    // The library changes the list meanwhile.
    let ready = sockets.dropFirst().filter { $0.revents != 0 }
    for entry in ready where places[entry.fd] != nil { act(entry.fd, Self.readiness(entry.revents)) }
  }

  private static func readiness(_ events: Int16) -> Int32 {
    var bits: Int32 = 0
    if events & Int16(POLLIN | POLLHUP) != 0 { bits |= CURL_CSELECT_IN }
    if events & Int16(POLLOUT) != 0 { bits |= CURL_CSELECT_OUT }
    if events & Int16(POLLERR | POLLNVAL) != 0 { bits |= CURL_CSELECT_ERR }
    return bits
  }

  private func act(_ socket: curl_socket_t, _ bits: Int32) {
    var runningCount: Int32 = 0
    curl_multi_socket_action(multi, socket, bits, &runningCount)
  }

  // MARK: What the library asks for

  fileprivate func watch(_ socket: curl_socket_t, for what: Int32) {
    guard what != CURL_POLL_REMOVE else { return forget(socket) }
    var events: Int16 = 0
    if what & CURL_POLL_IN != 0 { events |= Int16(POLLIN) }
    if what & CURL_POLL_OUT != 0 { events |= Int16(POLLOUT) }
    guard let place = places[socket] else {
      places[socket] = sockets.count
      return sockets.append(pollfd(fd: socket, events: events, revents: 0))
    }
    sockets[place].events = events
  }

  private func forget(_ socket: curl_socket_t) {
    guard let place = places.removeValue(forKey: socket), let last = sockets.popLast() else { return }
    guard place < sockets.count else { return }
    sockets[place] = last
    places[last.fd] = place
  }

  /// Not at once: the library must not be called from within.
  fileprivate func setTurn(inMilliseconds milliseconds: Int) {
    turn = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
  }
}

private func noteSocket(
  _ easy: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _ what: Int32,
  _ context: UnsafeMutableRawPointer?, _ own: UnsafeMutableRawPointer?
) -> Int32 {
  guard let context else { return 0 }
  Unmanaged<SocketWatch>.fromOpaque(context).takeUnretainedValue().watch(socket, for: what)
  return 0
}

private func noteTurn(
  _ multi: UnsafeMutableRawPointer?, _ milliseconds: Int, _ context: UnsafeMutableRawPointer?
) -> Int32 {
  guard let context else { return 0 }
  Unmanaged<SocketWatch>.fromOpaque(context).takeUnretainedValue().setTurn(inMilliseconds: milliseconds)
  return 0
}
