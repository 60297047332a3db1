public import Jobs
import Media
import Messaging
public import Models
import Storage
import Telemetry

extension VideoToAnalyse: JobInput {}

/// Finds out what videos are like: by their words and numbers, many at once, and by what is seen and heard in them where
/// that can be had.
struct ContentAnalysis: BatchHandler {
  let kind = JobKind.contentAnalysis
  let batchLimit = 200
  let database: any Database
  /// Nil where nothing is looked at.
  var eye: Eye?

  func handle(_ jobs: [Job<VideoToAnalyse>]) async throws -> [Outcome<AnalysedVideo>] {
    let ids = jobs.map(\.input.video)
    return try await outcomes(ids, try await material(of: ids))
  }

  func handleLong(_ job: Job<VideoToAnalyse>) async throws -> Outcome<AnalysedVideo> {
    let id = job.input.video
    let before = try await material(of: [id])
    guard let video = before.videos[id], let media = before.media[id], let eye else {
      return Self.missing(id)
    }
    do {
      let seen = try await eye.look(at: id, media, attempt: job.attempt)
      job.logger.debug("seen", ["video": "\(id)", "twins": "\(seen.compared?.twins.count ?? 0)"])
      // Its music may have been recognised just now.
      let music = try await database.perform { session in try Self.music(in: [id], session)[id] }
      return .done(
        try AnalysedVideo(id, video, seen: seen.clip, music ?? KnownMusic(), compared: seen.compared))
    } catch let reason as MediaMiss {
      job.logger.info(
        "not seen", ["video": "\(id)", "code": .string(reason.code), "reason": .string(reason.words)])
      return .done(
        try AnalysedVideo(id, video, media, before.music[id] ?? KnownMusic(), reason))
    }
  }

  func store(_ results: [Finished<AnalysedVideo>], _ session: Session) throws {
    let results = results.map(\.result)
    try session.storeVideoFeatures(results.map(\.features))
    try session.storeMissed(results.compactMap(\.unseen))
    // Last, because it may wait for all others.
    try session.relate(results.compactMap(\.compared))
  }

  /// What rows tell of videos.
  private struct Material: Sendable {
    var videos: [Video.ID: AnalysableVideo]
    var media: [Video.ID: VideoMedia]
    var music: [Video.ID: KnownMusic]
  }

  private func material(of ids: [Video.ID]) async throws -> Material {
    try await database.perform { session in
      Material(
        videos: try session.analysableVideos(ids), media: try session.videoMedia(ids),
        music: try Self.music(in: ids, session))
    }
  }

  /// Away from whoever calls: it computes for milliseconds.
  @concurrent private func outcomes(
    _ ids: [Video.ID], _ material: Material
  ) async throws -> [Outcome<AnalysedVideo>] {
    try ids.map { id in
      guard let video = material.videos[id], let media = material.media[id] else { return Self.missing(id) }
      let music = material.music[id] ?? KnownMusic()
      let clip = try? media.clip?.decode(AnalyzedClip.self)
      // Seen before, by a task that did not come to its end or was replayed, or when its words were others.
      if let clip, media.isCompared || eye == nil {
        return .done(try AnalysedVideo(id, video, seen: clip, music))
      }
      let sought = SoughtVideo(id, media)
      if let eye, clip != nil || eye.maySee(sought) {
        guard clip == nil, let miss = eye.foreseenMiss(sought) else { return .long }
        return .done(try AnalysedVideo(id, video, media, music, miss))
      }
      return .done(try AnalysedVideo(id, video, media, music, unseen(media)))
    }
  }

  private func unseen(_ media: VideoMedia) -> MediaMiss {
    .untried(
      hasMedia: media.kind == .film ? media.mediaURL != nil : !media.imageURLs.isEmpty,
      because: eye == nil ? "nothing is looked at here" : "no place is set up that has its pictures")
  }

  private static func music(in ids: [Video.ID], _ session: Session) throws -> [Video.ID: KnownMusic] {
    var music = try session.soundFeatures(of: ids).mapValues {
      KnownMusic(features: try? $0.decode(TrackFeatures.self))
    }
    for (video, track) in try session.recognisedTracks(in: ids) {
      music[video, default: KnownMusic()].recognised = track
    }
    return music
  }

  private static func missing(_ id: Video.ID) -> Outcome<AnalysedVideo> {
    .discard(because: "there is no video \(id)")
  }
}
