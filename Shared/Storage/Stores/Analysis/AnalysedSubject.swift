public import Models

/// What is analysed by its media: a track, a video.
public protocol AnalysedSubject: Sendable {
  static var tables: AnalysisTables { get }
}

/// Where rows of the analysis of one kind of subject are.
public struct AnalysisTables: Sendable {
  /// Of the analysis that this program does.
  public let version: Int
  /// The column that names the subject in all of them.
  let subject: String
  let features: String
  /// What was found in media.
  let found: String
  /// Why media were not had.
  let missed: String
  /// The function that tells which media a subject has.
  let place: String
  /// The table of those in which it stands whether they were compared; nil where nothing is compared later.
  var compared: String?
}

extension Track: AnalysedSubject {
  public static var tables: AnalysisTables {
    AnalysisTables(
      version: TrackFeatures.version, subject: "track_id", features: "music_features", found: "track_sound",
      missed: "track_unheard",
      place: "track_place")
  }
}

extension Video: AnalysedSubject {
  public static var tables: AnalysisTables {
    AnalysisTables(
      version: VideoFeatures.version, subject: "video_id", features: "content_features", found: "video_view",
      missed: "video_unseen",
      place: "video_place", compared: "video_view")
  }
}
