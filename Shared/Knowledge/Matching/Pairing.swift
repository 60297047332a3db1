public import Audio
import Content
public import Matching

/// A track beside the film, and how both go together.
public struct Pairing: Sendable {
  public let name: String
  public let match: TrackMatch
  /// What is odd about the track, in words.
  public let remark: String?

  public init(_ name: String, _ film: MatchedFilm, _ sound: AnalyzedSound, _ course: SoundCourse? = nil) {
    self.name = name
    match = TrackMatch(film.side, TrackSide(sound, course))
    let remarks = [sound.lack, SoundFindings(sound).remark].compactMap(\.self)
    remark = remarks.isEmpty ? nil : remarks.joined(separator: "; ")
  }

  /// The best first.
  public static func precedes(_ left: Pairing, _ right: Pairing) -> Bool {
    let (one, other) = (left.match.score, right.match.score)
    return one == other ? left.name < right.name : one > other
  }
}
