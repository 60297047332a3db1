public import Vision

/// A frame of a video that looks like a picture.
public struct FoundFrame: Sendable, Equatable {
  public var video: FoundVideo
  /// Of the frame in its video, in seconds.
  public var time: Double
  /// 1 is the same, 0 has nothing in common.
  public var likeness: Double
  public var verdict: Verdict

  public init(video: FoundVideo, time: Double, likeness: Double, verdict: Verdict) {
    (self.video, self.time, self.likeness, self.verdict) = (video, time, likeness, verdict)
  }

  /// How sure it is that both show the same.
  public enum Verdict: String, Sendable, CaseIterable {
    case same, probable, possible, different

    /// Of the distance that `FrameProbe` tells.
    init(distance: Float) {
      switch distance {
      case ..<0.15: self = .same
      case ..<FrameProbe.surely: self = .probable
      case ..<FrameProbe.same: self = .possible
      default: self = .different
      }
    }

    /// In words.
    public var words: String {
      switch self {
      case .same: "the same picture"
      case .probable: "most likely the same"
      case .possible: "perhaps the same"
      case .different: "only alike"
      }
    }
  }
}

/// A video that shows much the same as another.
public struct FoundCopy: Sendable, Equatable {
  public var video: FoundVideo
  public var likeness: VideoLikeness

  public init(video: FoundVideo, likeness: VideoLikeness) {
    (self.video, self.likeness) = (video, likeness)
  }
}
