public import Search
import Vision

/// Among how many frames was looked for a picture.
public struct SearchedFrames: Sendable, Equatable {
  public let frames: Int
  public let videos: Int
  public let loadingSeconds: Double
  public let bytes: Int

  public init(_ loaded: FrameLoading.Loaded) {
    (frames, videos, bytes) = (loaded.index.count, loaded.videos, loaded.byteCount)
    loadingSeconds = loaded.duration / .seconds(1)
  }
}

extension SearchedFrames: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    (frames, videos) = (try part.whole("frames"), try part.whole("videos"))
    (loadingSeconds, bytes) = (try part.number("loadingSeconds"), try part.whole("bytes"))
  }
}

extension FoundFrame: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      video: try FoundVideo(part), time: try part.number("time"), likeness: try part.number("likeness"),
      verdict: try part.choice("verdict"))
  }
}

extension FoundCopy: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      video: try FoundVideo(part),
      likeness: .init(
        share: try part.number("share"), frames: try part.whole("frames"),
        distance: try part.number("distance"), offset: try part.number("offset")))
  }
}

extension MeantVideo: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(video: try FoundVideo(part), likeness: try part.number("likeness"))
  }
}
