/// How a consumer behaves.
public struct ConsumerSettings: Sendable {
  /// How many unsettled messages the broker may have out with this consumer.
  public var prefetch: UInt16
  /// Whether acks in a row travel as one.
  public var isCoalescing: Bool

  public init(prefetch: UInt16 = 16, isCoalescing: Bool = true) {
    precondition(prefetch > 0, "a prefetch of zero would have no bound")
    self.prefetch = prefetch
    self.isCoalescing = isCoalescing
  }

  /// How many acks are gathered at most before they are told, as one or one by one: a burst costs one wake-up of
  /// the link. Few enough that the broker never runs out of what it may send meanwhile.
  var batch: Int { max(1, Int(prefetch) / 8) }
}
