import Models

/// Hears what an utterance says: which of its terms count, which are denied, which are stressed.
struct Listener {
  /// How far a "not" reaches, in words.
  private static let reach = 3
  /// How far behind a word it is denied, in bytes: a syllable and a space.
  private static let gap = 4

  let utterance: Utterance
  let lexicon: Lexicon
  let surroundings: Surroundings

  private var clues: [Clue] = []
  /// Where the last "not" ended.
  private var denial: (token: Int, byte: Int, isDense: Bool)?
  private var stress: (token: Int, factor: Double)?
  /// Where ends stand, up to which a denial reaches.
  private var position = 0

  init(_ utterance: Utterance, _ lexicon: Lexicon, _ surroundings: Surroundings) {
    self.utterance = utterance
    self.lexicon = lexicon
    self.surroundings = surroundings
  }

  static func clues(in utterance: Utterance, _ lexicon: Lexicon, _ surroundings: Surroundings) -> [Clue] {
    var listener = Listener(utterance, lexicon, surroundings)
    for index in utterance.matches.indices { listener.hear(index) }
    return listener.clues
  }

  private mutating func hear(_ index: Int) {
    let match = utterance.matches[index]
    let meaning = lexicon.meanings[match.entry]
    passEnds(until: match.tokens.lowerBound)
    if meaning.roles.contains(.beats), let tempo = beats(at: match) {
      clues.append(Clue(term: "\(Int(tempo.beatsPerMinute.rounded())) BPM", meaning: Meaning(), beats: tempo))
    }
    if meaning.speaksOfMusic, !isDenied(index), !surroundings.isStrange(meaning) { add(match, meaning) }
    note(match, meaning.roles)
  }

  private mutating func passEnds(until token: Int) {
    while position < token {
      if utterance.tokens.tokens[position].isEnd { (denial, stress) = (nil, nil) }
      position += 1
    }
  }

  private mutating func note(_ match: Match, _ roles: Roles) {
    let end = match.tokens.upperBound
    if roles.contains(.turn) { denial = nil }
    if roles.contains(.negation) { denial = (end, match.range.upperBound, isDense(match)) }
    let factor = roles.contains(.intensifier) ? 1.6 : roles.contains(.diminisher) ? 0.5 : nil
    guard let factor else { return }
    stress = (end, factor)
    // "Not very": what is denied comes behind both.
    if let denial, denial.byte == match.range.lowerBound { self.denial?.byte = match.range.upperBound }
  }

  private mutating func add(_ match: Match, _ meaning: Meaning) {
    var clue = Clue(term: term(match), meaning: meaning)
    if let stress, match.tokens.lowerBound - stress.token <= 1 { clue.stress = stress.factor }
    if meaning.isAmbiguous { clue.genreWeight = weight(ofAmbiguous: match) ?? 0 }
    clues.append(clue)
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
    if let denial, reaches(denial, match) { return true }
    guard utterance.matches.indices.contains(index + 1) else { return false }
    let next = utterance.matches[index + 1]
    // Japanese and Korean deny behind the word.
    let isClose = next.range.lowerBound <= match.range.upperBound + Self.gap
    return isClose && lexicon.meanings[next.entry].roles.contains(.suffixNegation)
  }

  /// Where words have no spaces, a "not" stands in many of them, and means the one right behind it.
  private func reaches(_ denial: (token: Int, byte: Int, isDense: Bool), _ match: Match) -> Bool {
    if denial.isDense { return match.range.lowerBound - denial.byte <= 1 }
    return match.tokens.lowerBound - denial.token <= Self.reach
  }

  private func isDense(_ match: Match) -> Bool {
    utterance.tokens.tokens[match.tokens.lowerBound].kind == .dense
  }

  // MARK: Words with everyday meanings

  /// Nil where it is not meant, or nothing tells.
  private func weight(ofAmbiguous match: Match) -> Double? {
    switch utterance.style {
    case .prose: surroundings.isMusical ? Strength.ambiguous.weight : nil
    case .tag where surroundings.isMusical: Strength.ambiguous.weight
    // By itself a tag is often a subject.
    case .tag: utterance.isOneTerm ? Strength.ambiguous.weight * 0.6 : nil
    case .name: isLabel(segment(around: match.tokens)) ? Strength.ambiguous.weight : nil
    }
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
      let meaning = lexicon.meanings[match.entry]
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
    let isPulse = utterance.matches.contains { lexicon.meanings[$0.entry].roles.contains(.pulse) }
    guard !isPulse else { return nil }
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
