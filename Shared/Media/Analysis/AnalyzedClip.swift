public import Audio
public import Vision

/// All that was found out about a film, or the photos of a post, by looking and listening.
public struct AnalyzedClip: Sendable, Equatable, Codable {
  /// Of what was seen and heard, in seconds; 0 for photos.
  public var duration: Double
  /// Nil where nothing is seen.
  public var picture: SeenPicture?
  /// Nil where nothing is heard.
  public var sound: HeardSound?
  /// Why only a part was analysed, in words; nil for all of it.
  public var lack: String?

  public init(
    duration: Double, picture: SeenPicture? = nil, sound: HeardSound? = nil, lack: String? = nil
  ) {
    (self.duration, self.picture, self.sound, self.lack) = (duration, picture, sound, lack)
  }
}

/// What was seen.
public struct SeenPicture: Sendable, Equatable, Codable {
  public enum Kind: String, Sendable, Codable { case film, photos }

  public var kind: Kind
  /// As a viewer sees it: upright, with square pixels, before it was reduced. Of photos, the first.
  public var width: Int
  public var height: Int
  /// How many frames were looked at, or photos.
  public var frames: Int
  /// Nil for photos.
  public var shots: Shots?
  /// Of reduced frames, but for the size, the bars and the orientation, which are those of the whole picture. Of photos
  /// those three are of the first.
  public var looks: Looks
  /// The key frames. Photos are a second apart.
  public var print: VideoPrint

  public init(
    kind: Kind, width: Int, height: Int, frames: Int, shots: Shots?, looks: Looks, print: VideoPrint
  ) {
    (self.kind, self.width, self.height, self.frames) = (kind, width, height, frames)
    (self.shots, self.looks, self.print) = (shots, looks, print)
  }
}

/// What was heard.
public struct HeardSound: Sendable, Equatable, Codable {
  /// Without its waveform.
  public var sound: AnalyzedSound
  public var course: SoundCourse

  public init(sound: AnalyzedSound, course: SoundCourse) { (self.sound, self.course) = (sound, course) }
}
