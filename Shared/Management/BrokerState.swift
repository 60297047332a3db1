public import Messaging

/// What a virtual host holds, as far as a topology has to do with it.
public struct BrokerState: Sendable, Equatable {
  public struct Exchange: Sendable, Equatable {
    public var name: String
    public var kind: String
    public var isDurable = true
    public var isAutoDelete = false
  }

  public struct Queue: Sendable, Equatable {
    public var name: String
    public var kind = "quorum"
    public var isDurable = true
    public var isAutoDelete = false
    /// Names of the arguments it was declared with.
    public var arguments: [String] = [Topology.queueType.name]
  }

  public var version: String
  public var series: BrokerSeries
  public var exchanges: [Exchange] = []
  public var queues: [Queue] = []
  public var bindings: [Topology.Binding] = []
  public var policies: [Topology.Policy] = []
}

/// What a queue holds, as the management interface counts it.
public struct QueueTotals: Sendable, Equatable {
  public let queue: String
  public let readyCount: Int
  public let unackedCount: Int
}
