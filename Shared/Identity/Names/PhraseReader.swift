import Models

/// Finds the phrases that say of which version something is.
enum PhraseReader {
  struct Found {
    var marks: Set<Mark> = []
    /// Whether nothing else was said.
    var isComplete = false
    /// Whether the usual recording may be called so, too.
    var isSoft = false
    /// What is left of a name from whose end it was taken.
    var rest: [String] = []
  }

  /// Of a part in brackets or behind a dash; nil when it says something else.
  static func read(_ words: [String]) -> Found? {
    var kinds: [VariantKind] = []
    var detail: [String] = []
    var (isKnown, isSoft) = (false, false)
    var place = 0
    while place < words.count {
      guard let phrase = phrase(in: words, at: place) else {
        if let meaning = dense(words[place]) {
          isKnown = true
          kinds += meaning.kinds
          if !meaning.rest.isEmpty { detail.append(meaning.rest) }
        } else {
          detail.append(words[place])
        }
        place += 1
        continue
      }
      isKnown = true
      if case .mark(let kind) = phrase.meaning { kinds.append(kind) }
      if phrase.meaning == .soft { isSoft = true }
      place += phrase.words.count
    }
    if isSource(words), kinds.isEmpty { return Found(isComplete: true) }
    guard isKnown else { return nil }
    let telling = detail.filter { !Tables.neutral.contains($0) && !isYear($0) }.sorted()
    if kinds.isEmpty, !telling.isEmpty, !words.contains(where: isRelease) { return nil }
    var result = found(kinds, telling)
    result.isSoft = isSoft
    return result
  }

  /// What stands beside these words tells of a record or a film, not of the song.
  private static func isRelease(_ word: String) -> Bool {
    word.hasPrefix("remaster")
      || ["official", "soundtrack", "ost", "officiel", "oficial", "bonus", "deluxe"].contains(word)
  }

  private static func found(_ kinds: [VariantKind], _ detail: [String]) -> Found {
    // "Version" says something only with what stands before it, and nothing beside a word that says which.
    var kinds = Set(kinds)
    if kinds.count > 1 { kinds.subtract([.version]) }
    if kinds == [.version], detail.isEmpty { kinds = [] }
    if kinds.contains(.slowed) { kinds.remove(.effect) }
    if kinds.contains(.remix) { kinds.subtract([.edit, .extended]) }
    return Found(marks: Set(kinds.map { Mark(kind: $0, detail: detail) }), isComplete: detail.isEmpty)
  }

  /// "From the film …".
  private static func isSource(_ words: [String]) -> Bool {
    words.count > 1 && ["from", "aus", "из"].contains(words[0])
  }

  private static func isYear(_ word: String) -> Bool {
    guard word.utf8.count == 4, let number = Int(word) else { return false }
    return 1900...2100 ~= number
  }

  private static func phrase(in words: [String], at place: Int) -> Phrases.Phrase? {
    Phrases.byFirstWord[words[place]]?.first { phrase in
      let end = place + phrase.words.count
      guard end <= words.count, words[place..<end].elementsEqual(phrase.words) else { return false }
      let others = words[..<place] + words[end...]
      switch phrase.place {
      case .anywhere, .inside: return true
      case .end: return end == words.count
      case .start: return place == 0 && end < words.count
      case .whole: return others.allSatisfy { Tables.neutral.contains($0) || isYear($0) || isKnown($0) }
      }
    }
  }

  /// Whether a word is a phrase of its own wherever it stands: "live acoustic".
  private static func isKnown(_ word: String) -> Bool {
    Phrases.byFirstWord[word]?.contains {
      $0.words.count == 1 && ($0.place == .anywhere || $0.place == .inside)
    } == true
  }

  private static func dense(_ word: String) -> (kinds: [VariantKind], rest: String)? {
    guard word.unicodeScalars.contains(where: { $0.value >= 0xE00 }) else { return nil }
    var rest = word
    var kinds: [VariantKind] = []
    for (text, meaning) in Phrases.dense {
      guard let range = range(of: text, in: rest) else { continue }
      if case .mark(let kind) = meaning { kinds.append(kind) }
      rest.removeSubrange(range)
    }
    return kinds.isEmpty ? nil : (kinds, rest)
  }

  private static func range(of text: String, in word: String) -> Range<String.Index>? {
    let (needle, hay) = (Array(text.unicodeScalars), word.unicodeScalars)
    var start = hay.startIndex
    while start < hay.endIndex {
      let rest = hay[start...]
      if rest.starts(with: needle) { return start..<hay.index(start, offsetBy: needle.count) }
      start = hay.index(after: start)
    }
    return nil
  }

  /// From the end of a name that is more than this.
  static func readEnd(_ words: [String]) -> Found? {
    for start in words.indices.dropFirst() {
      guard
        let phrase = Phrases.byFirstWord[words[start]]?.first(where: { phrase in
          guard phrase.place == .anywhere, words[start...].starts(with: phrase.words) else { return false }
          let rest = words[(start + phrase.words.count)...]
          // "Live at Wembley": where, and by whom, follow.
          return rest.allSatisfy { isYear($0) }
            || ["at", "from", "by"].contains(phrase.words.last) && phrase.words.count > 1
        })
      else { continue }
      var found = Found()
      found.rest = Array(words[..<start])
      if start > 1, let last = found.rest.last, isYear(last) { found.rest.removeLast() }
      let detail = words[(start + phrase.words.count)...].filter {
        !Tables.neutral.contains($0) && !isYear($0)
      }.sorted()
      if case .mark(let kind) = phrase.meaning { found.marks = [Mark(kind: kind, detail: detail)] }
      found.isSoft = phrase.meaning == .soft
      return found
    }
    if words.count > 1, let last = words.last, let meaning = dense(last), meaning.rest.isEmpty {
      let marks = meaning.kinds.map { Mark(kind: $0, detail: []) }
      return Found(marks: Set(marks), rest: words.dropLast())
    }
    // "Nightcore Song".
    if words.count > 1, words[0] == "nightcore" {
      return Found(marks: [Mark(kind: .spedUp, detail: [])], rest: Array(words.dropFirst()))
    }
    return nil
  }
}
