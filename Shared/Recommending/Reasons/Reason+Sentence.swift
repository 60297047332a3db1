import Glibc
public import Models

extension [Reason] {
  /// Those to tell people: what counts most for the track, and at most one that counts against it.
  public var told: [Reason] {
    let reasons = filter { $0.kind != .base }
    let pros = reasons.filter { $0.contribution >= Self.least }.prefix(Self.mostPros)
    let con = reasons.last.flatMap { $0.contribution <= -Self.least ? $0 : nil }
    let told = Array(pros) + (con.map { [$0] } ?? [])
    return told.isEmpty ? Array(reasons.prefix(1)) : told
  }

  /// In English, what speaks against the track last and told as such.
  public var sentences: [String] {
    told.enumerated().map { place, reason in
      place > 0 && reason.contribution < 0 ? "but " + reason.sentence : reason.sentence
    }
  }

  /// What adds less is not worth a word.
  private static let least = 0.005
  private static let mostPros = 3
}

extension Reason {
  /// The reason in English, for the creator: "124 BPM, close to the 120 BPM of your videos".
  public var sentence: String { told(words) }

  private var words: String {
    switch kind {
    case .genre: genreSentence
    case .mood: moodSentence
    case .tempo: tempoSentence
    case .energy: energySentence
    case .popularity: popularitySentence
    case .together: togetherSentence
    case .kindred: kindredSentence
    case .rising: risingSentence
    case .trait: traitSentence
    case .base: "what every track starts from"
    }
  }

  var isPro: Bool { contribution >= 0 }

  /// Tempos of a twentieth apart are close.
  private static let closeOctaves = 0.07
  /// Differences of energy that nobody hears.
  private static let sameEnergy = 0.12
  /// A share that is worth naming; below it the likeness to something else is the reason.
  private static let leastShare = 0.05

  func text(_ name: String) -> String? {
    guard case .text(let text) = facts[name] else { return nil }
    return text
  }

  func number(_ name: String) -> Double? {
    guard case .number(let number) = facts[name], number.isFinite else { return nil }
    return number
  }

  private var genreSentence: String {
    func title(_ name: String) -> String? { text(name).map { Genre(rawValue: $0)?.title ?? $0 } }
    guard let genre = title("genre") else {
      return isPro ? "a genre of your videos" : "another genre than that of your videos"
    }
    guard isPro else {
      return "\(genre), where your videos are mostly \(title("mostly") ?? "something else")"
    }
    if let share = number("share"), share >= Self.leastShare {
      return "\(genre) fits \(Words.percent(share)) of your recent videos"
    }
    return "\(genre), close to the \(title("near") ?? "genre") of your videos"
  }

  private var moodSentence: String {
    guard let mood = text("mood") else {
      return isPro ? "a mood of your videos" : "another mood than that of your videos"
    }
    guard isPro else { return "\(mood), where your videos are mostly \(text("mostly") ?? "something else")" }
    if let share = number("share"), share >= Self.leastShare {
      return "\(mood), like \(Words.percent(share)) of your recent videos"
    }
    return "\(mood), close to the \(text("near").map { $0 + " mood" } ?? "mood") of your videos"
  }

  private var tempoSentence: String {
    guard let tempo = number("beatsPerMinute"), let yours = number("yours") else {
      return isPro ? "a tempo of your videos" : "another tempo than that of your videos"
    }
    let (own, theirs) = (Words.whole(tempo), Words.whole(yours))
    guard isPro else { return "\(own) BPM, far from the \(theirs) BPM of your videos" }
    let octaves = number("octaves") ?? 0
    let isClose = tempo > 0 && yours > 0 && abs(log2(tempo / yours) - octaves) <= Self.closeOctaves
    switch octaves {
    case 1: return "\(own) BPM, \(isClose ? "about" : "roughly") twice the \(theirs) BPM of your videos"
    case -1: return "\(own) BPM, \(isClose ? "about" : "roughly") half the \(theirs) BPM of your videos"
    case _ where own == theirs: return "\(own) BPM, just like your videos"
    default: return "\(own) BPM, \(isClose ? "close to" : "not far from") the \(theirs) BPM of your videos"
    }
  }

  private var energySentence: String {
    guard let energy = number("energy"), let yours = number("yours") else {
      return isPro ? "as lively as your videos" : "not as lively or as quiet as your videos"
    }
    guard abs(energy - yours) <= Self.sameEnergy else {
      let degree = isPro ? "a little" : "much"
      return energy > yours ? "\(degree) livelier than your videos" : "\(degree) quieter than your videos"
    }
    return yours < 0.4
      ? "as quiet as your videos"
      : yours > 0.6 ? "as lively as your videos" : "with the energy of your videos"
  }

  private var popularitySentence: String {
    var parts: [String] = []
    if text("taste") != nil { parts.append("your videos do not say yet what you like") }
    if text("sound") != nil { parts.append("somebody's own sound of which nothing is known yet") }
    if let uses = number("uses"), parts.isEmpty || isPro {
      parts.append(uses == 1 ? "used in 1 video" : "used in \(Words.count(uses)) videos")
    } else if let popularity = number("popularity"), parts.isEmpty || isPro {
      parts.append(popularity < 0.4 ? "little known" : popularity < 0.7 ? "known" : "widely known")
    }
    return parts.isEmpty ? "popular" : parts.joined(separator: "; ")
  }
}
