import CSystem
import Glibc
import Synchronization

/// Lets a signal through that is held back while its handler runs. For handlers: nothing here allocates.
public func unblockSignal(_ number: Int32) {
  var mask = sigset_t()
  sigemptyset(&mask)
  sigaddset(&mask, number)
  pthread_sigmask(SIG_UNBLOCK, &mask, nil)
}

/// The signals that an operator or an orchestrator sends.
enum Signal: Int32, CaseIterable, Sendable {
  case interrupt = 2
  case quit = 3
  case terminate = 15

  var name: String {
    switch self {
    case .interrupt: "SIGINT"
    case .quit: "SIGQUIT"
    case .terminate: "SIGTERM"
    }
  }

  /// Every signal of these that comes from now on, until the stream is dropped.
  ///
  /// Their default actions are gone for the rest of the process's life: giving them back would open a window in which
  /// a late signal kills it.
  static func stream() -> AsyncStream<Signal> {
    let (stream, continuation) = AsyncStream.makeStream(of: Signal.self)
    let id = hearing.add(continuation)
    continuation.onTermination = { _ in hearing.remove(id) }
    return stream
  }

  /// Made with the first stream, and once.
  private static let hearing = SignalHearing()
}

/// Reads the pipe that the handlers write to and passes on what comes.
///
/// Handlers and a pipe rather than signals that are ignored and polled for: an ignored signal is lost where the
/// thread that it reaches does not block it, and this process does not own every thread's mask.
private final class SignalHearing: Sendable {
  private let listeners = Mutex<[Int: AsyncStream<Signal>.Continuation]>([:])
  private let nextID = Mutex(0)

  init() {
    var ends: [Int32] = [-1, -1]
    let signals = Signal.allCases.map(\.rawValue)
    let isReady =
      hookline_pipe(&ends, 0) == 0 && hookline_write_signals(ends[1], signals, Int32(signals.count)) == 0
    precondition(isReady, "no signal can be heard: \(String(cString: strerror(errno)))")
    let reading = ends[0]
    let executor = BlockingExecutor(label: "signals")
    Task { await Reader(executor: executor).read(reading) { [self] in pass($0) } }
  }

  func add(_ continuation: AsyncStream<Signal>.Continuation) -> Int {
    let id = nextID.withLock { id in
      id += 1
      return id
    }
    listeners.withLock { $0[id] = continuation }
    return id
  }

  func remove(_ id: Int) { listeners.withLock { _ = $0.removeValue(forKey: id) } }

  private func pass(_ signal: Signal) {
    for listener in listeners.withLock({ Array($0.values) }) { listener.yield(signal) }
  }

  private actor Reader {
    private let executor: BlockingExecutor

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(executor: BlockingExecutor) { self.executor = executor }

    /// Blocks its thread for good.
    func read(_ descriptor: Int32, _ body: (Signal) -> Void) {
      var number: UInt8 = 0
      while true {
        guard Glibc.read(descriptor, &number, 1) == 1 else { continue }
        if let signal = Signal(rawValue: Int32(number)) { body(signal) }
      }
    }
  }
}
