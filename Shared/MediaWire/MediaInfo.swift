/// What a file says of itself. None of it is to be trusted more than that.
public struct MediaInfo: Sendable, Equatable {
  public struct Tag: Sendable, Equatable {
    /// In small letters: `title`, `artist`, `isrc`.
    public let name: String
    public let value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public struct Stream: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
      case sound(rate: Int, channels: Int)
      /// As it is shown: upright, with square pixels where the file says so. `rate` is frames a second on average.
      case pictures(width: Int, height: Int, rotation: Int, rate: Double?)
      /// A picture that belongs to the file, such as the front of an album.
      case cover(width: Int, height: Int)
      /// Subtitles, data, attachments.
      case other(String)
    }

    public let index: Int
    public let kind: Kind
    /// As FFmpeg names it: `h264`, `aac`.
    public let codec: String
    /// Whether this decoder has what it takes to decode it.
    public let isDecodable: Bool
    /// Seconds.
    public let duration: Double?
    /// Bits a second.
    public let bitRate: Int?
    public let tags: [Tag]

    public init(
      index: Int, kind: Kind, codec: String, isDecodable: Bool, duration: Double?, bitRate: Int?, tags: [Tag]
    ) {
      self.index = index
      self.kind = kind
      self.codec = codec
      self.isDecodable = isDecodable
      self.duration = duration
      self.bitRate = bitRate
      self.tags = tags
    }
  }

  /// As FFmpeg names it: `mp3`, `mov,mp4,m4a,3gp,3g2,mj2`.
  public let container: String
  /// Seconds, as the file claims.
  public let duration: Double?
  /// Bits a second, over everything.
  public let bitRate: Int?
  /// Of the whole file.
  public let tags: [Tag]
  /// At most `Wire.listLimit`; there may be more.
  public let streams: [Stream]
  public let streamCount: Int
  /// Which of the streams were chosen; nil where there is none that can be decoded.
  public let sound: Int?
  public let pictures: Int?

  public init(
    container: String, duration: Double?, bitRate: Int?, tags: [Tag], streams: [Stream], streamCount: Int,
    sound: Int?, pictures: Int?
  ) {
    self.container = container
    self.duration = duration
    self.bitRate = bitRate
    self.tags = tags
    self.streams = streams
    self.streamCount = streamCount
    self.sound = sound
    self.pictures = pictures
  }

  /// The first value of a tag: of the file, else of the chosen sound, where Ogg keeps them.
  public subscript(tag name: String) -> String? {
    let ofSound = streams.first { $0.index == sound }?.tags ?? []
    return (tags + ofSound).first { $0.name == name }?.value
  }
}
