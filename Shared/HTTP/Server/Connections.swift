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

  /// Streams that have no end of their own end here.
  func drain() {
    let open = state.withLock { state in
      state.isDraining = true
      return Array(state.open.values)
    }
    for connection in open { connection.exchange?.endStream() }
  }

  /// From here on no request may wait for anything; those that do are answered 503.
  func stop() {
    let connections = state.withLock { state in
      state.isDraining = true
      state.isStopping = true
      return Array(state.open.values)
    }
    for connection in connections { connection.exchange?.abort() }
  }

  /// Ends what has used up its time, and has silent streams give a sign.
  func enforce(_ settings: ServerSettings) {
    let now = ContinuousClock.now
    var (silent, over) = ([] as [StreamPipe], [] as [StreamPipe])
    let overdue: [Exchange] = state.withLock { state in
      state.open.values.compactMap { connection in
        switch connection.verdict(at: now, settings) {
        case .fine: return nil
        case .gives503(let exchange): return exchange
        case .beats(let pipe):
          silent.append(pipe)
          return nil
        case .breaks(let pipe):
          over.append(pipe)
          return nil
        case .closes:
          // Under the lock: a descriptor is closed, and may be given to another connection, only after the
          // connection was removed here. The event thread sees the end of the stream and closes.
          shutdown(connection.descriptor, Int32(SHUT_RDWR))
          return nil
        }
      }
    }
    for exchange in overdue { exchange.expire() }
    for pipe in silent { pipe.beat() }
    for pipe in over { pipe.abort() }
  }
}
