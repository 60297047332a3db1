import Dispatch
import Glibc
import Synchronization

/// A TCP proxy on loopback that does on demand what networks do: delay, crawl, go silent in one direction, cut, refuse.
public final class FaultProxy: Sendable {
  private struct State {
    var plan = FaultPlan()
    var isRefusing = false
    var isStopped = false
    var links: [Int: (client: TCPSocket, server: TCPSocket)] = [:]
    var nextID = 0
    var held = 0
  }

  public let port: UInt16
  private let target: UInt16
  private let listener: TCPSocket
  private let state = Mutex(State())

  /// Listens on a free port and connects every client to `target`.
  public init(to target: UInt16) throws {
    self.target = target
    (listener, port) = try TCPSocket.listening()
    Thread.start { [self] in accept() }
  }

  public func set(_ behaviour: Behaviour, _ direction: Direction) {
    state.withLock { $0.plan.behaviours[direction] = behaviour }
  }

  /// How many pieces are held at present.
  public var heldCount: Int { state.withLock { $0.held } }

  /// Whether new connections are reset at once.
  public func refuse(_ isRefusing: Bool) { state.withLock { $0.isRefusing = isRefusing } }

  /// Resets every connection there is.
  public func reset() {
    for link in state.withLock({ $0.links.values.map(\.self) }) { cut(link.client, link.server) }
  }

  public func stop() {
    state.withLock { $0.isStopped = true }
    listener.shut()
    reset()
  }

  private func accept() {
    while let client = try? listener.accepted() {
      let isWelcome = state.withLock { !$0.isRefusing && !$0.isStopped }
      guard isWelcome, let server = try? TCPSocket.connected(to: target) else {
        client.reset()
        continue
      }
      let id = state.withLock { state in
        state.nextID += 1
        state.links[state.nextID] = (client, server)
        return state.nextID
      }
      Thread.start { [self] in pump(client, server, .toServer, link: id) }
      Thread.start { [self] in pump(server, client, .toClient, link: id) }
    }
  }

  private func pump(_ from: TCPSocket, _ to: TCPSocket, _ direction: Direction, link: Int) {
    while true {
      let bytes = from.read()
      guard !bytes.isEmpty, forward(bytes, from, to, direction) else { break }
    }
    from.shut()
    to.shut()
    state.withLock { _ = $0.links.removeValue(forKey: link) }
  }

  /// Does with the bytes what is planned at each moment; false when the connection is to end.
  private func forward(_ bytes: [UInt8], _ from: TCPSocket, _ to: TCPSocket, _ direction: Direction) -> Bool {
    var rest = bytes[...]
    var isHeld = false
    defer { if isHeld { state.withLock { $0.held -= 1 } } }
    while !rest.isEmpty {
      switch state.withLock({ $0.plan.next(direction, rest.count) }) {
      case .forward(let count, let delay):
        Thread.pause(for: delay)
        guard to.write(Array(rest.prefix(count))) else { return false }
        rest = rest.dropFirst(count)
      case .drop: return true
      case .reset(let count):
        _ = to.write(Array(rest.prefix(count)))
        cut(from, to)
        return false
      case .wait:
        if !isHeld { state.withLock { $0.held += 1 } }
        isHeld = true
        Thread.pause(for: .milliseconds(1))
        guard state.withLock({ !$0.isStopped }) else { return false }
      }
    }
    return true
  }

  private func cut(_ one: TCPSocket, _ other: TCPSocket) {
    one.reset()
    other.reset()
  }
}

/// Threads of their own for fixtures that block: the default pool has too few to lend.
enum Thread {
  static func start(_ body: @escaping @Sendable () -> Void) {
    DispatchQueue(label: "fixture").async(execute: body)
  }

  /// Blocks the calling thread.
  static func pause(for duration: Duration) {
    guard duration > .zero else { return }
    let (seconds, attoseconds) = duration.components
    var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    nanosleep(&time, nil)
  }
}
