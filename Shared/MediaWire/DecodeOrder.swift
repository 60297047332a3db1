/// What is wanted of a file. Everything is made in one pass over it; an order that asks for nothing gets `about` alone.
public struct DecodeOrder: Sendable, Equatable {
  /// Samples as 32-bit floats.
  public struct Sound: Sendable, Equatable {
    /// Samples a second.
    public var rate: Int
    /// 1 or 2. One channel is the middle of two, unless they cancel each other out: then it is their difference.
    public var channels: Int

    public init(rate: Int = 22_050, channels: Int = 1) {
      self.rate = rate
      self.channels = channels
    }
  }

  /// Frames, upright and scaled.
  public struct Pictures: Sendable, Equatable {
    public enum Pixels: UInt8, Sendable, CaseIterable {
      case gray = 1
      case rgb = 3

      public var byteCount: Int { Int(rawValue) }
    }

    public enum Choice: Sendable, Equatable {
      case every
      /// The first frame of each period of a second's part.
      case atMost(perSecond: Double)
      /// What can be decoded by itself.
      case keyFrames
    }

    /// What the decoder may leave out to be quicker, at the price of exactness.
    public struct Skips: OptionSet, Sendable {
      public let rawValue: UInt8

      public init(rawValue: UInt8) { self.rawValue = rawValue }

      public static let loopFilter = Skips(rawValue: 1)
      /// Frames that no other frame needs; they are missing from the result.
      public static let unreferenced = Skips(rawValue: 2)
      /// Exact arithmetic.
      public static let exactness = Skips(rawValue: 4)
      /// Frames between two others where nothing happens, by the size of what the file has of them; some that other frames
      /// need are among them, and all are missing from the result.
      public static let between = Skips(rawValue: 8)

      /// Every one there is.
      public static let all: Skips = [.loopFilter, .unreferenced, .exactness, .between]
    }

    public var width: Int
    public var height: Int
    /// Whether the picture keeps its shape within width and height; else it is stretched to them.
    public var keepsShape: Bool
    public var pixels: Pixels
    public var choice: Choice
    public var skips: Skips

    public init(
      width: Int = 90, height: Int = 160, keepsShape: Bool = false, pixels: Pixels = .rgb,
      choice: Choice = .every, skips: Skips = []
    ) {
      self.width = width
      self.height = height
      self.keepsShape = keepsShape
      self.pixels = pixels
      self.choice = choice
      self.skips = skips
    }
  }

  /// Raw Chromaprint fingerprints, one for each speed.
  public struct Prints: Sendable, Equatable {
    /// As if the recording were played so many times as fast, pitch included.
    public var speeds: [Double]
    /// How many seconds from the start count.
    public var limit: Double

    public init(speeds: [Double] = [1], limit: Double = 600) {
      self.speeds = speeds
      self.limit = limit
    }
  }

  /// The lowest and highest sample of each part of a second.
  public struct Peaks: Sendable, Equatable {
    public var perSecond: Int

    public init(perSecond: Int = 20) { self.perSecond = perSecond }
  }

  /// How loud the sound is (EBU R128), of all the channels that the file has, at its own rate.
  public struct Loudness: Sendable, Equatable {
    /// Whether the highest value between samples is looked for, which takes several times as long.
    public var wantsTruePeak: Bool

    public init(wantsTruePeak: Bool = false) { self.wantsTruePeak = wantsTruePeak }
  }

  /// One picture as a file.
  public struct Thumbnail: Sendable, Equatable {
    public enum Format: UInt8, Sendable, CaseIterable {
      case jpeg = 1
      case png = 2
    }

    /// Seconds from the start; nil for a tenth of the duration, or the cover of a sound file.
    public var time: Double?
    /// Of the longer side, at most; pictures are not enlarged.
    public var side: Int
    public var format: Format

    public init(time: Double? = nil, side: Int = 320, format: Format = .jpeg) {
      self.time = time
      self.side = side
      self.format = format
    }
  }

  public var sound: Sound?
  public var pictures: Pictures?
  public var prints: Prints?
  public var peaks: Peaks?
  public var loudness: Loudness?
  public var thumbnail: Thumbnail?
  /// The part of the file, in seconds of presentation time from its beginning, for sound, pictures, peaks and loudness.
  public var start: Double
  /// To the end when nil.
  public var duration: Double?
  /// How many seconds of sound or pictures are decoded at most, whatever the file claims.
  public var durationLimit: Double
  /// How many pixels a frame of the file may have.
  public var pixelLimit: Int

  public init(
    sound: Sound? = nil, pictures: Pictures? = nil, prints: Prints? = nil, peaks: Peaks? = nil,
    loudness: Loudness? = nil, thumbnail: Thumbnail? = nil, start: Double = 0, duration: Double? = nil
  ) {
    self.sound = sound
    self.pictures = pictures
    self.prints = prints
    self.peaks = peaks
    self.loudness = loudness
    self.thumbnail = thumbnail
    self.start = start
    self.duration = duration
    durationLimit = 6 * 3600
    pixelLimit = 7680 * 4320
  }
}
