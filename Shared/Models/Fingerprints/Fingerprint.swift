/// What a recording sounds like, as Chromaprint writes it: a number for each moment, of which bits stay the same when the
/// recording is encoded, cut or played over noise.
public struct Fingerprint: Sendable, Equatable {
  /// One for each `itemDuration`; neighbours overlap and differ in few bits.
  public let items: [UInt32]
  /// Seconds from one item to the next.
  public let itemDuration: Double
  /// As if the recording were played so many times as fast, pitch included, when it was taken.
  public let speed: Double

  /// Of the algorithm that is used everywhere: 1,365 samples at 11,025 a second.
  public static let usualItemDuration = 1365.0 / 11_025
  /// Of Chromaprint's variant that is used everywhere, as it numbers them itself.
  public static let algorithm = 1
  /// An hour's and more; what comes after it says nothing new.
  public static let itemLimit = 30_000

  public init(_ items: [UInt32], itemDuration: Double = usualItemDuration, speed: Double = 1) {
    self.items = items.count > Self.itemLimit ? Array(items.prefix(Self.itemLimit)) : items
    self.itemDuration = itemDuration > 0 && itemDuration.isFinite ? itemDuration : Self.usualItemDuration
    self.speed = speed > 0 && speed.isFinite ? speed : 1
  }

  /// Seconds from the first item to the end of the last. An item hears more than its own duration: the sound is
  /// about two and a half seconds longer.
  public var duration: Double { Double(items.count) * itemDuration }
}
