public import Knowledge
import Media
import Models
import Storage

extension JSONValue {
  /// A video with all that is known of it: as a list has it, and what analysis found, as of a file.
  public static func video(_ known: KnownVideo) -> JSONValue {
    let features = known.post.features
    return .object(
      members(of: known.post) + [
        ("features", features.map(videoFeatures) ?? .null),
        (
          "analysis",
          known.clip.map { clip($0, path: "video \(known.post.id)", content: features) } ?? .null
        ),
        ("seen", known.view.map(view) ?? .null), ("unseen", known.unseen.map(missed) ?? .null),
        ("music", known.music.map(music) ?? .null),
      ])
  }

  private static func view(_ view: StoredView) -> JSONValue {
    [
      "version": .int(view.version), "at": JSONValue(view.seenAt), "from": .string(view.origin),
      "remark": JSONValue(view.remark),
    ]
  }

  /// Why media were not had.
  static func missed<Subject>(_ missed: Missed<Subject>) -> JSONValue {
    [
      "version": .int(missed.version), "at": JSONValue(missed.at), "code": .string(missed.code),
      "reason": .string(missed.reason), "tries": .int(missed.tries),
    ]
  }

  private static func music(_ music: RecognisedMusic) -> JSONValue {
    [
      "trackId": .string("\(music.track)"), "videoStart": .time(music.videoStart),
      "trackStart": .time(music.trackStart), "duration": .time(music.duration),
      "speed": .number(music.speed, digits: 4), "confidence": .share(music.confidence),
    ]
  }
}
