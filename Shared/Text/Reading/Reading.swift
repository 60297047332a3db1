import Glibc
public import Models

/// What texts say of music.
public struct Reading: Sendable {
  private let claims: Claims

  struct Claim<Label: Hashable & Sendable & Codable & CaseIterable & CodingKeyRepresentable>: Sendable {
    var term: String
    var weight: Double
    var shares: Distribution<Label>
    var style: String?
  }

  struct Claims: Sendable {
    var genres: [Claim<Genre>] = []
    var moods: [Claim<Mood>] = []
    var tempos: [(term: String, weight: Double, tempo: Tempo, isExact: Bool)] = []
    var pace: (term: String, factor: Double)?
    var topics: [(term: String, topic: Topic)] = []
  }

  /// Less than two hints, or one that is weakened, is nothing.
  private static let leastWeight = 0.25

  private let leastWeight: Double

  /// The words in it that deny something.
  public let denials: [String]

  init(
    _ clues: [Clue], hasHints: Bool = false, subjects: [(term: String, topic: Topic)] = [],
    denials: [String] = []
  ) {
    self.denials = denials
    leastWeight = hasHints ? 0 : Self.leastWeight
    var claims = Claims()
    for clue in clues {
      let meaning = clue.meaning
      func weight(_ strength: Strength) -> Double { 1 - pow(1 - strength.weight, clue.stress) }
      if let genre = meaning.genre {
        let worth = clue.genreWeight ?? weight(genre.strength)
        let claim = Claim(term: clue.term, weight: worth, shares: genre.shares, style: meaning.style)
        if worth > 0 { claims.genres.append(claim) }
      }
      if let mood = meaning.mood {
        claims.moods.append(.init(term: clue.term, weight: weight(mood.strength), shares: mood.shares))
      }
      if let tempo = meaning.tempo {
        claims.tempos.append((clue.term, tempo.strength.weight, tempo.tempo, false))
      }
      if let beats = clue.beats { claims.tempos.append((clue.term, 0.95, beats, true)) }
      if let pace = meaning.pace, claims.pace == nil { claims.pace = (clue.term, pace) }
    }
    claims.topics = subjects
    self.claims = claims
  }

  /// The genre, surer the more terms speak of it and the more they agree, up to the ceiling.
  public func genre(_ evidence: Evidence, ceiling: Double) -> Finding<Distribution<Genre>>? {
    finding(claims.genres, evidence, ceiling)
  }

  /// The style within that genre that most is said of; nil where only the genre is.
  public func style(of genre: Genre) -> String? {
    var weights: [String: Double] = [:]
    for claim in claims.genres where claim.shares[genre] > 0 {
      if let style = claim.style { weights[style, default: 0] += claim.weight * claim.shares[genre] }
    }
    return weights.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// What it is about, with the words that say so; what more words speak of comes first.
  public var topics: [(topic: Topic, terms: [String])] {
    let found = Topic.allCases.map { topic in
      (topic: topic, terms: claims.topics.filter { $0.topic == topic }.map(\.term).distinct)
    }
    return found.filter { !$0.terms.isEmpty }.enumerated().sorted {
      ($1.element.terms.count, $0.offset) < ($0.element.terms.count, $1.offset)
    }.map(\.element)
  }

  /// Words that say how fast it is.
  public var tempoTerms: [String] {
    (claims.tempos.map(\.term) + [claims.pace?.term].compactMap(\.self)).distinct
  }

  public func mood(_ evidence: Evidence, ceiling: Double) -> Finding<Distribution<Mood>>? {
    finding(claims.moods, evidence, ceiling)
  }

  /// Named beats, or else those of a style; where only the genre is known, what is usual in it, and far less sure.
  public func tempo(
    _ evidence: Evidence, ceiling: Double, genre: Finding<Distribution<Genre>>? = nil
  ) -> Finding<Tempo>? {
    let best = claims.tempos.enumerated().max {
      ($0.element.weight, $1.offset) < ($1.element.weight, $0.offset)
    }
    if let best = best?.element {
      let tempo = best.isExact ? best.tempo : paced(best.tempo.beatsPerMinute)
      return tempo.map {
        Finding(
          $0, confidence: ceiling * best.weight, evidence: evidence, detail: best.term,
          spread: best.isExact ? Self.namedSpread : Self.styleSpread)
      }
    }
    guard let genre, let top = genre.value.top, let tempo = paced(top.usualBeats) else { return nil }
    let confidence = 0.3 * genre.confidence * genre.value[top]
    let detail = claims.pace.map { "\(top.title), \($0.term)" } ?? top.title
    return Finding(
      tempo, confidence: confidence, evidence: evidence, detail: detail, spread: Self.genreSpread)
  }

  /// How far from it the truth is, in octaves: of beats that are named, of a style and of a whole family of music.
  private static let namedSpread = 0.01
  private static let styleSpread = 0.05
  private static let genreSpread = 0.12

  private func paced(_ beats: Double) -> Tempo? { Tempo(beats * (claims.pace?.factor ?? 1)) }

  private func finding<Label>(
    _ all: [Claim<Label>], _ evidence: Evidence, _ ceiling: Double
  ) -> Finding<Distribution<Label>>? {
    let claims = Self.distinct(all)
    guard claims.reduce(1, { $0 * (1 - $1.weight) }) <= 1 - leastWeight else { return nil }
    // What each adds to the certainty: independent doubts multiply, so their logarithms add up.
    let gains = claims.map { -log(1 - min($0.weight, 0.99)) }
    var sums: [Label: Double] = [:]
    for (claim, gain) in zip(claims, gains) {
      for (label, share) in claim.shares.weights { sums[label, default: 0] += share * gain }
    }
    let value = Distribution(sums)
    let total = zip(claims, gains).reduce(0) { sum, pair in
      sum + pair.1 * Distribution.agreement(pair.0.shares, value)
    }
    return Finding(
      value, confidence: ceiling * (1 - exp(-total)), evidence: evidence, detail: Self.detail(claims, value))
  }

  /// Who says a word twice does not mean it twice.
  private static func distinct<Label>(_ claims: [Claim<Label>]) -> [Claim<Label>] {
    var seen: Set<String> = []
    return claims.sorted { $0.weight > $1.weight }.filter { seen.insert($0.term).inserted }
  }

  /// The three terms that speak loudest for what was found.
  private static func detail<Label>(_ claims: [Claim<Label>], _ value: Distribution<Label>) -> String? {
    guard let top = value.top else { return nil }
    return claims.filter { $0.shares[top] > 0 }.prefix(3).map(\.term).joined(separator: ", ")
  }
}

extension [String] {
  /// Each once, in this order.
  fileprivate var distinct: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Lexicon {
  /// What each passage says. They are of one subject: what one says decides how another is meant.
  public func readings(of passages: [Passage]) -> [Reading] {
    let tongue = Tongue.guess(passages.flatMap(\.prose))
    let matcher = Matcher(lexicon: self, tongue: tongue)
    let utterances = passages.map { matcher.utterances(of: $0) }
    let surroundings = Surroundings(utterances.flatMap { $0 }, self)
    return utterances.map { group in
      var listeners = group.map { Listener($0, self, surroundings) }
      for index in listeners.indices { listeners[index].listen() }
      return Reading(
        // Of a name only what describes the track is believed, and that may be a hint: "(Piano Version)".
        listeners.flatMap(\.clues), hasHints: group.contains { $0.style == .name },
        subjects: listeners.flatMap(\.subjects),
        denials: listeners.flatMap(\.denials))
    }
  }

  /// What a passage says by itself.
  public func reading(of passage: Passage) -> Reading { readings(of: [passage])[0] }
}

extension Passage {
  fileprivate var prose: [String] { if case .prose(let texts) = self { texts } else { [] } }
}

extension Text {
  /// The language that a text is written in, as an ISO 639 code, by its script or, among those that Hookline reads, by
  /// its small words; nil where too little tells.
  public static func language(of text: some StringProtocol) -> String? {
    Tongue.guess([String(text)])?.rawValue ?? language(ofScriptIn: text)
  }
}
