/// What a decoder answers.
public enum Reply: Sendable, Equatable {
  case hello(Hello)
  case about(MediaInfo)
  case sound(SoundPart)
  case picture(Picture)
  case print(Print)
  case peaks([Peak])
  case loudness(SoundLoudness)
  case thumbnail([UInt8])
  case end(Ending)
  case failure(Failure)
}

/// The first words of a decoder.
public struct Hello: Sendable, Equatable {
  /// What keeps it from doing anything but decode.
  public struct Confinement: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Only the system calls that decoding needs.
    public static let systemCalls = Confinement(rawValue: 1)
    /// A network of its own, with nothing in it.
    public static let network = Confinement(rawValue: 2)
    /// Limits of memory, file size and processes.
    public static let resources = Confinement(rawValue: 4)
  }

  public let version: UInt16
  public let confinement: Confinement
  /// Names and versions of its libraries, for people.
  public let libraries: String

  public init(version: UInt16 = Wire.version, confinement: Confinement, libraries: String) {
    self.version = version
    self.confinement = confinement
    self.libraries = libraries
  }
}

/// A stretch of sound.
public struct SoundPart: Sendable, Equatable {
  /// Seconds of presentation time from the beginning of the file.
  public let time: Double
  /// Interleaved where there are two channels.
  public let samples: [Float]

  public init(time: Double, samples: [Float]) {
    self.time = time
    self.samples = samples
  }
}

/// One frame.
public struct Picture: Sendable, Equatable {
  /// Seconds of presentation time from the beginning of the file.
  public let time: Double
  public let isKeyFrame: Bool
  public let width: Int
  public let height: Int
  /// Row by row from the top, without gaps; one or three bytes a pixel.
  public let pixels: [UInt8]

  public init(time: Double, isKeyFrame: Bool, width: Int, height: Int, pixels: [UInt8]) {
    self.time = time
    self.isKeyFrame = isKeyFrame
    self.width = width
    self.height = height
    self.pixels = pixels
  }
}

/// A raw Chromaprint fingerprint.
public struct Print: Sendable, Equatable {
  public let speed: Double
  /// How much of the sound it is of, in seconds at the speed that it was taken at.
  public let duration: Double
  /// Seconds from one item to the next.
  public let itemDuration: Double
  public let items: [UInt32]

  public init(speed: Double, duration: Double, itemDuration: Double, items: [UInt32]) {
    self.speed = speed
    self.duration = duration
    self.itemDuration = itemDuration
    self.items = items
  }
}

/// The lowest and the highest sample of a stretch; 127 is full scale.
public struct Peak: Sendable, Equatable {
  public let low: Int8
  public let high: Int8

  public init(low: Int8, high: Int8) {
    self.low = low
    self.high = high
  }
}

/// How loud the sound is, as EBU R128 measures it. It does not come for silence and what is too short to be measured.
public struct SoundLoudness: Sendable, Equatable {
  /// Of the whole, gated, in LUFS.
  public let integrated: Double
  /// From soft to loud passages, in LU.
  public let range: Double
  /// The highest sample, in dB below full scale.
  public let peak: Double
  /// The highest value between samples, in dBTP, where it was asked for.
  public let truePeak: Double?

  public init(integrated: Double, range: Double, peak: Double, truePeak: Double? = nil) {
    self.integrated = integrated
    self.range = range
    self.peak = peak
    self.truePeak = truePeak
  }
}

/// How an order ended.
public struct Ending: Sendable, Equatable {
  public enum Wholeness: UInt8, Sendable, CaseIterable {
    case whole = 0
    /// A limit of the order was reached.
    case limited = 1
    /// Parts of the file could not be decoded, or it ends before it should.
    case damaged = 2
    case cancelled = 3
  }

  public let wholeness: Wholeness
  /// What is missing, in words; empty when nothing is.
  public let reason: String
  /// Seconds of sound decoded.
  public let soundDuration: Double
  public let pictureCount: Int
  /// How many packets could not be decoded.
  public let faultCount: Int

  public init(
    _ wholeness: Wholeness, reason: String = "", soundDuration: Double = 0, pictureCount: Int = 0,
    faultCount: Int = 0
  ) {
    self.wholeness = wholeness
    self.reason = reason
    self.soundDuration = soundDuration
    self.pictureCount = pictureCount
    self.faultCount = faultCount
  }
}

/// Why nothing came of an order.
public struct Failure: Error, Sendable, Equatable {
  public enum Code: UInt8, Sendable, CaseIterable {
    /// Not media that FFmpeg knows, or damaged from the beginning.
    case unreadable = 1
    case empty = 2
    /// Known, but there is no decoder for it.
    case unsupported = 3
    /// What was asked for is not in the file.
    case missing = 4
    /// More pixels, streams or memory than allowed.
    case tooLarge = 5
    /// The order itself.
    case badOrder = 6
    case outOfMemory = 7
    /// The file could not be read.
    case io = 8
  }

  public let code: Code
  public let reason: String

  public init(_ code: Code, _ reason: String) {
    self.code = code
    self.reason = reason
  }
}
