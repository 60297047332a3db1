import Content
import Media
import Models
import Storage

/// What is known of the music in a video.
struct KnownMusic: Sendable {
  /// Of the track that was recognised in it, or that it is said to use.
  var features: TrackFeatures?
  var recognised: Track.ID?
}

/// What became of one video, on its way to the database.
struct AnalysedVideo: Sendable {
  var features: AnalysedFeatures<Video>
  var unseen: UnseenVideo?
  /// Which others show the same, where they were looked for just now.
  var compared: ComparedVideo?

  /// One that was seen, now or before.
  init(
    _ id: Video.ID, _ video: AnalysableVideo, seen clip: AnalyzedClip?, _ music: KnownMusic,
    compared: ComparedVideo? = nil
  ) throws {
    let found = VideoFeatures(
      of: video, clip: clip, track: music.features, recognised: music.recognised)
    features = try AnalysedFeatures(id, found, in: video.contentHash)
    self.compared = compared
  }

  /// One that cannot be seen: its words and numbers tell what is known, and what was seen of it before, if anything was.
  /// What was seen in the very media that it has still counts as seen.
  init(
    _ id: Video.ID, _ video: AnalysableVideo, _ media: VideoMedia, _ music: KnownMusic, _ reason: MediaMiss
  ) throws {
    let clip = try? media.clip?.decode(AnalyzedClip.self)
    let earlier = try? media.earlier?.clip.decode(AnalyzedClip.self)
    try self.init(id, video, seen: clip ?? earlier, music)
    guard clip == nil else { return }
    unseen = UnseenVideo(
      id, tries: media.tries + 1, placeTries: media.placeTries + 1,
      retryAfter: reason.pause(afterTries: media.placeTries + 1), place: media.place, code: reason.code,
      reason: reason.words)
  }
}
