public import Jobs
import Messaging
public import Models
import Storage

extension TrackToAnalyse: JobInput {}

/// Finds out what tracks are like, many at once.
struct MusicAnalysis: BatchHandler {
  let kind = JobKind.musicAnalysis
  let batchLimit = 200
  let database: any Database

  func handle(_ jobs: [Job<TrackToAnalyse>]) async throws -> [Outcome<AnalysedFeatures<Track>>] {
    let ids = jobs.map(\.input.track)
    let tracks = try await database.perform { session in try session.analysableTracks(ids) }
    return try await Self.outcomes(ids, tracks)
  }

  func store(_ results: [Finished<AnalysedFeatures<Track>>], _ session: Session) throws {
    try session.storeTrackFeatures(results.map(\.result))
  }

  /// Away from whoever calls: it computes for milliseconds.
  @concurrent private static func outcomes(
    _ ids: [Track.ID], _ tracks: [Track.ID: AnalysableTrack]
  ) async throws -> [Outcome<AnalysedFeatures<Track>>] {
    try ids.map { id in
      guard let track = tracks[id] else { return .discard(because: "there is no track \(id)") }
      return .done(try AnalysedFeatures(id, TrackFeatures(of: track)))
    }
  }
}
