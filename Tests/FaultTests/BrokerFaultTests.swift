import Messaging
import Telemetry
import TestKit
import Testing

/// What a network does to publishers and consumers, at every stage of a connection. Each time nothing confirmed is
/// lost, nothing unsent appears, every call returns in its time and the consumer goes on by itself.
@Suite(.enabled(if: TestServers.hasRabbitMQ, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct BrokerFaultTests {
  enum Fault: String, CaseIterable {
    case delay, slow, slice, cut, holeToServer, holeToClient, reset, refuse

    func begin(_ proxy: FaultProxy) {
      switch self {
      case .delay: both(proxy, .delay(.milliseconds(20), jitter: .milliseconds(15)))
      case .slow: both(proxy, .slow(bytesPerSecond: 30_000))
      case .slice: both(proxy, .slice)
      case .cut:
        // Within a frame, wherever that is.
        proxy.set(.cutMidway(afterBytes: 1_100), .toServer)
        proxy.set(.cutMidway(afterBytes: 2_003), .toClient)
      case .holeToServer: proxy.set(.swallow, .toServer)
      case .holeToClient: proxy.set(.swallow, .toClient)
      case .reset: proxy.reset()
      case .refuse:
        proxy.refuse(true)
        proxy.reset()
      }
    }

    func end(_ proxy: FaultProxy) {
      both(proxy, .pass)
      proxy.refuse(false)
      // A stream that has lost bytes never goes on: the network sends them again or the connection ends.
      if self == .holeToServer || self == .holeToClient { proxy.reset() }
    }

    /// Whether nothing works while it lasts.
    var isOutage: Bool { [.holeToServer, .holeToClient, .refuse].contains(self) }

    private func both(_ proxy: FaultProxy, _ behaviour: FaultProxy.Behaviour) {
      for direction in FaultProxy.Direction.allCases { proxy.set(behaviour, direction) }
    }
  }

  @Test(arguments: Fault.allCases) func `a fault at login is overcome`(fault: Fault) async throws {
    try await withProxy { broker, proxy, settings in
      fault.begin(proxy)
      try await withTraffic(on: broker, through: settings) { traffic in
        async let publishing: Void = traffic.publish(1...50, timeout: .seconds(30))
        await outlast(fault, proxy, broker)
        await publishing

        await expectRecovery(traffic, 50)
      }
    }
  }

  @Test(arguments: Fault.allCases) func `a fault during a burst is overcome`(fault: Fault) async throws {
    try await withProxy { broker, proxy, settings in
      try await withTraffic(on: broker, through: settings) { traffic in
        await traffic.publish(1...5, timeout: .seconds(30))
        async let publishing: Void = traffic.publish(6...205, timeout: .seconds(30))
        _ = await eventually { traffic.confirmedCount > 20 }
        fault.begin(proxy)
        await outlast(fault, proxy, broker)
        await publishing

        await expectRecovery(traffic, 205)
      }
    }
  }

  @Test(arguments: Fault.allCases) func `a fault while confirms are awaited is overcome`(
    fault: Fault
  ) async throws {
    try await withProxy { broker, proxy, settings in
      try await withTraffic(on: broker, through: settings) { traffic in
        await traffic.publish(1...5, timeout: .seconds(30))
        proxy.set(.hold, .toClient)
        async let publishing: Void = traffic.publish(6...55, timeout: .seconds(30))
        _ = await eventually { proxy.heldCount > 0 }
        proxy.set(.pass, .toClient)
        fault.begin(proxy)
        await outlast(fault, proxy, broker)
        await publishing

        await expectRecovery(traffic, 55)
      }
    }
  }

  @Test(arguments: Fault.allCases) func `a fault that only the consumer meets is overcome`(
    fault: Fault
  ) async throws {
    try await withProxy { broker, proxy, settings in
      let queue = try await broker.makeQueue()
      let direct = RabbitBroker(broker.settings, logger: .silent)
      let proxied = RabbitBroker(settings, logger: broker.logger)
      let traffic = Traffic(
        queue, direct.makePublisher(PublisherSettings()), proxied.makeConsumer(of: queue, ConsumerSettings()))
      let consuming = Task { await traffic.consume() }
      await traffic.publish(1...5, timeout: .seconds(30))
      _ = await eventually { traffic.receivedCount == 5 }

      fault.begin(proxy)
      await traffic.publish(6...105, timeout: .seconds(30))
      await outlast(fault, proxy, broker)

      await expectRecovery(traffic, 105)
      await traffic.close()
      await consuming.value
    }
  }

  @Test(arguments: [Fault.holeToServer, .holeToClient, .refuse], [true, false])
  func `while nothing works every call returns in its time`(fault: Fault, isAtLogin: Bool) async throws {
    try await withProxy { broker, proxy, settings in
      var patient = settings
      patient.connectTimeout = .seconds(5)
      if isAtLogin { fault.begin(proxy) }
      try await withTraffic(on: broker, through: patient) { traffic in
        if !isAtLogin {
          await traffic.publish(1...5, timeout: .seconds(30))
          fault.begin(proxy)
        }
        await traffic.publish(6...55, timeout: .seconds(1))

        #expect(traffic.codes == [.timeout])
        // Also while the link's thread waits for a login, which takes the whole of the connect timeout.
        #expect(traffic.slowest < .seconds(3))
        fault.end(proxy)
      }
    }
  }

  /// An outage ends once it was noticed; the rest is left as it is until the traffic is through.
  private func outlast(_ fault: Fault, _ proxy: FaultProxy, _ broker: TestBroker) async {
    guard fault.isOutage else { return }
    let isNoticed = await eventually(within: .seconds(20)) { broker.hasLogged("no broker connection") }
    #expect(isNoticed)
    fault.end(proxy)
  }

  private func expectRecovery(_ traffic: Traffic, _ count: Int) async {
    let isComplete = await eventually(within: .seconds(30)) { traffic.isComplete }
    #expect(isComplete)
    #expect(traffic.confirmedCount == count)
    #expect(traffic.isHonest)
    #expect(traffic.slowest < .seconds(30))
  }

  private func withProxy(
    _ body: (TestBroker, FaultProxy, BrokerSettings) async throws -> Void
  ) async throws {
    try await withBroker { broker in
      let proxy = try FaultProxy(to: broker.settings.port)
      defer { proxy.stop() }
      var settings = broker.settings
      settings.port = proxy.port
      settings.heartbeat = .seconds(2)
      settings.connectTimeout = .seconds(2)
      try await body(broker, proxy, settings)
    }
  }
}
