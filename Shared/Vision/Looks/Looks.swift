/// What a video, or the photos of a post, look like. Every frame counts the same.
public struct Looks: Sendable, Equatable, Codable {
  /// One measure over all frames.
  public struct Course: Sendable, Equatable, Codable {
    public let mean: Double
    public let deviation: Double
    public let least: Double
    public let greatest: Double
  }

  public let frames: Int
  /// Of the last frames, which have one size.
  public let width: Int
  public let height: Int
  /// The measures of `FrameLooks`.
  public let brightness: Course
  public let contrast: Course
  public let saturation: Course
  public let colourfulness: Course
  public let warmth: Course
  /// Of the mean light of all frames, in kelvin; see `FrameLooks.temperature`.
  public let temperature: Double?
  /// SI of ITU-T P.910 is the greatest.
  public let spatialInformation: Course
  /// Nil for photos, and for fewer than two frames of one size.
  public let motion: Motion?
  public let palette: Palette
  public let letterbox: Letterbox
  /// Of the picture within its bars.
  public let orientation: Orientation
  /// The words for it, each at most once.
  public let looks: [Look]
}
