import Audio
import Media
import Models
import Storage

/// What became of one track, on its way to the database.
struct AnalysedTrack: Sendable {
  var features: AnalysedFeatures<Track>
  var sound: StoredSound?
  var unheard: UnheardTrack?
  /// What it is to tracks that sound like it.
  var links: [TrackLink] = []

  /// One that was heard just now.
  init(_ id: Track.ID, _ track: AnalysableTrack, _ heard: Heard) throws {
    features = try AnalysedFeatures(id, TrackFeatures(of: track, heard: heard.sound))
    sound = heard.stored
    links = heard.links
  }

  /// One that was heard before.
  init(_ id: Track.ID, _ track: AnalysableTrack, known sound: AnalyzedSound) throws {
    features = try AnalysedFeatures(id, TrackFeatures(of: track, heard: sound))
  }

  /// One that cannot be heard: its names and numbers tell what is known, and what was heard of it before, if anything was.
  init(_ id: Track.ID, _ track: AnalysableTrack, _ media: TrackMedia, _ reason: MediaMiss) throws {
    let earlier = try? media.earlier?.decode(AnalyzedSound.self)
    features = try AnalysedFeatures(id, TrackFeatures(of: track, heard: earlier))
    unheard = UnheardTrack(
      id, tries: media.tries + 1, placeTries: media.placeTries + 1,
      retryAfter: reason.pause(afterTries: media.placeTries + 1), place: media.place, code: reason.code,
      reason: reason.words)
  }
}
