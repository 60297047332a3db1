import Glibc
public import Lifecycle
import Synchronization
public import Telemetry

/// An HTTP/1.1 server over libmicrohttpd.
///
/// Handlers are asynchronous and run on the cooperative pool; one thread, or a few, read and write for all connections.
/// It is meant to stand behind a proxy where the public can reach it: there is no TLS here.
public final class Server: Service {
  private enum State {
    case idle
    case bound(Listener)
    case running
  }

  private let address: Address
  private let shutdown: Shutdown
  private let context: ServerContext
  private let state = Mutex(State.idle)

  /// `onAnswer` is told of every request at its end, on the event thread: it must not wait for anything.
  public init(
    address: Address, router: Router, settings: ServerSettings = ServerSettings(), shutdown: Shutdown,
    metrics: Metrics, logger: Logger, onAnswer: (@Sendable (AccessRecord) -> Void)? = nil
  ) {
    self.address = address
    self.shutdown = shutdown
    context = ServerContext(
      router: router, settings: settings, metrics: metrics, logger: logger, onAnswer: onAnswer)
  }

  deinit {
    state.withLock { state in
      if case .bound(let listener) = state { _ = close(listener.descriptor) }
    }
  }

  /// Opens the socket, so that clients may connect before `run` begins to answer. Returns the address with the
  /// port that was chosen. To be called at most once; without it `run` does the same.
  @discardableResult
  public func bind() throws(HTTPError) -> Address {
    let listener = try Listener.open(address)
    state.withLock { state in
      guard case .idle = state else { preconditionFailure("a server is bound once") }
      state = .bound(listener)
    }
    return listener.address
  }

  /// Answers until a drain is asked for, then finishes what has begun, for a bounded time. Cancelling, or
  /// hastening, cuts what runs.
  public func run() async throws {
    let listener = try takeListener()
    guard let daemon = Daemon(listener, context) else {
      close(listener.descriptor)
      throw HTTPError(
        code: .cannotListen, message: "cannot listen at \(address): no thread or no memory left")
    }
    context.logger.info("listening", ["address": "\(listener.address)"])
    let timekeeper = Task { try await keepTime() }
    await shutdown.drainRequested()
    daemon.stopAccepting()
    context.connections.drain()
    await finish()
    context.connections.stop()
    timekeeper.cancel()
    await daemon.stop()
    await context.lingering.stop()
    context.logger.info("stopped listening", ["address": "\(listener.address)"])
  }

  private func takeListener() throws(HTTPError) -> Listener {
    let isIdle = state.withLock { state in
      if case .idle = state { true } else { false }
    }
    if isIdle { try bind() }
    return state.withLock { state in
      guard case .bound(let listener) = state else { preconditionFailure("a server runs once") }
      state = .running
      return listener
    }
  }

  private func keepTime() async throws {
    while true {
      try await Task.sleep(for: context.settings.tick)
      context.connections.enforce(context.settings)
    }
  }

  /// Waits until no request is under way, the time is over, or haste is asked for.
  private func finish() async {
    let end = ContinuousClock.now + context.settings.drainTimeout
    while !context.connections.areAllIdle, .now < end, shutdown.phase < .hastening {
      do { try await Task.sleep(for: .milliseconds(10)) } catch { return }
    }
  }
}
