import CMicroHTTPD
import Glibc
import Synchronization

/// Takes in what clients go on sending when they were answered before they had sent all of it.
///
/// A socket that is closed while bytes come in tells the other side that everything is over, also the answer that it may not
/// have read: many clients then report a broken connection instead of what was wrong. So nothing more is sent on such a
/// socket, and what comes is thrown away until the client has seen the end, for a short time.
final class Lingering: Sendable {
  /// Who comes when so many are there, or so many of the same address, has their connection broken.
  static let limit = 64
  static let limitPerAddress = 16
  static let patience = Duration.seconds(30)
  /// Without a byte.
  static let quietPatience = Duration.seconds(5)
  static let byteLimit = 256 << 20
  /// Between two looks at a client that sends nothing at the moment, the longer the longer it does not.
  private static let pauses = (shortest: Duration.milliseconds(10), longest: Duration.milliseconds(250))

  private struct State {
    var tasks: [Int: Task<Void, Never>] = [:]
    var next = 0
    var isStopped = false
  }

  private let seats = Seats<String>(limit, share: limitPerAddress)
  private let state = Mutex(State())

  var count: Int { state.withLock { $0.tasks.count } }

  /// Keeps the other end of a connection that is about to be closed. Called on the event thread.
  func keep(_ descriptor: Int32, of peer: String) {
    state.withLock { state in
      guard !state.isStopped, case .entered = seats.enter(peer) else { return }
      let own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
      guard own >= 0 else {
        seats.leave(peer)
        return
      }
      shutdown(own, Int32(SHUT_WR))
      let number = state.next
      state.next += 1
      state.tasks[number] = Task {
        await Self.drain(own)
        close(own)
        self.seats.leave(peer)
        self.state.withLock { _ = $0.tasks.removeValue(forKey: number) }
      }
    }
  }

  /// Lets go of all that are left.
  func stop() async {
    let tasks = state.withLock { state in
      state.isStopped = true
      return Array(state.tasks.values)
    }
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
  }

  private static func drain(_ descriptor: Int32) async {
    let end = ContinuousClock.now + patience
    var (rest, quietEnd, pause) = (byteLimit, ContinuousClock.now + quietPatience, pauses.shortest)
    while rest > 0, .now < min(end, quietEnd), !Task.isCancelled {
      switch take(descriptor) {
      case 0: return
      case let count where count > 0:
        rest -= count
        (quietEnd, pause) = (.now + quietPatience, pauses.shortest)
        // Who sends fast takes no thread from others.
        await Task.yield()
      case _ where errno == EAGAIN || errno == EINTR:
        do { try await Task.sleep(for: pause) } catch { return }
        pause = min(pause * 2, pauses.longest)
      default: return
      }
    }
  }

  private static func take(_ descriptor: Int32) -> Int {
    withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) { room in
      recv(descriptor, room.baseAddress, room.count, Int32(MSG_DONTWAIT))
    }
  }

  /// Whether bytes have come that nobody has read.
  static func holdsBytes(_ descriptor: Int32) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { room in
      recv(descriptor, room.baseAddress, 1, Int32(MSG_DONTWAIT) | Int32(MSG_PEEK)) > 0
    }
  }
}
