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

  /// In the order of their times, without those that show nothing.
  public let frames: [KeyFrame]

  public init(_ frames: [KeyFrame]) {
    let telling = frames.filter { !$0.descriptor.isFlat && $0.time.isFinite }
      .sorted { $0.time < $1.time }
    let count = min(telling.count, Self.mostFrames)
    self.frames = (0..<count).map { telling[$0 * telling.count / count] }
  }

  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode([KeyFrame].self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(frames)
  }
}
