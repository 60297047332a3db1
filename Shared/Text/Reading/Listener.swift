import Models

/// Hears what an utterance says: which of its terms count, which are denied, which are stressed.
struct Listener {
  /// How far a "not" reaches, in words.
  private static let reach = 3
  /// How far behind a word it is denied, in bytes: two syllables and a space.
  private static let gap = 7

  let utterance: Utterance
  let lexicon: Lexicon
  let surroundings: Surroundings

  private(set) var clues: [Clue] = []
  /// What the talk is about.
  private(set) var subjects: [(term: String, topic: Topic)] = []
  /// The words that deny, as they stand there.
  private(set) var denials: [String] = []
  /// Where the last "not" ended.
  private var denial: (token: Int, byte: Int, isDense: Bool, isNever: Bool)?
  private var stress: (token: Int, factor: Double)?
  /// Where the last "could" ended: who could not be happier is happy.
  private var possibility: Int?
  /// Where the last "more" ended.
  private var comparison: Int?
  /// Where the last "hate" ended: what is hated is not what is played.
  private var dislike: Int?
  /// The part of a name that was looked at last.
  private var part: (range: Range<Int>, isLabel: Bool)?
  /// Whether beats are those of a heart.
  private let hasPulse: Bool
  /// Where ends stand, up to which a denial reaches.
  private var position = 0

  init(_ utterance: Utterance, _ lexicon: Lexicon, _ surroundings: Surroundings) {
    self.utterance = utterance
    self.lexicon = lexicon
    self.surroundings = surroundings
    hasPulse = utterance.matches.contains {
      lexicon.meaning(of: $0.entry, in: utterance.tongue).roles.contains(.pulse)
    }
  }

  /// Everything from the first word to the last.
  mutating func listen() {
    for index in utterance.matches.indices { hear(index) }
  }

  private mutating func hear(_ index: Int) {
    let match = utterance.matches[index]
    let meaning = lexicon.meaning(of: match.entry, in: utterance.tongue)
    passEnds(until: match.tokens.lowerBound)
    if meaning.roles.contains(.beats), let tempo = beats(at: match) {
      clues.append(Clue(term: "\(Int(tempo.beatsPerMinute.rounded())) BPM", meaning: Meaning(), beats: tempo))
    }
    let isMeant = !surroundings.isStrange(meaning)
    let topics = lexicon.topics(of: match.entry, in: utterance.tongue, isTag: utterance.style == .tag)
    if meaning.speaksOfMusic || !topics.isEmpty {
      let isDenied = isDenied(index)
      if !isDenied { subjects += topics.map { (term(match), $0) } }
      if meaning.speaksOfMusic, isMeant {
        if isDenied { addOpposite(of: match, meaning) } else { add(match, meaning) }
      }
    }
    note(match, meaning.roles)
  }

  private mutating func passEnds(until token: Int) {
    while position < token {
      let token = utterance.tokens.tokens[position]
      // A face ends a thought as well.
      if token.isEnd || token.kind == .emoji {
        (denial, stress) = (nil, nil)
        (possibility, comparison, dislike) = (nil, nil, nil)
      }
      position += 1
    }
  }

  private mutating func note(_ match: Match, _ roles: Roles) {
    let end = match.tokens.upperBound
    if roles.contains(.possibility) { possibility = end }
    if roles.contains(.dislike) { dislike = end }
    if roles.contains(.turn) { denial = nil }
    if roles.contains(.comparison) {
      comparison = end
      // French "plus" denies as well, but not behind "pourrait".
      if denial != nil, possibility != nil { return }
    }
    if roles.contains(.intensifier), denial?.isNever == true { denial = nil }
    if roles.contains(.negation) {
      denial = (end, match.range.upperBound, isDense(match), roles.contains(.never))
      denials.append(term(match))
    }
    let factor = roles.contains(.intensifier) ? 1.6 : roles.contains(.diminisher) ? 0.5 : nil
    guard let factor else { return }
    stress = (end, factor)
    // "Not very": what is denied comes behind both.
    if let denial, denial.byte == match.range.lowerBound { self.denial?.byte = match.range.upperBound }
  }

  private mutating func add(_ match: Match, _ meaning: Meaning) {
    var clue = Clue(term: term(match), meaning: meaning)
    if let stress, match.tokens.lowerBound - stress.token <= 1 { clue.stress = stress.factor }
    if meaning.isAmbiguous { clue.genreWeight = weight(ofAmbiguous: match, meaning) ?? 0 }
    if let dislike, match.tokens.lowerBound - dislike <= 2 {
      (clue.meaning.genre, clue.meaning.tempo) = (nil, nil)
    }
    clues.append(clue)
  }

  /// Who is not happy may be sad, and who is not sad may be happy; neither is said.
  private mutating func addOpposite(of match: Match, _ meaning: Meaning) {
    guard let mood = meaning.mood, mood.strength == .explicit, let top = mood.shares.top else { return }
    let opposite: (mood: Mood, strength: Strength)? =
      switch top {
      case .sad, .dark: (.happy, .hint)
      case .happy: (.sad, .likely)
      default: nil
      }
    guard let opposite else { return }
    let claim = Meaning.Claim(strength: opposite.strength, shares: Distribution.only(opposite.mood))
    clues.append(Clue(term: "not " + term(match), meaning: Meaning(mood: claim)))
  }

  private func term(_ match: Match) -> String {
    if let label = utterance.label { return label }
    let isPart =
      match.tokens.count == 1 && match.range != utterance.tokens.tokens[match.tokens.lowerBound].range
    return isPart ? utterance.tokens.text(match.range) : utterance.tokens.text(of: match.tokens)
  }

  // MARK: Denial

  private func isDenied(_ index: Int) -> Bool {
    let match = utterance.matches[index]
    // Faces are made at what is said before them.
    guard utterance.tokens.tokens[match.tokens.lowerBound].kind != .emoji else { return false }
    if let denial, reaches(denial, match) { return !isSurpassed(match) }
    return utterance.matches[(index + 1)...].prefix(2).contains { denies($0, match) }
  }

  /// Whether it is only denied that there could be more of it.
  private func isSurpassed(_ match: Match) -> Bool {
    guard let possibility, match.tokens.lowerBound - possibility <= Self.reach else { return false }
    if comparison == match.tokens.lowerBound { return true }
    let last = utterance.tokens.tokens[match.tokens.upperBound - 1].range
    return utterance.tongue?.comparativeEndings.contains {
      utterance.tokens.bytes[last].suffix($0.utf8.count).elementsEqual($0.utf8)
    } ?? false
  }

  /// Whether a word denies one before it.
  private func denies(_ next: Match, _ match: Match) -> Bool {
    let roles = lexicon.meaning(of: next.entry, in: utterance.tongue).roles
    // Japanese and Korean deny behind the word.
    if roles.contains(.suffixNegation) { return next.range.lowerBound <= match.range.upperBound + Self.gap }
    guard roles.contains(.negation), !isDense(next) else { return false }
    let between = utterance.tokens.tokens[match.tokens.upperBound..<next.tokens.lowerBound]
    // "Sad? Never!"
    let ends = between.filter(\.isEnd)
    if ends.count == 1, between.count == 1 { return utterance.tokens.text(ends[0].range) == "?" }
    // "Traurig bin ich nicht."
    let isLast = utterance.tokens.tokens[next.tokens.upperBound...].first.map { !$0.joins } ?? true
    return ends.isEmpty && isLast && (1...2).contains(between.count)
  }

  /// Where words have no spaces, a "not" stands in many of them, and means the one right behind it.
  private func reaches(
    _ denial: (token: Int, byte: Int, isDense: Bool, isNever: Bool), _ match: Match
  ) -> Bool {
    if denial.isDense { return match.range.lowerBound - denial.byte <= 1 }
    return match.tokens.lowerBound - denial.token <= Self.reach
  }

  private func isDense(_ match: Match) -> Bool {
    utterance.tokens.tokens[match.tokens.lowerBound].kind == .dense
  }

  // MARK: Words with everyday meanings

  /// Nil where it is not meant, or nothing tells.
  private mutating func weight(ofAmbiguous match: Match, _ meaning: Meaning) -> Double? {
    switch utterance.style {
    case .prose where surroundings.isMusical: Strength.ambiguous.weight
    case .prose: isBorrowed(meaning) && surroundings.hasFeeling ? Strength.ambiguous.weight * 0.6 : nil
    case .tag where surroundings.isMusical: Strength.ambiguous.weight
    // By itself a tag is often a subject.
    case .tag: utterance.isOneTerm ? Strength.ambiguous.weight * 0.6 : nil
    case .name: isInLabel(match) ? Strength.ambiguous.weight : nil
    }
  }

  /// Whether the word is English in a text that is not, and is none of its own everyday words: then a feeling is company
  /// enough, where English needs music.
  private func isBorrowed(_ meaning: Meaning) -> Bool {
    guard let tongue = utterance.tongue, tongue != .en else { return false }
    return !meaning.roles.contains(.everyday)
  }

  /// Looked up once for all that a part of a name consists of.
  private mutating func isInLabel(_ match: Match) -> Bool {
    if let part, part.range.contains(match.tokens.lowerBound) { return part.isLabel }
    let range = segment(around: match.tokens)
    let found = isLabel(range)
    part = (range, found)
    return found
  }

  private func segment(around tokens: Range<Int>) -> Range<Int> {
    let all = utterance.tokens.tokens
    let start = all[..<tokens.lowerBound].lastIndex { $0.kind == .segmentEnd }.map { $0 + 1 } ?? 0
    let end = all[tokens.upperBound...].firstIndex { $0.kind == .segmentEnd } ?? all.count
    return start..<end
  }

  /// Whether a part of a name says what sort of track it is: it names a version, or consists of such words only.
  private func isLabel(_ segment: Range<Int>) -> Bool {
    var known = 0
    for match in utterance.matches where segment.contains(match.tokens.lowerBound) {
      let meaning = lexicon.meaning(of: match.entry, in: utterance.tongue)
      let isOfMusic = !meaning.roles.isDisjoint(with: [.music, .release, .beats])
      if isOfMusic || meaning.genre?.strength == .explicit { return true }
      if describes(meaning) { known += match.tokens.count }
    }
    return known == utterance.tokens.tokens[segment].count { $0.kind == .word || $0.kind == .dense }
  }

  /// Whether a term can stand in the description of a track: a mere hint, such as "heart", can be anything.
  private func describes(_ meaning: Meaning) -> Bool {
    let isFeeling = meaning.mood.map { $0.strength != .hint } ?? false
    let isStyle = meaning.genre.map { $0.strength != .hint } ?? false
    return isFeeling || isStyle || meaning.tempo != nil || meaning.pace != nil
      || meaning.roles.contains(.intensifier)
  }

  // MARK: Beats per minute

  private func beats(at match: Match) -> Tempo? {
    guard !hasPulse else { return nil }
    return tempo(at: match.tokens.lowerBound - 1) ?? tempo(at: match.tokens.upperBound)
      ?? tempo(at: match.tokens.upperBound + 1)
  }

  private func tempo(at index: Int) -> Tempo? {
    guard utterance.tokens.tokens.indices.contains(index) else { return nil }
    let token = utterance.tokens.tokens[index]
    guard token.kind == .number, token.range.count <= 6 else { return nil }
    guard let number = Double(utterance.tokens.text(token.range)), 40...250 ~= number else { return nil }
    return Tempo(number)
  }
}
