extension Tongue {
  /// The language that most of these texts are written in, by their script and their small words; nil where too
  /// little tells.
  static func guess(_ texts: [String]) -> Tongue? {
    var scores = Scores()
    var counts = ScriptCounts()
    for text in texts.prefix(Passage.textLimit) {
      let tokens = Tokenizer.tokens(of: text)
      for token in tokens.tokens where token.kind == .word || token.kind == .dense {
        counts.count(tokens.text(token.range))
        scores.hear(tokens.text(token.range))
      }
      for scalar in text.unicodeScalars.prefix(4_000) { scores.see(scalar) }
    }
    return counts.tongue ?? scores.tongue
  }

  /// What speaks for each language, and for those that have no tables.
  private struct Scores {
    private var own = [Double](repeating: 0, count: Tongue.allCases.count)
    private var strangers = [Double](repeating: 0, count: Tongue.strangers.count)
    /// Letters that none of the languages has.
    private var strange = 0.0

    mutating func hear(_ word: String) {
      let owners = Tongue.owners[word] ?? []
      let all = owners.reduce(0) { $0 + $1.worth }
      // A letter is soon written.
      let length = word.unicodeScalars.count > 1 ? 1.0 : 0.5
      for owner in owners { own[owner.place] += length * owner.worth * owner.worth / all }
      // A word that one of the languages has as well says less of a stranger.
      for owner in Tongue.strangeOwners[word] ?? [] { strangers[owner.place] += owners.isEmpty ? 1 : 0.5 }
    }

    mutating func see(_ scalar: Unicode.Scalar) {
      for (owner, worth) in Tongue.letters[scalar] ?? [] { own[owner] = min(own[owner] + worth, 40) }
      if Tongue.strangeLetters.contains(scalar) { strange = min(strange + 1.2, 40) }
    }

    /// Nil where it is not clear.
    var tongue: Tongue? {
      let ranked = own.enumerated().sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }
      let rival = max(ranked[1].element, (strangers.max() ?? 0) + strange)
      let isClear = ranked[0].element >= 0.9 && ranked[0].element >= 1.25 * rival
      return isClear ? Tongue.allCases[ranked[0].offset] : nil
    }
  }

  private struct ScriptCounts {
    var han = 0, kana = 0, hangul = 0, others = 0

    mutating func count(_ text: String) {
      for scalar in text.unicodeScalars {
        switch Script(scalar) {
        case .han: han += 1
        case .kana: kana += 1
        case .hangul: hangul += 1
        default: others += 1
        }
      }
    }

    /// A character of these scripts says as much as three letters.
    var tongue: Tongue? {
      let dense = han + kana + hangul
      guard dense >= 2, 3 * dense >= others else { return nil }
      if hangul > han + kana { return .ko }
      return kana > 0 ? .ja : .zh
    }
  }

  /// In which lists a word stands, and how much it says for their languages.
  private typealias Owners = [String: [(place: Int, worth: Double)]]

  private static let owners = owners(
    of: allCases.map { [(smallWords[$0] ?? "", 1), (usualWords[$0] ?? "", 0.6)] })
  private static let strangeOwners = owners(of: strangers.map { [($0, 1)] })

  private static func owners(of lists: [[(words: String, worth: Double)]]) -> Owners {
    var result: Owners = [:]
    for (place, lists) in lists.enumerated() {
      for (words, worth) in lists {
        for word in words.split(whereSeparator: \.isWhitespace).map(String.init) {
          if result[word]?.last?.place != place { result[word, default: []].append((place, worth)) }
        }
      }
    }
    return result
  }

  private static let strangeLetters = Set("øæłąęśżźćńşğıășțřěůčšžőűơưđĐØÆŁŞĞİŐŰ".unicodeScalars)

  private static let letters: [Unicode.Scalar: [(Int, Double)]] = {
    var result: [Unicode.Scalar: [(Int, Double)]] = [:]
    for (tongue, letters, worth) in marks {
      guard let index = allCases.firstIndex(of: tongue) else { continue }
      for scalar in letters.unicodeScalars { result[scalar, default: []].append((index, worth)) }
    }
    return result
  }()

  private static let marks: [(Tongue, String, Double)] = [
    (.es, "ñÑ¿¡", 1.2), (.pt, "ãõÃÕ", 1.2), (.de, "ßẞ", 1.2), (.sv, "åÅ", 1.2), (.de, "üÜ", 0.7),
    (.de, "äöÄÖ", 0.5), (.sv, "äöÄÖ", 0.5), (.fr, "œèêûîùëïÈ", 0.8), (.fr, "ç", 0.5), (.pt, "çêâô", 0.5),
    (.fr, "éàâô", 0.35), (.es, "óíúá", 0.35), (.pt, "óíúáéà", 0.3), (.es, "é", 0.25),
  ]
}
