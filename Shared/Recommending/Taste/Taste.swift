public import Models

/// What a creator's videos have in common, read from what content analysis found in them.
///
/// A video counts for more the newer it is, seen from the newest, and the better it did, seen from the creator's own
/// median: what a big account gets for anything says nothing.
public struct Taste: Sendable, Equatable {
  public let genre: Leaning<Distribution<Genre>>?
  public let mood: Leaning<Distribution<Mood>>?
  public let tempo: Leaning<TempoRange>?
  public let energy: Leaning<LevelRange>?
  /// How many videos it was read from.
  public let videos: Int

  /// Whether nothing at all is known.
  public var isEmpty: Bool { genre == nil && mood == nil && tempo == nil && energy == nil }

  /// How much evidence makes a leaning half certain: as much as three recent videos give of which all is known.
  private static let halfCertain = 3.0

  public init(
    genre: Leaning<Distribution<Genre>>?, mood: Leaning<Distribution<Mood>>?, tempo: Leaning<TempoRange>?,
    energy: Leaning<LevelRange>?, videos: Int
  ) {
    (self.genre, self.mood, self.tempo) = (genre, mood, tempo)
    (self.energy, self.videos) = (energy, videos)
  }

  public init(of videos: [PastVideo] = []) {
    let weighed = VideoWeight.weigh(videos)
    self.videos = weighed.count
    genre = Self.mixture(weighed) { $0.genre }
    mood = Self.mixture(weighed) { $0.mood }
    tempo = Self.tempo(weighed)
    energy = Self.energy(weighed)
  }

  /// A feature's values with how much each counts, and how sure all of them together are.
  private static func opinions<Value>(
    _ videos: [VideoWeight], _ feature: (VideoFeatures) -> Feature<Value>?
  ) -> (values: [(value: Value, weight: Double)], confidence: Double) {
    var values: [(value: Value, weight: Double)] = []
    var evidence = 0.0
    for video in videos {
      guard let found = feature(video.features) else { continue }
      let confidence = found.confidence.bounded
      guard confidence > 0 else { continue }
      values.append((found.value, video.weight * confidence))
      evidence += video.recency * confidence
    }
    return (values, evidence / (evidence + halfCertain))
  }

  private static func mixture<Label>(
    _ videos: [VideoWeight], _ feature: (VideoFeatures) -> Feature<Distribution<Label>>?
  ) -> Leaning<Distribution<Label>>? {
    let (opinions, confidence) = opinions(videos) { features in
      feature(features).flatMap { $0.value.isEmpty ? nil : $0 }
    }
    guard !opinions.isEmpty else { return nil }
    let mixture = Distribution.fused(opinions)
    return mixture.isEmpty ? nil : Leaning(mixture, confidence: confidence)
  }

  private static func tempo(_ videos: [VideoWeight]) -> Leaning<TempoRange>? {
    let (opinions, confidence) = opinions(videos) { $0.tempo }
    return TempoRange(opinions).map { Leaning($0, confidence: confidence) }
  }

  private static func energy(_ videos: [VideoWeight]) -> Leaning<LevelRange>? {
    let (opinions, confidence) = opinions(videos) { $0.energy }
    let total = opinions.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    let centre = opinions.reduce(0) { $0 + $1.value.bounded * $1.weight } / total
    let variance = opinions.reduce(0) { $0 + ($1.value.bounded - centre).squared * $1.weight } / total
    return Leaning(LevelRange(centre: centre, spread: variance.squareRoot()), confidence: confidence)
  }
}
