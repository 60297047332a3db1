import Lifecycle
import Management

/// What the broker says of the queues, asked at most once in a while however many want to know.
actor DepthGauge {
  private static let age = Duration.seconds(2)

  private let read: @Sendable () async -> BrokerDepths
  private var task: Task<BrokerDepths, Never>?
  private var until = ContinuousClock.now

  init(_ settings: Settings) { read = { await BrokerDepths.read(settings, withRates: true) } }

  init(_ read: @escaping @Sendable () async -> BrokerDepths) { self.read = read }

  func depths() async -> BrokerDepths {
    if let task, .now < until { return await task.value }
    let task = Task { [read] in await read() }
    self.task = task
    until = .now + Self.age
    return await task.value
  }
}
