import Messaging

/// How an exchange chooses queues.
public enum ExchangeKind: String, Sendable {
  /// By the same key.
  case direct
  /// By a pattern of words: `*` is one word, `#` any number.
  case topic
  case fanout
}

/// The queues of a broker in memory and who takes from them: all its decisions, none of its locks.
struct MemoryExchange {
  /// Which delivery is meant: a consumer's, of one of its connections.
  struct Mark: Sendable, Hashable {
    let consumer: Int
    let epoch: Int
    let tag: Int
  }

  typealias Settle = @Sendable (Mark, Delivery.Settlement) -> Void

  struct Item {
    /// Where it stands in its queue; it returns there when it is given back.
    let place: Int
    let message: Message
    var isRedelivered = false
  }

  private struct Queue {
    var ready: [Item] = []
    var maxLength: Int?
    var deadLetterExchange: String?
    var nextPlace = 0
    /// Whose turn it is among the consumers.
    var turn = 0
  }

  private struct Binding {
    let exchange: String
    let queue: String
    let key: String
  }

  private var queues: [String: Queue] = [:]
  private var kinds: [String: ExchangeKind] = [:]
  private var bindings: [Binding] = []
  private var consumers: [Int: MemoryConsumerState] = [:]
  private var nextConsumer = 0

  // MARK: Topology

  mutating func declare(queue: String, maxLength: Int?, deadLetterExchange: String?) {
    guard queues[queue] == nil else { return }
    queues[queue] = Queue(maxLength: maxLength, deadLetterExchange: deadLetterExchange)
  }

  mutating func declare(exchange: String, kind: ExchangeKind) { kinds[exchange] = kind }

  mutating func bind(queue: String, to exchange: String, key: String) {
    bindings.append(Binding(exchange: exchange, queue: queue, key: key))
  }

  mutating func delete(queue: String) {
    queues[queue] = nil
    bindings.removeAll { $0.queue == queue }
    for id in consumers.keys where consumers[id]?.queue == queue { _ = consumers[id]?.reconnect() }
  }

  func readyCount(of queue: String) -> Int { queues[queue]?.ready.count ?? 0 }

  func consumerCount(of queue: String) -> Int {
    queues[queue] == nil ? 0 : consumers.values.count { $0.queue == queue && $0.isFlowing }
  }

  // MARK: Publishing

  /// Puts a message into every queue that wants it, or into none and says why.
  mutating func publish(_ message: Message) -> MessagingError? {
    let destination = "exchange \"\(message.exchange)\" with key \"\(message.routingKey)\""
    guard message.exchange.isEmpty || kinds[message.exchange] != nil else {
      return MessagingError(.topology, "there is no exchange \"\(message.exchange)\"")
    }
    let targets = targets(of: message)
    guard !targets.isEmpty else {
      return MessagingError(.unroutable, "no queue takes what goes to \(destination)")
    }
    var isRefused = false
    for name in targets where !append(message, to: name) { isRefused = true }
    return isRefused
      ? MessagingError(.rejected, "the broker refused a message to \(destination): a queue is full") : nil
  }

  private func targets(of message: Message) -> Set<String> {
    guard !message.exchange.isEmpty else {
      return queues[message.routingKey] == nil ? [] : [message.routingKey]
    }
    let kind = kinds[message.exchange] ?? .direct
    let wanted = bindings.filter {
      $0.exchange == message.exchange && kind.matches(message.routingKey, $0.key)
    }
    return Set(wanted.map(\.queue)).filter { queues[$0] != nil }
  }

  private mutating func append(_ message: Message, to name: String) -> Bool {
    guard let queue = queues[name], queue.ready.count < queue.maxLength ?? .max else { return false }
    queues[name]?.ready.append(Item(place: queue.nextPlace, message: message))
    queues[name]?.nextPlace += 1
    return true
  }

  // MARK: Consuming

  mutating func add(_ consumer: MemoryConsumerState) -> Int {
    nextConsumer += 1
    consumers[nextConsumer] = consumer
    return nextConsumer
  }

  mutating func setPaused(_ id: Int, _ isPaused: Bool) { consumers[id]?.setPaused(isPaused) }

  mutating func remove(_ id: Int) {
    guard var consumer = consumers.removeValue(forKey: id) else { return }
    giveBack(consumer.reconnect(), to: consumer.queue)
    consumer.source.finish()
  }

  mutating func dropConnections() {
    for id in consumers.keys {
      guard let queue = consumers[id]?.queue, let items = consumers[id]?.reconnect() else { continue }
      giveBack(items, to: queue)
    }
  }

  mutating func settle(_ mark: Mark, _ settlement: Delivery.Settlement) {
    guard let queue = consumers[mark.consumer]?.queue, let item = consumers[mark.consumer]?.take(mark) else {
      return
    }
    switch settlement {
    case .ack: break
    case .nack(requeue: true): giveBack([item], to: queue)
    case .nack(requeue: false):
      guard let exchange = queues[queue]?.deadLetterExchange else { return }
      var message = item.message
      message.exchange = exchange
      _ = publish(message)
    }
  }

  private mutating func giveBack(_ items: [Item], to name: String) {
    guard var queue = queues[name] else { return }
    queue.ready += items.map { Item(place: $0.place, message: $0.message, isRedelivered: true) }
    queue.ready.sort { $0.place < $1.place }
    queues[name] = queue
  }

  /// Hands out what waits to whoever has room, in turn.
  mutating func dispatch(_ settle: @escaping Settle) {
    for name in queues.keys {
      let ids = consumers.filter { $0.value.queue == name }.keys.sorted()
      while let item = queues[name]?.ready.first, let turn = queues[name]?.turn,
        let next = ids.indices.lazy.map({ (turn + $0) % ids.count }).first(where: {
          consumers[ids[$0]]?.hasRoom == true
        })
      {
        queues[name]?.ready.removeFirst()
        queues[name]?.turn = next + 1
        consumers[ids[next]]?.deliver(item, id: ids[next], settle)
      }
    }
  }
}

extension ExchangeKind {
  func matches(_ key: String, _ pattern: String) -> Bool {
    switch self {
    case .direct: key == pattern
    case .fanout: true
    case .topic: Self.matches(key.split(separator: ".")[...], pattern.split(separator: ".")[...])
    }
  }

  private static func matches(_ words: ArraySlice<Substring>, _ pattern: ArraySlice<Substring>) -> Bool {
    guard let first = pattern.first else { return words.isEmpty }
    let rest = pattern.dropFirst()
    if first == "#" { return (words.startIndex...words.endIndex).contains { matches(words[$0...], rest) } }
    guard let word = words.first, first == "*" || first == word else { return false }
    return matches(words.dropFirst(), rest)
  }
}
