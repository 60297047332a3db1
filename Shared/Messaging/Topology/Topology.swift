/// What there is to be in a virtual host: exchanges, queues, bindings and the policies on them.
///
/// Queues are quorum queues and take no other argument: whatever may have to change one day is a policy, because the
/// arguments of a queue are for its life.
public struct Topology: Sendable, Equatable {
  public struct Exchange: Sendable, Equatable {
    public enum Kind: String, Sendable {
      case direct, topic, fanout
    }

    public let name: String
    public let kind: Kind

    public init(_ name: String, _ kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  public struct Binding: Sendable, Hashable {
    public let exchange: String
    public let queue: String
    public let key: String

    public init(exchange: String, queue: String, key: String) {
      self.exchange = exchange
      self.queue = queue
      self.key = key
    }
  }

  public var exchanges: [Exchange]
  public var queues: [String]
  public var bindings: [Binding]
  /// How long a worker may hold a message before the broker takes it for lost, where that can be set by policy.
  public var consumerTimeout: Duration

  public init(
    exchanges: [Exchange] = [], queues: [String] = [], bindings: [Binding] = [],
    consumerTimeout: Duration = .seconds(3900)
  ) {
    self.exchanges = exchanges
    self.queues = queues
    self.bindings = bindings
    self.consumerTimeout = consumerTimeout
  }

  /// The argument that makes a queue a quorum queue.
  public static let queueType = (name: "x-queue-type", value: "quorum")
}

extension Topology {
  /// What Hookline needs.
  public static let hookline: Topology = {
    let jobs = JobKind.allCases.flatMap { kind in JobLane.allCases.map { BrokerName.queue(kind, $0) } }
    return Topology(
      exchanges: [
        Exchange(BrokerName.jobs, .direct), Exchange(BrokerName.events, .topic),
        Exchange(BrokerName.deadLetters, .fanout), Exchange(BrokerName.unroutable, .fanout),
      ],
      queues: jobs + [BrokerName.deadLetters, BrokerName.unroutable],
      bindings: jobs.map { Binding(exchange: BrokerName.jobs, queue: $0, key: $0) } + [
        Binding(exchange: BrokerName.deadLetters, queue: BrokerName.deadLetters, key: ""),
        Binding(exchange: BrokerName.unroutable, queue: BrokerName.unroutable, key: ""),
      ])
  }()

  /// The part that a worker of these kinds touches: its queues, and the exchanges it publishes to.
  public static func needed(by kinds: [JobKind]) -> Topology {
    Topology(
      exchanges: hookline.exchanges.filter { [BrokerName.jobs, BrokerName.events].contains($0.name) },
      queues: kinds.flatMap { kind in JobLane.allCases.map { BrokerName.queue(kind, $0) } })
  }

  /// Whether a queue of this name would be ours.
  public static func owns(queue: String) -> Bool {
    queue.hasPrefix(BrokerName.jobPrefix) || [BrokerName.deadLetters, BrokerName.unroutable].contains(queue)
  }

  /// Whether bindings from this exchange are ours alone; whoever likes may listen to `events`.
  public static func owns(bindingsOf exchange: String) -> Bool {
    [BrokerName.jobs, BrokerName.deadLetters, BrokerName.unroutable].contains(exchange)
  }

  public static func owns(policy: String) -> Bool { policy.hasPrefix(BrokerName.policyPrefix) }
}
