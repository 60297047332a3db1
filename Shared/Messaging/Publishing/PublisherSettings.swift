/// How a publisher behaves.
public struct PublisherSettings: Sendable {
  /// How many messages may be under way; further callers wait.
  public var inFlightLimit: Int
  /// How long a message may take from `publish` to its confirm, lost connections included.
  public var timeout: Duration
  /// A body larger than this is refused before it is sent: the broker would close the channel for it.
  public var bodyLimit: Int

  public init(inFlightLimit: Int = 2_000, timeout: Duration = .seconds(30), bodyLimit: Int = 64 << 10) {
    precondition(inFlightLimit > 0, "a publisher needs room for one message")
    self.inFlightLimit = inFlightLimit
    self.timeout = timeout
    self.bodyLimit = bodyLimit
  }
}
