public import Models

/// A song of the world, with the truth about it. Four of five say their genre in the title or the album.
public struct SampleTrack: Sendable, Equatable {
  public let id: String
  public let title: String
  public let artist: String
  public let album: String?
  /// In seconds.
  public let duration: Int
  public let genre: Genre
  public let mood: Mood
  public let tempo: Tempo
  /// Whether its words say its genre.
  public let isLabelled: Bool
  /// By Zipf's law: 1 for the most popular, a half for the next, a third for the one after that. Has nothing to do
  /// with the genre.
  public let popularity: Double
  /// How many videos of the platform use it.
  public let uses: Int
  /// Its ids elsewhere, where it is known there.
  public let appleMusicID: String?
  public let spotifyID: String?
}

extension SampleTrack {
  /// The track with this number, which is at a place of the charts that counts from 0.
  init(_ number: Int, genre: Genre, rank: Int, seed: UInt64) {
    var draws = Draws(seed, .track, number)
    let words = GenreWords.of(genre)
    self.genre = genre
    mood = draws.pick(words.moods)
    let beats = draws.number(words.tempo)
    tempo = .planted(beats)
    isLabelled = draws.chance(85)
    let plain = TrackWords.title(number)
    (title, album) =
      isLabelled
      ? Self.labels(plain, genre: words, mood: mood, beats: beats, &draws)
      : (plain, draws.chance(40) ? TrackWords.title(number + 1_000) : nil)
    // Three tracks in a row of a genre are by one artist. Far from the numbers of creators.
    let artistNumber = 0x8_0000 + Genre.allCases.count * (number / Genre.allCases.count / 3)
    artist = Names(artistNumber + (Genre.allCases.firstIndex(of: genre) ?? 0), seed: seed).artist
    duration = draws.number(32...52)
    popularity = 1 / Double(rank + 1)
    uses = max(3, 6_000_000 / (rank + 1) + draws.number(-40...40) * 20_000 / (rank + 1))
    let released = SampleWorld.end - draws.number(30...2_000) * 86_400 - draws.number(0...86_399)
    id = Snowflake.id(.track(number), at: released)
    appleMusicID = draws.chance(45) ? draws.text(of: Draws.digits, count: 9).withoutLeadingZero : nil
    spotifyID = draws.chance(40) ? draws.text(of: Draws.alphanumeric, count: 22) : nil
  }

  /// A title and an album that say the genre, and perhaps more.
  private static func labels(
    _ plain: String, genre: GenreWords, mood: Mood, beats: Int, _ draws: inout Draws
  ) -> (title: String, album: String?) {
    let feeling = MoodWords.of(mood).title
    switch draws.index(below: 8) {
    case 0: return ("\(plain) (\(genre.title))", nil)
    case 1: return ("\(feeling) \(genre.title) \(beats) BPM", nil)
    case 2: return (plain, "\(feeling) \(genre.title) Sessions")
    case 3: return ("\(plain) (\(feeling) \(genre.title) Version)", plain)
    case 4: return ("\(plain) - \(beats) BPM", "\(genre.title) Essentials")
    case 5: return (plain, "The Best of \(genre.title)")
    case 6: return ("\(feeling) \(genre.title)", plain)
    default: return ("\(plain) [\(genre.title) \(beats) bpm]", "\(feeling) \(genre.title) Collection")
    }
  }
}

extension String {
  fileprivate var withoutLeadingZero: String { hasPrefix("0") ? "1" + dropFirst() : self }
}
