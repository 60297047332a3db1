import Crypto
public import FoundationEssentials
public import Models

/// What was seen and heard in a video, as it is stored.
public struct StoredView: Sendable, Equatable {
  public var video: Video.ID
  public var version: Int
  public var seenAt: Date?
  /// Where it came from, in a word.
  public var origin: String
  public var place: String
  /// SHA-256 in hexadecimal digits, of the film or of each photo.
  public var contents: [String]
  /// Why little is known of it, for people.
  public var remark: String?
  /// Without its key frames.
  public var clip: JSON

  public init(
    _ video: Video.ID, version: Int = VideoFeatures.version, origin: String, place: String,
    contents: [String], remark: String? = nil, clip: JSON
  ) {
    self.video = video
    self.version = version
    self.origin = origin
    self.place = place
    self.contents = contents
    self.remark = remark
    self.clip = clip
  }
}

/// The key frames of a video, by which copies are found.
public struct StoredPrint: Sendable, Equatable {
  public struct Frame: Sendable, Equatable {
    /// Seconds.
    public var at: Float
    public var descriptor: [UInt8]

    public init(at: Float, descriptor: [UInt8]) { (self.at, self.descriptor) = (at, descriptor) }
  }

  /// Each at a moment of its own, in their order.
  public let frames: [Frame]

  /// Of several at one moment the first counts.
  public init(_ frames: [Frame]) {
    let kept = Dictionary(frames.map { ($0.at, $0) }) { first, _ in first }
    self.frames = kept.values.sorted { $0.at < $1.at }
  }

  /// Changes when the frames do.
  public var mark: String {
    var bytes: [UInt8] = []
    for frame in frames {
      withUnsafeBytes(of: frame.at.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      bytes += frame.descriptor
    }
    return String(SHA256.hash(bytes).description.prefix(32))
  }
}

/// Music that was recognised in a video by its fingerprint.
public struct RecognisedMusic: Sendable, Equatable {
  public var track: Track.ID
  /// Where the track is heard in the video, and which place of it that is, in seconds.
  public var videoStart: Double
  public var trackStart: Double
  public var duration: Double
  /// How many times as fast as the track it is played.
  public var speed: Double
  /// From 0 to 1.
  public var confidence: Double

  public init(
    _ track: Track.ID, videoStart: Double, trackStart: Double, duration: Double, speed: Double,
    confidence: Double
  ) {
    self.track = track
    self.videoStart = videoStart
    self.trackStart = trackStart
    self.duration = duration
    self.speed = speed
    self.confidence = confidence
  }

  /// As a match says it of the video's sound and the track.
  public init(_ track: Track.ID, _ match: SoundMatch) {
    self.init(
      track, videoStart: max(0, -match.offset) * match.speed, trackStart: max(0, match.offset),
      duration: match.overlap, speed: match.speed, confidence: match.confidence)
  }
}
