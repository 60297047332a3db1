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

  /// All that it says in one text, for whoever judges meaning; of at most 6,000 bytes.
  public var text: String {
    let tags = hashtags.map { $0.hasPrefix("#") ? $0 : "#" + $0 }.filter { !caption.contains($0) }
    let parts = [caption] + tags + stickers
    return Self.cut(parts.filter { !$0.isEmpty }.joined(separator: " "))
  }

  /// In bytes: one character may consist of any number of them.
  private static let byteLimit = 6_000

  /// What of a text is within the limit, in whole characters; of one that is longer by itself, nothing.
  private static func cut(_ text: String) -> String {
    guard text.utf8.count > byteLimit else { return text }
    var room = byteLimit
    return String(
      text.prefix { character in
        room -= character.utf8.count
        return room >= 0
      })
  }

  /// Of the text; empty where there is none.
  var textHash: [UInt8] { text.isEmpty ? [] : Array(SHA256.hash(text).bytes) }
}
