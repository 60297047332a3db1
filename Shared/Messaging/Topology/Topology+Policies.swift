extension Topology {
  /// What holds for all exchanges or queues whose name fits a pattern, and can be changed while they are in use.
  public struct Policy: Sendable, Equatable {
    public enum Target: String, Sendable {
      case queues, exchanges
    }

    public enum Value: Sendable, Equatable {
      case number(Int)
      case text(String)
    }

    public let name: String
    public let pattern: String
    public let target: Target
    public let priority: Int
    public let definition: [String: Value]

    public init(
      _ name: String, pattern: String, target: Target, priority: Int = 10, definition: [String: Value]
    ) {
      self.name = name
      self.pattern = pattern
      self.target = target
      self.priority = priority
      self.definition = definition
    }
  }

  public func policies(for series: BrokerSeries) -> [Policy] {
    [jobPolicy(series), lastResortPolicy, unroutablePolicy]
  }

  /// The limits are high: they are the last resort against a flood and against a message that ends every worker.
  /// Dead-lettering at least once needs all of strategy, overflow and exchange; with one missing the broker silently
  /// does it at most once.
  private func jobPolicy(_ series: BrokerSeries) -> Policy {
    var definition: [String: Policy.Value] = [
      "delivery-limit": .number(50), "dead-letter-exchange": .text(BrokerName.deadLetters),
      "dead-letter-strategy": .text("at-least-once"), "overflow": .text("reject-publish"),
      "max-length": .number(200_000), "max-length-bytes": .number(1 << 30),
    ]
    if series == .from312 {
      definition["consumer-timeout"] = .number(Int(consumerTimeout / .milliseconds(1)))
    }
    return Policy(
      BrokerName.policyPrefix + "job", pattern: "^job\\.", target: .queues, definition: definition)
  }

  /// A terminal queue keeps what it has: from 4.0 on twenty returns would lose a message where no limit is set. When
  /// it is full, messages stay where they are.
  private var lastResortPolicy: Policy {
    Policy(
      BrokerName.policyPrefix + "last-resort", pattern: "^(dlx|unroutable)$", target: .queues,
      definition: [
        "delivery-limit": .number(1_000_000), "overflow": .text("reject-publish"),
        "max-length-bytes": .number(1 << 30),
      ])
  }

  /// So that a misspelt key loses nothing, whoever the producer is.
  private var unroutablePolicy: Policy {
    Policy(
      BrokerName.policyPrefix + "unroutable", pattern: "^jobs$", target: .exchanges,
      definition: ["alternate-exchange": .text(BrokerName.unroutable)])
  }
}

extension Topology.Policy.Value: CustomStringConvertible {
  public var description: String {
    switch self {
    case .number(let number): String(number)
    case .text(let text): text
    }
  }
}
