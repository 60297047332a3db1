public import MediaWire

/// Keeps the pictures, up to so many bytes of pixels.
public struct PictureCollector: ReplyConsumer {
  public private(set) var pictures: [Picture] = []
  public let byteLimit: Int
  private var byteCount = 0
  /// Whether there were more.
  public private(set) var isCut = false

  public init(byteLimit: Int = 256 << 20) { self.byteLimit = byteLimit }

  public mutating func take(_ reply: Reply) {
    guard case .picture(let picture) = reply else { return }
    isCut = isCut || picture.pixels.count > byteLimit - byteCount
    guard !isCut else { return }
    byteCount += picture.pixels.count
    pictures.append(picture)
  }
}
