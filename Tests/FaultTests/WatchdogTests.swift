import Lifecycle
import TestKit
import Testing

@testable import Messaging

@Suite(.enabled(if: TestServers.hasRabbitMQ, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct WatchdogTests {
  @Test func `a publish that hangs inside the library is freed`() async throws {
    try await withBroker { broker in
      let proxy = try FaultProxy(to: broker.settings.port)
      defer { proxy.stop() }
      var settings = broker.settings
      settings.port = proxy.port
      settings.heartbeat = .seconds(1)

      let (took, error) = try await Publication(settings).intoTheVoid(behind: proxy)

      #expect(error?.code == .unreachable)
      // It hung until the watchdog came.
      #expect((.seconds(3)..<(.seconds(7))).contains(took))
    }
  }
}

/// Publishes on a thread of its own, as the call may hang.
private actor Publication {
  private let executor = BlockingExecutor(label: "hang")
  private let settings: BrokerSettings

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ settings: BrokerSettings) { self.settings = settings }

  /// After a silence of more than two heartbeats in which nobody called the library, it waits without end for a
  /// sign of life before it writes.
  func intoTheVoid(behind proxy: FaultProxy) async throws -> (Duration, MessagingError?) {
    let watchdog = Watchdog(limit: .seconds(3))
    let wire = try Wire(settings, watchdog: watchdog)
    for direction in FaultProxy.Direction.allCases { proxy.set(.swallow, direction) }
    let idle = ContinuousClock.now
    _ = await eventually {
      watchdog.stamp()
      return ContinuousClock.now - idle > settings.heartbeat * 2.5
    }
    watchdog.stamp()
    let start = ContinuousClock.now
    do throws(MessagingError) {
      try wire.publish(Message(exchange: "", routingKey: "nobody", body: [1]))
      return (ContinuousClock.now - start, nil)
    } catch {
      return (ContinuousClock.now - start, error)
    }
  }
}
