import FoundationEssentials
import Models
import TestKit

/// Features, videos and tracks as tests need them.
enum Sample {
  static func genre(_ genre: Genre) -> Feature<Distribution<Genre>>? {
    Feature([Finding(.only(genre), confidence: 0.9, evidence: .audio)])
  }

  static func track(_ id: Int64, _ genre: Genre? = nil, uses: Int64? = nil) -> KnownTrack {
    KnownTrack(
      Track.ID(id), title: "Song \(id)", artist: "Artist \(id)", uses: uses,
      features: genre.map { TrackFeatures(genre: Self.genre($0)) })
  }

  static func video(_ id: Int64, _ genre: Genre? = nil) -> PastVideo {
    PastVideo(
      Video.ID(id), postedAt: Date(timeIntervalSince1970: 1_690_000_000 + Double(id)),
      features: genre.map { VideoFeatures(genre: Self.genre($0), engagement: 0.1) })
  }
}
