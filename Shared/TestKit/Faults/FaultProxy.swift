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
    var swallowed = 0
    var acceptances: [ContinuousClock.Instant] = []
  }

  public let port: UInt16
  private let target: UInt16
  private let listener: TCPSocket
  private let state = Mutex(State())

  private let bufferByteCount: Int?

  /// Listens on a free port and connects every client to `target`. With small buffers a server that does not read is
  /// felt soon, as over a long line.
  public init(to target: UInt16, bufferByteCount: Int? = nil) throws {
    self.target = target
    self.bufferByteCount = bufferByteCount
    (listener, port) = try TCPSocket.listening()
    // Those that are accepted inherit it.
    if let bufferByteCount { listener.bound(bufferByteCount: bufferByteCount) }
    Thread.start { [self] in accept() }
  }

  public func set(_ behaviour: Behaviour, _ direction: Direction) {
    state.withLock { $0.plan.behaviours[direction] = behaviour }
  }

  /// How many pieces are held at present.
  public var heldCount: Int { state.withLock { $0.held } }

  /// How many bytes black holes have taken.
  public var swallowedCount: Int { state.withLock { $0.swallowed } }

  /// When clients have connected, refused ones included.
  public var acceptances: [ContinuousClock.Instant] { state.withLock { $0.acceptances } }

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
      let isWelcome = state.withLock { state in
        state.acceptances.append(.now)
        return !state.isRefusing && !state.isStopped
      }
      guard isWelcome, let server = try? TCPSocket.connected(to: target) else {
        client.reset()
        continue
      }
      if let bufferByteCount { server.bound(bufferByteCount: bufferByteCount) }
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
    let (client, server) = direction == .toServer ? (from, to) : (to, from)
    end([.toClient: client, .toServer: server])
    state.withLock { _ = $0.links.removeValue(forKey: link) }
  }

  /// Ends each side of a connection; who is behind a black hole hears even that only when it is gone.
  private func end(_ sides: [Direction: TCPSocket]) {
    var sides = sides
    while !sides.isEmpty {
      for (direction, side) in sides where !isHole(direction) {
        side.shut()
        sides[direction] = nil
      }
      Thread.pause(for: sides.isEmpty ? .zero : .milliseconds(5))
    }
  }

  private func isHole(_ direction: Direction) -> Bool {
    state.withLock { $0.plan.behaviours[direction] == .swallow && !$0.isStopped }
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
      case .drop:
        state.withLock { $0.swallowed += rest.count }
        return true
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
