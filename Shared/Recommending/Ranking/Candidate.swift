import Glibc
public import Models

/// A track as the ranker sees it: numbers side by side and bounded, whatever was stored. 208 bytes and its artist's
/// name, so that a catalogue fits into memory and is gone through in one sweep.
public struct Candidate: Sendable, Equatable {
  /// A value and how sure it is.
  struct Level: Sendable, Equatable {
    var value: Float = 0
    var confidence: Float = 0
  }

  // The widest fields come first: behind narrower ones they would leave gaps.
  let genres: Shares
  /// In the order of the labels.
  let moods: SIMD8<Float>
  let genreConfidence: Float
  let moodConfidence: Float
  /// The binary logarithm of its beats per minute.
  let tempo: Level
  let energy: Level
  /// From 0 to 1.
  let popularity: Level
  public let track: Track.ID
  let uses: Int64?
  /// As it is compared; nil when it is not known.
  let artist: String?
  /// Nothing is shown of what has no title.
  let isTitled: Bool
  let isOriginalSound: Bool

  public init(_ known: KnownTrack) {
    track = known.track
    isTitled = known.title.contains { !$0.isWhitespace }
    artist = known.artist.flatMap(Self.folded)
    isOriginalSound = known.isOriginalSound
    uses = known.uses.map { max(0, $0) }
    let (genres, moods) = (known.features?.genre, known.features?.mood)
    self.genres = Shares(genres?.value)
    self.moods = Shares(moods?.value).first
    genreConfidence = genres?.value.isEmpty == false ? Float(genres?.confidence.bounded ?? 0) : 0
    moodConfidence = moods?.value.isEmpty == false ? Float(moods?.confidence.bounded ?? 0) : 0
    tempo = Self.level(known.features?.tempo) { log2($0.beatsPerMinute) }
    energy = Self.level(known.features?.energy) { $0.bounded }
    popularity = Self.popularity(uses, known.features?.popularity)
  }

  /// Whether anything is known of how it sounds.
  var isHeard: Bool {
    genreConfidence > 0 || moodConfidence > 0 || tempo.confidence > 0 || energy.confidence > 0
  }

  /// Whether it is worth keeping for a list: a stranger's own sound of which nothing is known is mostly somebody talking,
  /// until many have used it.
  public var isOffered: Bool {
    isTitled && (isHeard || !isOriginalSound || (uses ?? 0) >= Self.widelyUsed)
  }

  private static let widelyUsed = 1_000

  private static func folded(_ artist: String) -> String? {
    let words = artist.lowercased().split { $0.isWhitespace }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  private static func level<Value>(_ feature: Feature<Value>?, _ value: (Value) -> Double) -> Level {
    guard let feature else { return Level() }
    return Level(value: Float(value(feature.value)), confidence: Float(feature.confidence.bounded))
  }

  /// The count is as new as the last look at the track, the feature as old as its analysis.
  private static func popularity(_ uses: Int64?, _ feature: Feature<Double>?) -> Level {
    guard let uses else { return level(feature) { $0.bounded } }
    return Level(value: Float(min(1, log10(1 + Double(uses)) / mostDigits)), confidence: 1)
  }

  /// A hundred million uses are as many as there are.
  private static let mostDigits = 8.0
}
