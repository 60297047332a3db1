import Lifecycle
import Telemetry
import TestKit
import Testing

@testable import Messaging

/// The brokers that the contract holds to the same promises.
enum Subject: String, CaseIterable, CustomTestStringConvertible {
  case memory, rabbit

  static var all: [Subject] { TestServers.hasRabbitMQ ? allCases : [.memory] }

  var testDescription: String { rawValue }

  func stage(_ body: (any Stage) async throws -> Void) async throws {
    switch self {
    case .memory: try await body(MemoryStage())
    case .rabbit: try await withBroker { try await RabbitStage.run($0, body) }
    }
  }
}

/// A broker, and what an operator and a network do to it.
protocol Stage: Sendable {
  var broker: any Broker { get }
  func makeQueue(maxLength: Int?, deadLetterExchange: String?) async throws -> String
  func makeExchange(_ kind: ExchangeKind) async throws -> String
  func bind(queue: String, to exchange: String, key: String) async throws
  func delete(queue: String) async throws
  func declare(queue: String) async throws
  func depth(of queue: String) async throws -> QueueDepth
  /// How often consumers have stopped their flow.
  var pauseCount: Int? { get }
  /// How often clients have noticed that their connection or queue is gone.
  var lossCount: Int? { get }
  /// While on, the broker's answers do not arrive.
  func holdConfirms(_ isHolding: Bool)
  func dropConnections()
}

extension Stage {
  func makeQueue() async throws -> String { try await makeQueue(maxLength: nil, deadLetterExchange: nil) }

  func publisher(_ settings: PublisherSettings = PublisherSettings()) -> any MessagePublisher {
    broker.makePublisher(settings)
  }

  func consumer(of queue: String, prefetch: UInt16 = 16) -> any MessageConsumer {
    broker.makeConsumer(of: queue, ConsumerSettings(prefetch: prefetch))
  }

  /// Waits until that many messages wait in the queue.
  func expectReady(
    _ count: Int, in queue: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    _ = try await eventually { try await depth(of: queue).readyCount == count }
    let found = try await depth(of: queue)
    #expect(found.readyCount == count, sourceLocation: sourceLocation)
  }

  /// Waits until consumers have stopped their flow that many times.
  func expectPauses(_ count: Int, sourceLocation: SourceLocation = #_sourceLocation) async {
    let hasPaused = await eventually { pauseCount ?? count == count }
    #expect(hasPaused, sourceLocation: sourceLocation)
  }

  func expectLosses(_ count: Int, sourceLocation: SourceLocation = #_sourceLocation) async {
    let hasNoticed = await eventually { lossCount ?? count == count }
    #expect(hasNoticed, sourceLocation: sourceLocation)
  }

  /// Waits until that many consumers take from the queue.
  func expectConsumers(
    _ count: Int, of queue: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    _ = try await eventually { try await depth(of: queue).consumerCount == count }
    let found = try await depth(of: queue)
    #expect(found.consumerCount == count, sourceLocation: sourceLocation)
  }
}

struct MemoryStage: Stage {
  private let memory = MemoryBroker()
  private let names = Tally()

  var broker: any Broker { memory }

  func makeQueue(maxLength: Int?, deadLetterExchange: String?) async throws -> String {
    let name = "queue-\(names.add())"
    memory.declare(queue: name, maxLength: maxLength, deadLetterExchange: deadLetterExchange)
    return name
  }

  func makeExchange(_ kind: ExchangeKind) async throws -> String {
    let name = "exchange-\(names.add())"
    memory.declare(exchange: name, kind: kind)
    return name
  }

  func bind(queue: String, to exchange: String, key: String) async throws {
    memory.bind(queue: queue, to: exchange, key: key)
  }

  func delete(queue: String) async throws { memory.delete(queue: queue) }

  /// They stop at once.
  var pauseCount: Int? { nil }
  var lossCount: Int? { nil }

  func declare(queue: String) async throws { memory.declare(queue: queue) }

  func depth(of queue: String) async throws -> QueueDepth {
    QueueDepth(readyCount: memory.readyCount(of: queue), consumerCount: memory.consumerCount(of: queue))
  }

  func holdConfirms(_ isHolding: Bool) { memory.holdConfirms(isHolding) }

  func dropConnections() { memory.dropConnections() }
}

/// The real one, reached through a proxy.
struct RabbitStage: Stage {
  let broker: any Broker
  private let test: TestBroker
  private let proxy: FaultProxy
  private let look: QueueLook

  static func run(_ test: TestBroker, _ body: (any Stage) async throws -> Void) async throws {
    let proxy = try FaultProxy(to: test.settings.port)
    defer { proxy.stop() }
    var settings = test.settings
    settings.port = proxy.port
    try await body(
      RabbitStage(
        broker: RabbitBroker(settings, logger: test.logger), test: test, proxy: proxy,
        look: QueueLook(test.settings)))
  }

  func makeQueue(maxLength: Int?, deadLetterExchange: String?) async throws -> String {
    try await test.makeQueue(maxLength: maxLength, deadLetterExchange: deadLetterExchange)
  }

  func makeExchange(_ kind: ExchangeKind) async throws -> String { try await test.makeExchange(kind) }

  func bind(queue: String, to exchange: String, key: String) async throws {
    try await test.bind(queue: queue, to: exchange, key: key)
  }

  func delete(queue: String) async throws { try await test.delete(queue: queue) }

  var pauseCount: Int? { test.log.entries.count { $0.message == "consumer paused" } }
  var lossCount: Int? { test.log.entries.count { $0.message == "no broker connection" } }

  func declare(queue: String) async throws { try await test.declare(queue: queue) }

  func depth(of queue: String) async throws -> QueueDepth { try await look.depth(of: queue) }

  func holdConfirms(_ isHolding: Bool) { proxy.set(isHolding ? .hold : .pass, .toClient) }

  func dropConnections() { proxy.reset() }
}

/// Asks for queues over a connection of its own: what the operators' interface tells is seconds old.
actor QueueLook {
  private let executor = BlockingExecutor(label: "look")
  private let settings: BrokerSettings
  private var wire: Wire?

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ settings: BrokerSettings) { self.settings = settings }

  func depth(of queue: String) throws -> QueueDepth {
    let wire = try wire ?? Wire(settings, watchdog: Watchdog(limit: .seconds(600)))
    self.wire = nil
    let depth = try wire.inspect(queue: queue)
    self.wire = wire
    return depth
  }
}
