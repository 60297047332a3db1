import Messaging
import TestKit
import Testing

/// What befalls a broker itself. They share one, which takes seconds to start.
@Suite(.enabled(if: TestServers.hasRabbitMQ, "\(TestServers.advice)"), .timeLimit(.minutes(4)))
struct BrokerOutageTests {
  @Test func `publishers and consumers outlive what befalls their broker`() async throws {
    try await withRabbitMQServer { server in
      try await outliveKill(server)
      try await outliveMemoryAlarm(server)
      try await outliveOperator(server)
      try await outliveRevokedPermission(server)
      try await outliveChangedPassword(server)
    }
  }

  /// A crash while both publish and consume.
  private func outliveKill(_ server: PrivateBroker) async throws {
    let queue = try await server.broker.makeQueue()
    // RabbitMQ 3.10 forgets a queue, with all that is in it, when a crash follows within seconds of its making.
    try await server.restart()
    try await withTraffic(on: server.broker, through: server.broker.settings, queue: queue) { traffic in
      await traffic.publish(1...20, timeout: .seconds(60))
      let isBack = Tally()
      async let restart: Void = {
        defer { isBack.add() }
        try await server.restart(.immediate)
      }()
      var count = 20
      while isBack.count == 0 {
        await traffic.publish(count + 1...count + 100, timeout: .seconds(20))
        count += 100
      }
      try await restart

      let isComplete = await eventually(within: .seconds(45)) { traffic.isComplete }
      #expect(isComplete && traffic.isHonest)
      #expect(traffic.codes.isSubset(of: [.timeout]) && traffic.slowest < .seconds(26))
      await traffic.publish(count + 1...count + 20, timeout: .seconds(40))
      let goesOn = await eventually(within: .seconds(45)) { traffic.isComplete }
      #expect(goesOn && traffic.confirmedCount >= 40)
      #expect(server.broker.hasLogged("broker connection restored"))
    }
  }

  /// The broker takes nothing more, yet consumers go on; afterwards publishers do, too.
  private func outliveMemoryAlarm(_ server: PrivateBroker) async throws {
    try await withTraffic(on: server.broker, through: server.broker.settings) { traffic in
      await traffic.publish(1...20, timeout: .seconds(30))
      try await server.raiseMemoryAlarm(true)
      await traffic.publish(21...220, timeout: .seconds(1))
      let late = traffic.codes
      let slowest = traffic.slowest
      async let publishing: Void = traffic.publish(221...320, timeout: .seconds(60))

      try await server.raiseMemoryAlarm(false)
      await publishing

      #expect(late == [.timeout] && slowest < .seconds(3))
      let isComplete = await eventually(within: .seconds(30)) { traffic.isComplete }
      #expect(isComplete && traffic.isHonest && traffic.confirmedCount >= 120)
    }
  }

  /// Every connection is closed by hand.
  private func outliveOperator(_ server: PrivateBroker) async throws {
    try await withTraffic(on: server.broker, through: server.broker.settings) { traffic in
      await traffic.publish(1...20, timeout: .seconds(30))
      async let publishing: Void = traffic.publish(21...520, timeout: .seconds(30))
      _ = await eventually { traffic.confirmedCount > 50 }

      try await server.closeConnections()
      await publishing

      await expectRecovery(traffic, 520)
    }
  }

  /// A publisher is told; when it may write again the same one goes on.
  private func outliveRevokedPermission(_ server: PrivateBroker) async throws {
    let broker = server.broker
    try await withTraffic(on: broker, through: broker.settings) { traffic in
      await traffic.publish(1...5, timeout: .seconds(30))
      try await broker.permit(write: "^$", read: "^$")
      try await server.closeConnections()
      await traffic.publish(6...10, timeout: .seconds(20))
      let codes = traffic.codes

      try await broker.permit(write: ".*", read: ".*")
      await traffic.publish(11...15, timeout: .seconds(30))

      #expect(codes == [.permission])
      let isComplete = await eventually(within: .seconds(30)) { traffic.isComplete }
      #expect(isComplete && traffic.isHonest && traffic.confirmedCount == 10)
    }
  }

  /// With the old password nobody comes in again, and is told so at once.
  private func outliveChangedPassword(_ server: PrivateBroker) async throws {
    let broker = server.broker
    // A user of its own: the operator's interface must not lose its own way in.
    try await broker.makeUser("worker", password: "old")
    var settings = broker.settings
    settings.user = "worker"
    settings.password = "old"
    try await withTraffic(on: broker, through: settings) { traffic in
      await traffic.publish(1...5, timeout: .seconds(30))
      try await broker.makeUser("worker", password: "new")
      try await server.closeConnections()
      await traffic.publish(6...10, timeout: .seconds(20))
      let (codes, slowest) = (traffic.codes, traffic.slowest)

      try await broker.makeUser("worker", password: "old")
      let isBack = await eventually(within: .seconds(40)) {
        await traffic.publish(11...11, timeout: .seconds(30))
        return traffic.confirmedCount == 6
      }

      #expect(codes == [.authentication] && slowest < .seconds(20))
      #expect(isBack)
      let isComplete = await eventually(within: .seconds(40)) { traffic.isComplete }
      #expect(isComplete && traffic.isHonest)
    }
  }

  private func expectRecovery(
    _ traffic: Traffic, _ count: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    let isComplete = await eventually(within: .seconds(45)) { traffic.isComplete }
    #expect(isComplete && traffic.isHonest, "\(traffic.receivedCount)", sourceLocation: sourceLocation)
    #expect(traffic.confirmedCount == count, "\(traffic.codes)", sourceLocation: sourceLocation)
  }
}
