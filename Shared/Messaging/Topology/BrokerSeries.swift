/// Brokers that take the same policies. A key that a broker does not know is an error there, so each series gets its own.
public enum BrokerSeries: String, Sendable, CaseIterable {
  /// 3.10 and 3.11.
  case upTo311 = "3.10"
  /// 3.12 and later, 4.x among them: the consumer timeout is set by policy.
  case from312 = "3.12"

  /// `nil` for a version that is none, or older than what quorum queues need here.
  public init?(version: String) {
    let numbers = version.split(separator: ".").prefix(2).compactMap { Int($0) }
    guard numbers.count == 2, (numbers[0], numbers[1]) >= (3, 10) else { return nil }
    self = (numbers[0], numbers[1]) >= (3, 12) ? .from312 : .upTo311
  }
}
