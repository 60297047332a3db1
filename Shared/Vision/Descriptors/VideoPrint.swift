/// The key frames of a video, by which a copy of it is known.
public struct VideoPrint: Sendable, Equatable, Codable {
  public struct KeyFrame: Sendable, Equatable, Codable {
    /// In seconds.
    public let time: Double
    public let descriptor: FrameDescriptor

    public init(time: Double, descriptor: FrameDescriptor) {
      (self.time, self.descriptor) = (time, descriptor)
    }
  }

  /// More are thinned out evenly, so that two videos are compared in bounded time.
  public static let mostFrames = 64

  /// Frames less different from the one before show nothing new: a video of one scene is known by one frame.
  private static let alike: Float = 0.1

  /// In the order of their times, without those that show nothing, or what the one before shows.
  public let frames: [KeyFrame]

  public init(_ frames: [KeyFrame]) {
    let telling = frames.filter { !$0.descriptor.isFlat && $0.time.isFinite }
      .sorted { $0.time < $1.time }
    let different = Self.different(Self.thinned(telling, to: 4 * Self.mostFrames))
    self.frames = Self.different(Self.thinned(different, to: Self.mostFrames))
  }

  /// Of the video with left and right changed, as far as its key frames tell.
  public var mirrored: VideoPrint {
    VideoPrint(frames.map { KeyFrame(time: $0.time, descriptor: $0.descriptor.mirrored) })
  }

  private static func thinned(_ frames: [KeyFrame], to most: Int) -> [KeyFrame] {
    let count = min(frames.count, most)
    return (0..<count).map { frames[$0 * frames.count / count] }
  }

  private static func different(_ frames: [KeyFrame]) -> [KeyFrame] {
    var last: FrameProbe?
    return frames.filter { frame in
      if let last, last.distance(to: frame.descriptor) <= alike { return false }
      last = FrameProbe(frame.descriptor)
      return true
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode([KeyFrame].self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(frames)
  }
}
