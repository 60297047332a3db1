public import MediaWire

/// Keeps all samples, up to a limit.
public struct SoundCollector: ReplyConsumer {
  /// Interleaved where there are two channels.
  public private(set) var samples: [Float] = []
  /// When the first sample is heard, in seconds from the beginning of the file.
  public private(set) var start: Double?
  /// How many samples, over all channels, are kept.
  public let limit: Int
  /// Whether there were more.
  public private(set) var isCut = false

  public init(limit: Int = 1 << 28) { self.limit = limit }

  public mutating func take(_ reply: Reply) {
    guard case .sound(let part) = reply else { return }
    start = start ?? part.time
    isCut = isCut || part.samples.count > limit - samples.count
    samples += part.samples.prefix(limit - samples.count)
  }
}
