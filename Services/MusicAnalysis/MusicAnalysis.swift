import Audio
public import Jobs
import Media
import Messaging
public import Models
import Storage
import Telemetry

extension TrackToAnalyse: JobInput {}

/// Finds out what tracks are like: by their names and numbers, many at once, and by their sound where that can be had.
struct MusicAnalysis: BatchHandler {
  let kind = JobKind.musicAnalysis
  let batchLimit = 200
  let database: any Database
  /// Nil where nothing is listened to.
  var ear: Ear?

  func handle(_ jobs: [Job<TrackToAnalyse>]) async throws -> [Outcome<AnalysedTrack>] {
    let ids = jobs.map(\.input.track)
    let (tracks, media) = try await database.perform { session in
      (try session.analysableTracks(ids), try session.trackMedia(ids))
    }
    return try await outcomes(ids, tracks, media)
  }

  func handleLong(_ job: Job<TrackToAnalyse>) async throws -> Outcome<AnalysedTrack> {
    let id = job.input.track
    let (tracks, found) = try await database.perform { session in
      (try session.analysableTracks([id]), try session.trackMedia([id]))
    }
    guard let track = tracks[id], let media = found[id], let ear else { return Self.missing(id) }
    do {
      let heard = try await ear.listen(to: id, media, attempt: job.attempt)
      job.logger.debug("heard", ["track": "\(id)", "origin": .string(heard.stored.origin)])
      return .done(try AnalysedTrack(id, track, heard))
    } catch let reason as MediaMiss {
      job.logger.info(
        "not heard", ["track": "\(id)", "code": .string(reason.code), "reason": .string(reason.words)])
      return .done(try AnalysedTrack(id, track, media, reason))
    }
  }

  func store(_ results: [Finished<AnalysedTrack>], _ session: Session) throws {
    let results = results.map(\.result)
    try session.storeTrackFeatures(results.map(\.features))
    try session.storeSounds(results.compactMap(\.sound))
    try session.storeMissed(results.compactMap(\.unheard))
    // Last, because it may wait for all others.
    let links = results.flatMap(\.links)
    if !links.isEmpty { _ = try session.relate(links, madeBy: "rules") }
  }

  /// Away from whoever calls: it computes for milliseconds.
  @concurrent private func outcomes(
    _ ids: [Track.ID], _ tracks: [Track.ID: AnalysableTrack], _ media: [Track.ID: TrackMedia]
  ) async throws -> [Outcome<AnalysedTrack>] {
    try ids.map { id in
      guard let track = tracks[id], let media = media[id] else { return Self.missing(id) }
      // Heard before, by a task that did not come to its end or was replayed.
      if let sound = try? media.sound?.decode(AnalyzedSound.self) {
        return .done(try AnalysedTrack(id, track, known: sound))
      }
      let sought = SoughtTrack(id, media)
      if let ear, ear.mayHear(sought) {
        guard let miss = ear.foreseenMiss(sought) else { return .long }
        return .done(try AnalysedTrack(id, track, media, miss))
      }
      return .done(try AnalysedTrack(id, track, media, unheard(media)))
    }
  }

  private func unheard(_ media: TrackMedia) -> MediaMiss {
    .untried(
      hasMedia: media.mediaURL != nil || !media.files.isEmpty,
      because: ear == nil ? "nothing is listened to here" : "no place is set up that has its sound")
  }

  private static func missing(_ id: Track.ID) -> Outcome<AnalysedTrack> {
    .discard(because: "there is no track \(id)")
  }
}
