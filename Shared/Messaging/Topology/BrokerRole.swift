/// Who uses the broker and what each may do: as little as its work needs.
///
/// Permissions are patterns of names, as the broker wants them: what may be configured, written to, and read from.
public enum BrokerRole: String, Sendable, CaseIterable {
  /// Applies the topology, and no more.
  case topology
  /// Consumes tasks, publishes tasks and events.
  case worker
  /// Publishes tasks.
  case producer
  /// Looks.
  case monitor

  public struct Permissions: Sendable, Equatable {
    public let configure: String
    public let write: String
    public let read: String

    public init(configure: String, write: String, read: String) {
      self.configure = configure
      self.write = write
      self.read = read
    }
  }

  public var permissions: Permissions {
    let nothing = "^$"
    let all = #"^(job\..*|jobs|events|dlx|unroutable)$"#
    return switch self {
    case .topology: Permissions(configure: all, write: all, read: all)
    case .worker:
      Permissions(configure: nothing, write: "^(jobs|events)$", read: #"^(job\..*|dlx|unroutable)$"#)
    case .producer: Permissions(configure: nothing, write: "^jobs$", read: nothing)
    case .monitor: Permissions(configure: nothing, write: nothing, read: nothing)
    }
  }

  /// What the management interface lets the user do.
  public var tags: [String] {
    switch self {
    case .topology: ["policymaker"]
    case .monitor: ["monitoring"]
    case .worker, .producer: []
    }
  }
}
