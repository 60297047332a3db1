/// The lexicon's tables. Most words of music are English everywhere; other languages add what they say themselves.
enum Tables {
  static let all = [
    genres, styles, ambiguous, moods, gestures, tempos, grammar, vocabulary, tags, spanish, portuguese,
    french, german,
    swedish, indonesian, japanese, korean, chinese,
  ]
}
