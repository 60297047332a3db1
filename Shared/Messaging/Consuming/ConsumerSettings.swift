/// How a consumer behaves.
public struct ConsumerSettings: Sendable {
  /// How many unsettled messages the broker may have out with this consumer.
  public var prefetch: UInt16
  /// Whether acks in a row travel as one.
  public var isCoalescing: Bool

  /// A larger body is not kept: the message goes to the queue's dead-letter exchange, or, with `takesOversize`, is
  /// delivered without it.
  public var bodyLimit: Int
  public var takesOversize: Bool

  public init(
    prefetch: UInt16 = 16, isCoalescing: Bool = true, bodyLimit: Int = 1 << 20, takesOversize: Bool = false
  ) {
    precondition(prefetch > 0, "a prefetch of zero would have no bound")
    self.prefetch = prefetch
    self.isCoalescing = isCoalescing
    self.bodyLimit = bodyLimit
    self.takesOversize = takesOversize
  }

  /// How many acks are gathered at most before they are told, as one or one by one: a burst costs one wake-up of
  /// the link. Few enough that the broker never runs out of what it may send meanwhile.
  var batch: Int { max(1, Int(prefetch) / 8) }
}
