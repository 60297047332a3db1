public import Messaging
import Synchronization

/// A broker in memory, for tests: what its publishers and consumers promise is what RabbitMQ's do, and the same
/// suite of tests holds both to it.
public final class MemoryBroker: Broker {
  private struct State {
    var exchange = MemoryExchange()
    var isHoldingConfirms = false
    var held: [@Sendable () -> Void] = []
  }

  private let state = Mutex(State())

  public init() {}

  // MARK: What an operator does

  /// Makes a queue. At `maxLength` waiting messages it refuses more; what is nacked for good goes to `deadLetterExchange`.
  public func declare(queue: String, maxLength: Int? = nil, deadLetterExchange: String? = nil) {
    change { $0.declare(queue: queue, maxLength: maxLength, deadLetterExchange: deadLetterExchange) }
  }

  public func declare(exchange: String, kind: ExchangeKind = .direct) {
    change { $0.declare(exchange: exchange, kind: kind) }
  }

  public func bind(queue: String, to exchange: String, key: String) {
    change { $0.bind(queue: queue, to: exchange, key: key) }
  }

  public func delete(queue: String) { change { $0.delete(queue: queue) } }

  /// How many messages wait in a queue, not counting those that are out with consumers.
  public func readyCount(of queue: String) -> Int { state.withLock { $0.exchange.readyCount(of: queue) } }

  /// How many consumers take from a queue at present.
  public func consumerCount(of queue: String) -> Int {
    state.withLock { $0.exchange.consumerCount(of: queue) }
  }

  // MARK: Faults

  /// Ends every connection, as a network does: what is unsettled is delivered again.
  public func dropConnections() { change { $0.dropConnections() } }

  /// While on, messages are taken and not confirmed; turning it off confirms them.
  public func holdConfirms(_ isHolding: Bool) {
    let due = state.withLock { state in
      state.isHoldingConfirms = isHolding
      guard !isHolding else { return [@Sendable () -> Void]() }
      defer { state.held = [] }
      return state.held
    }
    for confirm in due { confirm() }
  }

  // MARK: What clients do

  public func makePublisher(_ settings: PublisherSettings) -> any MessagePublisher {
    MemoryPublisher(self, settings)
  }

  public func makeConsumer(of queue: String, _ settings: ConsumerSettings) -> any MessageConsumer {
    MemoryConsumer(self, queue: queue, settings)
  }

  /// Takes a message and answers, at once or when confirms are no longer held.
  func accept(_ message: Message, _ answer: @escaping @Sendable (MessagingError?) -> Void) {
    let isHeld = state.withLock { state in
      let failure = state.exchange.publish(message)
      state.exchange.dispatch(settle)
      if state.isHoldingConfirms {
        state.held.append { answer(failure) }
        return (true, failure)
      }
      return (false, failure)
    }
    if !isHeld.0 { answer(isHeld.1) }
  }

  func change<Result>(_ body: (inout MemoryExchange) -> Result) -> Result {
    state.withLock { state in
      defer { state.exchange.dispatch(settle) }
      return body(&state.exchange)
    }
  }

  private var settle: MemoryExchange.Settle {
    { [weak self] mark, settlement in self?.change { $0.settle(mark, settlement) } }
  }
}
