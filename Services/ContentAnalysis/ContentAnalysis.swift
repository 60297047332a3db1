import Content
public import Jobs
import Messaging
public import Models
import Storage

extension VideoToAnalyse: JobInput {}

/// Finds out what videos are like, many at once.
struct ContentAnalysis: BatchHandler {
  let kind = JobKind.contentAnalysis
  let batchLimit = 200
  let database: any Database

  func handle(_ jobs: [Job<VideoToAnalyse>]) async throws -> [Outcome<AnalysedFeatures<Video>>] {
    let ids = jobs.map(\.input.video)
    let videos = try await database.perform { session in try session.analysableVideos(ids) }
    return try await Self.outcomes(ids, videos)
  }

  func store(_ results: [Finished<AnalysedFeatures<Video>>], _ session: Session) throws {
    try session.storeVideoFeatures(results.map(\.result))
  }

  /// Away from whoever calls: it computes for milliseconds.
  @concurrent private static func outcomes(
    _ ids: [Video.ID], _ videos: [Video.ID: AnalysableVideo]
  ) async throws -> [Outcome<AnalysedFeatures<Video>>] {
    try ids.map { id in
      guard let video = videos[id] else { return .discard(because: "there is no video \(id)") }
      return .done(try AnalysedFeatures(id, VideoFeatures(of: video), in: video.contentHash))
    }
  }
}
