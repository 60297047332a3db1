/// The lexicon's tables. Most words of music are English everywhere; other languages add what they say themselves.
enum Tables {
  static let all: [(tongue: Tongue?, text: String)] =
    [genres, styles, children, ambiguous, moods, gestures, tempos, grammar, vocabulary, tags, topics].map {
      (nil, $0)
    } + [
      (.en, english), (.es, spanish), (.pt, portuguese), (.fr, french), (.de, german), (.sv, swedish),
      (.id, indonesian), (.ja, japanese), (.ko, korean), (.zh, chinese),
    ]
}
