import Dispatch
import Glibc
import Synchronization

/// A TCP proxy on loopback that does on demand what networks do: go silent in one direction, cut, refuse.
public final class FaultProxy: Sendable {
  public enum Direction: Sendable, CaseIterable {
    case toServer, toClient
  }

  public enum Behaviour: Sendable {
    case pass
    /// Takes the bytes and drops them, as a black hole does.
    case swallow
    /// Lets that many pieces pass, drops the next one, resets its connection and passes again.
    case cut(after: Int)
  }

  private struct State {
    var behaviours: [Direction: Behaviour] = [:]
    var isRefusing = false
    var isStopped = false
    var links: [Int: (client: TCPSocket, server: TCPSocket)] = [:]
    var nextID = 0

    /// What becomes of the piece that has just come.
    mutating func next(_ direction: Direction) -> Behaviour {
      let behaviour = behaviours[direction] ?? .pass
      guard case .cut(let pieces) = behaviour else { return behaviour }
      behaviours[direction] = pieces > 0 ? .cut(after: pieces - 1) : .pass
      return pieces > 0 ? .pass : behaviour
    }
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
    state.withLock { $0.behaviours[direction] = behaviour }
  }

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
      guard !bytes.isEmpty else { break }
      switch state.withLock({ $0.next(direction) }) {
      case .swallow: continue
      case .cut: cut(from, to)
      case .pass: if !to.write(bytes) { from.shut() }
      }
    }
    from.shut()
    to.shut()
    state.withLock { _ = $0.links.removeValue(forKey: link) }
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
}
