import Glibc
import Lifecycle
import Synchronization
import Telemetry

/// Lets a command end in good order when Ctrl-C, a SIGTERM or a terminal that goes away asks for it.
enum Interruption {
  /// Runs `body`, which returns soon after a drain was asked for; nil when it did not, and a second signal came or its
  /// time was over.
  static func heard<Value: Sendable>(
    _ body: @escaping @Sendable (Shutdown) async throws -> Value
  ) async throws -> Value? {
    let shutdown = Shutdown()
    let work = Work(shutdown: shutdown, body: body)
    // A shell that started this in the background wants it to live through Ctrl-C.
    let settings = RunSettings(shutdown: shutdown, handlesSignals: !isIgnored(SIGINT))
    if settings.handlesSignals { takeHangUpForTermination() }
    _ = try await Lifecycle.run(
      [work], settings: settings, logger: Logger(service: "hookline", sink: Silence()))
    return work.value
  }

  /// Under `nohup` it is ignored, and that stays so.
  private static func takeHangUpForTermination() {
    guard !isIgnored(SIGHUP) else { return }
    signal(SIGHUP) { _ in
      let code = errno
      kill(getpid(), SIGTERM)
      errno = code
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private final class Work<Value: Sendable>: Service {
    private let shutdown: Shutdown
    private let body: @Sendable (Shutdown) async throws -> Value
    private let result = Mutex<Value?>(nil)

    init(shutdown: Shutdown, body: @escaping @Sendable (Shutdown) async throws -> Value) {
      self.shutdown = shutdown
      self.body = body
    }

    var value: Value? { result.withLock { $0 } }

    func run() async throws {
      let value = try await body(shutdown)
      result.withLock { $0 = value }
    }
  }
}

extension Shutdown {
  /// Waits that long, or until a drain is asked for; false in that case.
  func pause(for duration: Duration) async -> Bool {
    await unlessDrained { try? await Task.sleep(for: duration) } != nil
  }

  /// What `body` returns, or nil when a drain is asked for first: then `body` is cancelled.
  func unlessDrained<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value? {
    await withTaskGroup(of: Value?.self) { group in
      group.addTask { await body() }
      group.addTask {
        await self.drainRequested()
        return nil
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
  }
}
