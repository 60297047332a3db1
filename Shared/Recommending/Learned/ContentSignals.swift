import Glibc
import Models

/// How tracks suit a creator's taste, in numbers that the learned ranker weighs itself: nothing is decided here about how
/// much each is worth.
public struct ContentSignals: Sendable {
  private let genre: Shares
  private let mood: Shares
  private let tempo: TempoFit?
  private let energy: LevelRange?

  public init(_ taste: Taste) {
    genre = Shares(taste.genre?.value)
    mood = Shares(taste.mood?.value)
    tempo = taste.tempo.map(TempoFit.init)
    energy = taste.energy?.value
  }

  /// The share of the creator's videos that are of the track's genres.
  public func genre(of track: Candidate) -> Double {
    genre.product(track.genres) * Double(track.genreConfidence)
  }

  public func mood(of track: Candidate) -> Double {
    mood.product(Shares(first: track.moods)) * Double(track.moodConfidence)
  }

  public func tempo(of track: Candidate) -> Double { tempo?.signal(of: track.tempo) ?? 0 }

  /// 0 at the creator's level, less the farther away.
  public func energy(of track: Candidate) -> Double {
    guard let energy, track.energy.confidence > 0 else { return 0 }
    return -abs(Double(track.energy.value) - energy.centre) * Double(track.energy.confidence)
  }

  /// Of a thousand uses as of a hundred: what counts is how many times as many.
  public static func popularity(of track: Candidate) -> Double {
    Double(track.popularity.value * track.popularity.confidence)
  }

  /// How much of what it says is the creator: little after few videos, nothing after none.
  public static func evidence(videos: Int) -> Double { Double(videos) / (Double(videos) + halfSure) }

  private static let halfSure = 5.0
}
