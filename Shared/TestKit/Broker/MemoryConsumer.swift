import Messaging

/// A consumer of a `MemoryBroker`.
final class MemoryConsumer: MessageConsumer {
  let deliveries: AsyncStream<Delivery>
  private let broker: MemoryBroker
  private let id: Int

  init(_ broker: MemoryBroker, queue: String, _ settings: ConsumerSettings) {
    let (stream, source) = AsyncStream.makeStream(of: Delivery.self)
    deliveries = stream
    self.broker = broker
    id = broker.change {
      $0.add(MemoryConsumerState(queue: queue, prefetch: Int(settings.prefetch), source: source))
    }
  }

  /// It is never away for longer than a call.
  var outage: Duration? { nil }

  func pause() { broker.change { [id] in $0.setPaused(id, true) } }

  func resume() { broker.change { [id] in $0.setPaused(id, false) } }

  func close() async { broker.change { [id] in $0.remove(id) } }
}

/// What a broker in memory knows of one consumer.
struct MemoryConsumerState {
  let queue: String
  let prefetch: Int
  let source: AsyncStream<Delivery>.Continuation
  private var isPaused = false
  private(set) var isFlowing = true
  private var epoch = 0
  private var nextTag = 0
  private var out: [Int: MemoryExchange.Item] = [:]

  init(queue: String, prefetch: Int, source: AsyncStream<Delivery>.Continuation) {
    self.queue = queue
    self.prefetch = prefetch
    self.source = source
  }

  var hasRoom: Bool { isFlowing && out.count < prefetch }

  mutating func setPaused(_ isPaused: Bool) {
    self.isPaused = isPaused
    adjustFlow()
  }

  mutating func deliver(_ item: MemoryExchange.Item, id: Int, _ settle: @escaping MemoryExchange.Settle) {
    let mark = MemoryExchange.Mark(consumer: id, epoch: epoch, tag: nextTag)
    out[nextTag] = item
    nextTag += 1
    source.yield(
      Delivery(message: item.message, isRedelivered: item.isRedelivered) { settle(mark, $0) })
  }

  /// What a delivery brought, once; nothing for one of an earlier connection.
  mutating func take(_ mark: MemoryExchange.Mark) -> MemoryExchange.Item? {
    guard mark.epoch == epoch else { return nil }
    let item = out.removeValue(forKey: mark.tag)
    adjustFlow()
    return item
  }

  /// Begins a new connection; returns what was unsettled on the old one.
  mutating func reconnect() -> [MemoryExchange.Item] {
    let items = Array(out.values)
    out = [:]
    epoch += 1
    adjustFlow()
    return items
  }

  private mutating func adjustFlow() {
    if isPaused { isFlowing = false } else if out.isEmpty { isFlowing = true }
  }
}
