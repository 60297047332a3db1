/// How fast messages come to a queue and leave it, and when it is empty if that goes on.
public struct QueueFlow: Sendable, Equatable {
  /// Messages that wait or are being worked on.
  public var depth: Int?
  /// A second.
  public var incoming: Double?
  public var outgoing: Double?

  public init(depth: Int? = nil, incoming: Double? = nil, outgoing: Double? = nil) {
    (self.depth, self.incoming, self.outgoing) = (depth, incoming, outgoing)
  }

  /// Below this the queue stands still, as far as anybody can wait for it.
  private static let slowest = 0.001

  /// Seconds until it is empty; nil when it does not drain, or nobody knows.
  public var drainSeconds: Double? {
    guard let depth else { return nil }
    if depth <= 0 { return 0 }
    guard let incoming, let outgoing, outgoing - incoming >= Self.slowest else { return nil }
    return Double(depth) / (outgoing - incoming)
  }

  /// With the rates between an earlier depth and this one. What came and went at once is not in them.
  public func since(_ earlier: Int?, seconds: Double) -> QueueFlow {
    guard let depth, let earlier, seconds > 0 else { return self }
    let change = Double(depth) - Double(earlier)
    return QueueFlow(depth: depth, incoming: max(0, change) / seconds, outgoing: max(0, -change) / seconds)
  }

  /// The sum; its end is when the last of the two ends.
  public static func total(_ flows: [QueueFlow]) -> QueueFlow {
    func sum<Value: AdditiveArithmetic>(_ values: [Value?]) -> Value? {
      let known = values.compactMap(\.self)
      return known.isEmpty ? nil : known.reduce(.zero, +)
    }
    return QueueFlow(
      depth: sum(flows.map(\.depth)), incoming: sum(flows.map(\.incoming)),
      outgoing: sum(flows.map(\.outgoing)))
  }

  /// Seconds until all of them are empty; nil when one is not.
  public static func drainSeconds(_ flows: [QueueFlow]) -> Double? {
    let ends = flows.map(\.drainSeconds)
    return ends.contains(nil) ? nil : ends.compactMap(\.self).max()
  }
}
