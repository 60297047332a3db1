import Crypto

/// What a video says, as its source has it.
public struct SearchableVideo: Sendable, Equatable {
  public var caption: String
  /// As the post writes them.
  public var hashtags: [String]
  /// Text that stands on the picture.
  public var stickers: [String]
  public var handle: String?
  public var author: String?

  public init(
    caption: String, hashtags: [String] = [], stickers: [String] = [], handle: String? = nil,
    author: String? = nil
  ) {
    self.caption = caption
    self.hashtags = hashtags
    self.stickers = stickers
    self.handle = handle
    self.author = author
  }

  /// All that it says in one text, for whoever judges meaning; of bounded length.
  public var text: String {
    let tags = hashtags.map { $0.hasPrefix("#") ? $0 : "#" + $0 }.filter { !caption.contains($0) }
    let parts = [caption] + tags + stickers
    return String(parts.filter { !$0.isEmpty }.joined(separator: " ").prefix(2_000))
  }

  /// Of the text; empty where there is none.
  var textHash: [UInt8] { text.isEmpty ? [] : Array(SHA256.hash(text).bytes) }
}
