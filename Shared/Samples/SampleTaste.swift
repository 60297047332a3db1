public import Models

/// What was planted in a creator, for an analysis to find.
public struct SampleTaste: Sendable, Equatable {
  /// The genres of most of the creator's videos: one when the taste is clear, two or three when it is mixed, none when
  /// there is nothing to know.
  public let genres: [Genre]
  /// Nil when there is nothing to know.
  public let mood: Mood?
  public let tempo: Tempo?

  public var isClear: Bool { genres.count == 1 }
  /// The first of the genres.
  public var genre: Genre? { genres.first }

  static let none = SampleTaste(genres: [], mood: nil, tempo: nil)
}

extension SampleTaste {
  /// The creators come in groups of this many, each with every genre.
  static let groupSize = 40

  private enum Card {
    case clear(Genre)
    case mixed
    case none
  }

  /// Of the creator with this number: each group has every genre planted clearly in one creator and ten of them in
  /// another one; six creators are mixed and four say nothing.
  static func planted(in creator: Int, seed: UInt64) -> SampleTaste {
    let card = deck(of: creator / groupSize, seed: seed)[creator % groupSize]
    var draws = Draws(seed, .creator, creator)
    switch card {
    case .none: return .none
    case .clear(let genre): return SampleTaste([genre], &draws)
    case .mixed:
      let genres = draws.shuffled(Genre.allCases)
      return SampleTaste(Array(genres.prefix(draws.number(2...3))), &draws)
    }
  }

  private static func deck(of group: Int, seed: UInt64) -> [Card] {
    var draws = Draws(seed, .tasteDeck, group)
    var deck = Genre.allCases.map(Card.clear)
    deck += draws.shuffled(Genre.allCases).prefix(10).map(Card.clear)
    deck += Array(repeating: .mixed, count: 6) + Array(repeating: .none, count: 4)
    return draws.shuffled(deck)
  }

  private init(_ genres: [Genre], _ draws: inout Draws) {
    let words = GenreWords.of(genres[0])
    self.init(genres: genres, mood: draws.pick(words.moods), tempo: .planted(draws.number(words.tempo)))
  }
}

extension Tempo {
  /// From this module's own tables.
  static func planted(_ beatsPerMinute: Int) -> Tempo {
    guard let tempo = Tempo(Double(beatsPerMinute)) else { preconditionFailure("not a tempo of music") }
    return tempo
  }
}
