public import Models

/// The ladder from a stranger to a creator who is known well: what a list can go by, and how much each source counts.
///
/// Each source takes a share of what those that know better have left, the larger the more there is of it:
/// n / (n + 5) for n uses, towards what the videos say. So nothing jumps when one more video or use becomes known.
public enum CreatorLadder {
  /// What is half certain: so many uses, videos, and creators alike.
  static let halfUses = 5.0
  static let halfVideos = 3.0
  static let halfSimilar = 20.0
  /// A profile says the same however long it is known.
  static let profileShare = 0.5
  /// From so many uses on they say more than anything else.
  static let manyUses = 5

  /// Where a creator stands. What is known decides the rung; shares go to the sources that the ranker hears.
  public static func place(
    of known: CreatorKnowledge, hearing sources: Set<CreatorSource> = Set(CreatorSource.allCases)
  ) -> CreatorPlace {
    var rest = 1.0
    var shares: [String: Double] = [:]
    for source in CreatorSource.allCases.reversed() where sources.contains(source) && source != .popularity {
      let share = rest * part(of: source, known)
      guard share > 0 else { continue }
      shares[source.rawValue] = share
      rest -= share
    }
    // What is popular needs nothing to be known.
    shares[CreatorSource.popularity.rawValue] = rest
    let unheard = CreatorSource.allCases.filter { !sources.contains($0) && part(of: $0, known) > 0 }
    return CreatorPlace(rung: rung(of: known), known: known, shares: shares, unheard: unheard)
  }

  static func rung(of known: CreatorKnowledge) -> CreatorRung {
    if known.uses >= manyUses { return known.similar > 0 ? .similar : .uses }
    if known.uses > 0 { return .firstUses }
    if known.videos > 0 { return .content }
    return known.hasProfile ? .profile : .popularity
  }

  /// Which part of what is left a source takes.
  private static func part(of source: CreatorSource, _ known: CreatorKnowledge) -> Double {
    switch source {
    case .popularity: 0
    case .profile: known.hasProfile ? profileShare : 0
    case .content: shrunk(known.videos, halfVideos)
    case .uses: shrunk(known.uses, halfUses)
    // Whom somebody resembles is told by what they used, and by a few uses badly.
    case .similar: known.uses >= manyUses ? shrunk(known.similar, halfSimilar) : 0
    }
  }

  static func shrunk(_ count: Int, _ half: Double) -> Double {
    let count = Double(max(0, count))
    return count / (count + half)
  }
}

extension CreatorPlace {
  /// In English: "R3: 2 uses and 4 videos known; content counts 57 %, popularity 43 %".
  public var sentence: String {
    let heard = CreatorSource.allCases.reversed().compactMap { source in
      shares[source.rawValue].map { "\(source.rawValue) \(Words.percent($0))" }
    }
    let ignored =
      unheard.isEmpty
      ? "" : "; known and not gone by: " + unheard.map(\.rawValue).joined(separator: ", ")
    return "\(rung.rawValue), \(rung.words): \(knownWords) known; goes by "
      + heard.joined(separator: ", ") + ignored
  }

  private var knownWords: String {
    func counted(_ count: Int, _ one: String, _ many: String) -> String? {
      count > 0 ? "\(Words.count(Double(count))) \(count == 1 ? one : many)" : nil
    }
    let parts = [
      counted(known.videos, "video", "videos"), counted(known.uses, "track used", "tracks used"),
      counted(known.similar, "creator alike", "creators alike"), known.hasProfile ? "the profile" : nil,
      known.hasPlace ? "the place" : nil,
    ].compactMap { $0 }
    return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
  }
}

extension CreatorRung {
  /// What it stands for.
  public var words: String {
    switch self {
    case .popularity: "a stranger"
    case .profile: "a profile"
    case .content: "known by videos"
    case .firstUses: "known by first uses"
    case .uses: "known by uses"
    case .similar: "known by uses and by those alike"
    }
  }
}
