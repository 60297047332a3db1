import FoundationEssentials
import Models
import TestKit

/// Tracks and videos made up at random, with everything that storage may hold: also what makes no sense.
struct World {
  let tracks: [KnownTrack]
  let videos: [PastVideo]
  let used: Set<Track.ID>

  init(_ generator: inout SeededGenerator, tracks: Int, videos: Int) {
    var odds = Odds(generator: generator)
    self.tracks = (0..<tracks).map { odds.track(Int64($0 + 1)) }
    self.videos = (0..<videos).map { odds.video(Int64($0 + 1)) }
    used = Set((0..<tracks / 10).map { _ in Track.ID(odds.whole(1...Int64(max(1, tracks)))) })
    generator = odds.generator
  }
}

private struct Odds {
  var generator: SeededGenerator

  mutating func whole(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &generator) }
  mutating func one(in count: Int64) -> Bool { whole(1...count) == 1 }

  mutating func number() -> Double {
    if one(in: 12) {
      return [.nan, .infinity, -.infinity, -1, 1e308, 5].randomElement(using: &generator) ?? 0
    }
    return Double.random(in: 0...1, using: &generator)
  }

  mutating func track(_ id: Int64) -> KnownTrack {
    KnownTrack(
      Track.ID(id), title: one(in: 20) ? " \u{a0}" : "Song \(id)",
      artist: one(in: 5) ? nil : "Artist \(whole(1...20))", isOriginalSound: one(in: 4),
      uses: one(in: 3)
        ? nil : one(in: 20) ? [.min, .max, -1, 0].randomElement(using: &generator) : whole(0...9_999_999),
      features: one(in: 10)
        ? nil
        : TrackFeatures(
          genre: labels(), mood: labels(), tempo: tempo(), energy: level(), popularity: level()))
  }

  mutating func video(_ id: Int64) -> PastVideo {
    PastVideo(
      Video.ID(id), postedAt: one(in: 8) ? nil : Date(timeIntervalSince1970: number() * 1.7e9),
      isPinned: one(in: 10), isAdvertisement: one(in: 10),
      features: one(in: 6)
        ? nil
        : VideoFeatures(
          genre: labels(), mood: labels(), tempo: tempo(), energy: level(), engagement: number()))
  }

  private mutating func labels<Label>() -> Feature<Distribution<Label>>? {
    var weights: [Label: Double] = [:]
    for label in Label.allCases where one(in: 4) { weights[label] = number() }
    return one(in: 4) ? nil : Sample.feature(Distribution(weights), number())
  }

  private mutating func tempo() -> Feature<Tempo>? {
    let tempo = Tempo(Double.random(in: 20...400, using: &generator))
    return one(in: 4) ? nil : tempo.flatMap { Sample.feature($0, number()) }
  }

  private mutating func level() -> Feature<Double>? { one(in: 4) ? nil : Sample.feature(number(), number()) }
}
