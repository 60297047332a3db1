import Factors
import Models

/// The tracks of a planted world as the recommender knows them: without the truth.
struct PlantedCatalogue: Sendable {
  let candidates: [Candidate]
  let velocities: [Double]
  let irrelevant: [Double]
  let isNew: [Bool]
  /// What a video with this track is like.
  private let videos: [VideoFeatures]
  /// By label, what has it: genres, moods, sixths of the octave and quarters of the energy.
  let sides: [[Int32]]

  init(_ items: [PlantedWorld.Item]) {
    candidates = items.enumerated().map { place, item in
      Candidate(
        KnownTrack(
          Track.ID(Int64(place) + 1), title: Self.title(place), artist: "artist \(item.artist)",
          uses: item.uses,
          features: TrackFeatures(
            genre: Self.feature(.only(item.genre)), mood: Self.feature(.only(item.mood)),
            tempo: Tempo(item.tempo).flatMap(Self.feature), energy: Self.feature(item.energy))))
    }
    videos = items.map { Self.video($0.genre, $0.mood, $0.tempo, $0.energy) }
    velocities = items.map(\.velocity)
    irrelevant = items.map(\.irrelevant)
    isNew = items.map(\.isNew)
    sides = Self.sides(items, candidates)
  }

  static func title(_ place: Int) -> String { "track \(place)" }

  private static func sides(_ items: [PlantedWorld.Item], _ candidates: [Candidate]) -> [[Int32]] {
    var sides: [String: [Int32]] = [:]
    for (place, item) in items.enumerated() {
      let octaves = Double(candidates[place].tempo.value)
      let phase = min(5, Int((octaves - octaves.rounded(.down)) * 6))
      let labels = [
        "genre \(item.genre.rawValue)", "mood \(item.mood.rawValue)", "tempo \(phase)",
        "energy \(min(3, Int(item.energy * 4)))",
      ]
      for label in labels { sides[label, default: []].append(Int32(truncatingIfNeeded: place)) }
    }
    return sides.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Of a creator with these uses and videos.
  func taste(of history: [Int32], _ clips: [PlantedWorld.Clip]) -> Taste {
    let features =
      history.map { videos[Int($0)] }
      + clips.map { Self.video($0.genre, $0.mood, $0.tempo, $0.energy) }
    return Taste(
      of: features.enumerated().map { PastVideo(Video.ID(Int64($0.offset) + 1), features: $0.element) })
  }

  private static func video(
    _ genre: Genre, _ mood: Mood, _ tempo: Double, _ energy: Double
  ) -> VideoFeatures {
    VideoFeatures(
      genre: feature(.only(genre)), mood: feature(.only(mood)), tempo: Tempo(tempo).flatMap(feature),
      energy: feature(energy))
  }

  private static func feature<Value>(_ value: Value) -> Feature<Value>? {
    Feature([Finding(value, confidence: 1, evidence: .audio)])
  }
}
