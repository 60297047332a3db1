import Models

/// One thing in a text that speaks of music.
struct Clue {
  var term: String
  var meaning: Meaning
  /// From 0 to 1, on what its strength is raised to: above 1 it was stressed, below 1 weakened.
  var stress = 1.0
  /// Whether an ambiguous genre is meant, and how much that is worth.
  var genreWeight: Double?
  /// Named as beats per minute.
  var beats: Tempo?
}

/// What the texts around an utterance tell about it.
struct Surroundings {
  /// Terms that occur anywhere.
  private(set) var terms: Set<Int> = []
  /// Whether the talk is of music.
  private(set) var isMusical = false
  /// Whether a feeling is plainly said.
  private(set) var hasFeeling = false

  init(_ utterances: [Utterance], _ lexicon: Lexicon) {
    for utterance in utterances where utterance.style != .name {
      for match in utterance.matches { terms.insert(match.entry) }
    }
    let tongue = utterances.first?.tongue
    var lone: Set<Int> = []
    for entry in terms {
      let meaning = lexicon.meaning(of: entry, in: tongue)
      if meaning.roles.contains(.music) || meaning.genre?.strength == .explicit { isMusical = true }
      if meaning.mood?.strength == .explicit { hasFeeling = true }
    }
    for utterance in utterances where utterance.style == .tag && utterance.isOneTerm {
      let entry = utterance.matches[0].entry
      let meaning = lexicon.meaning(of: entry, in: tongue)
      if meaning.isAmbiguous, !isStrange(meaning) { lone.insert(entry) }
    }
    // "#rock" may be a stone and "#metal" a metal; together they are music.
    if lone.count > 1 { isMusical = true }
  }

  /// Whether something is near that gives the term another meaning.
  func isStrange(_ meaning: Meaning) -> Bool { meaning.strangers.contains(where: terms.contains) }
}
