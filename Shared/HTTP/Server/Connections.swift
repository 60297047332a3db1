import Glibc
import Synchronization
import Telemetry

/// The open connections of a server.
final class Connections: Sendable {
  private struct State {
    var open: [ObjectIdentifier: Connection] = [:]
    var isDraining = false
    var isStopping = false
  }

  /// Shared by all servers of the process, so it is added to and never set.
  private let gauge: Gauge
  private let state = Mutex(State())

  init(gauge: Gauge) { self.gauge = gauge }

  var isDraining: Bool { state.withLock { $0.isDraining } }
  var isStopping: Bool { state.withLock { $0.isStopping } }
  var areAllIdle: Bool { state.withLock { $0.open.values.allSatisfy(\.isIdle) } }

  func insert(_ connection: Connection) {
    state.withLock { $0.open[ObjectIdentifier(connection)] = connection }
    gauge.add(1)
  }

  func remove(_ connection: Connection) {
    state.withLock { _ = $0.open.removeValue(forKey: ObjectIdentifier(connection)) }
    gauge.add(-1)
  }

  func drain() { state.withLock { $0.isDraining = true } }

  /// From here on no request may wait for anything; those that do are answered 503.
  func stop() {
    let connections = state.withLock { state in
      state.isDraining = true
      state.isStopping = true
      return Array(state.open.values)
    }
    for connection in connections { connection.exchange?.abort() }
  }

  /// Ends what has used up its time.
  func enforce(_ settings: ServerSettings) {
    let now = ContinuousClock.now
    let overdue: [Exchange] = state.withLock { state in
      state.open.values.compactMap { connection in
        switch connection.verdict(at: now, settings) {
        case .fine: return nil
        case .gives503(let exchange): return exchange
        case .closes:
          // Under the lock: a descriptor is closed, and may be given to another connection, only after the
          // connection was removed here. The event thread sees the end of the stream and closes.
          shutdown(connection.descriptor, Int32(SHUT_RDWR))
          return nil
        }
      }
    }
    for exchange in overdue { exchange.expire() }
  }
}
