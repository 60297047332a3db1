import FoundationEssentials
import Models
import Recommending
import Storage
import TestKit

@testable import Hookline

/// Creators, videos and tracks beside the jobs.
extension JobsStage {
  static func genre(_ weights: [Genre: Double]) -> Feature<Distribution<Genre>>? {
    Feature([Finding(Distribution(weights), confidence: 0.9, evidence: .audio)])
  }

  static func video(_ id: Int64, daysAgo: Double, genre: [Genre: Double]? = nil) -> PastVideo {
    PastVideo(
      Video.ID(id), postedAt: Date(timeIntervalSince1970: 1_700_000_000 - daysAgo * 86_400),
      features: genre.map { weights in
        VideoFeatures(
          genre: Self.genre(weights),
          tempo: Tempo(120).flatMap { Feature([Finding($0, confidence: 0.8, evidence: .audio)]) },
          energy: Feature([Finding(0.8, confidence: 0.8, evidence: .audio)]))
      })
  }

  /// Anna, who posts K-pop twice a week.
  func addAnna() async throws {
    try await database.add(author: 1, "anna", name: "Anna \u{1b}[31m\u{202e}B", followers: 1_234_567)
    try await database.add(
      videos: (1...8).map { Self.video($0, daysAgo: Double($0) * 3.5, genre: [.kPop: 3, .pop: 1]) }, by: 1,
      track: Track.ID(9), counts: VideoCounts(plays: 12_400, likes: 900, comments: 50, shares: 30, saves: 20),
      hashtags: ["kpop", "evil\u{9b}tag"])
    try await database.add(
      videos: [Self.video(20, daysAgo: 40)], by: 1, counts: VideoCounts(plays: 10, likes: 1))
    try await database.add(tracks: [
      KnownTrack(
        Track.ID(1), title: "Up\u{1b}]0;x\u{7}\nside", artist: "Band", uses: 1_200_000,
        features: TrackFeatures(
          genre: Self.genre([.kPop: 1]),
          hook: TrackHook(start: 42.8125, end: 57.9, reason: "repeats 3 times, the loudest part"))),
      KnownTrack(Track.ID(2), title: "Down", features: TrackFeatures(genre: Self.genre([.metal: 1]))),
      KnownTrack(Track.ID(9), title: "Used", artist: "Someone"),
    ])
  }

  /// Ranks and stores what the worker would.
  func list(_ author: Int64, run: UUID, length: Int = 20) async throws {
    let past = try await TasteStore(database.pool).pasts(of: [Author.ID(author)])[Author.ID(author)]
    let store = ShelfStore(database.pool)
    let tracks = try await store.tracks(try await store.mostUsed(limit: 100)).tracks.map(Candidate.init)
    let taste = Taste(of: past?.videos ?? [])
    let ranking = Ranker(length: length).ranking(of: tracks, for: taste, without: past?.usedTracks ?? [])
    let hooks = try await store.hooks(of: ranking.items.map(\.track))
    let items = ranking.items.map { item in
      Recommendation(
        rank: item.rank, track: item.track, score: item.score, reasons: item.reasons, hook: hooks[item.track])
    }
    let list = MadeList(
      author: Author.ID(author), run: run, ranker: Ranker.label, considered: ranking.considered,
      videos: taste.videos, items: items)
    try await database.pool.transaction { try RecommendationStore.store([list], $0) }
  }
}
