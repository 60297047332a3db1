import Models

/// How the names of two tracks agree, in the readings of them that fit best.
struct NameAgreement {
  enum Title: Int, Comparable {
    case different
    /// In scripts that cannot be compared: perhaps a translation.
    case foreign
    case slip
    /// But for what stands in brackets.
    case partial
    case same

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  private(set) var title = Title.different
  private(set) var artists = ArtistList.Agreement.unknown
  private(set) var marks: MarkAgreement
  private(set) var isCommon = false
  /// In letters, of the shorter title.
  private(set) var length = 0
  /// Whether an artist was taken from a title, which may be wrong.
  private(set) var isGuess = false

  init(_ first: TrackName, _ second: TrackName) {
    marks = MarkAgreement(first.marks, second.marks)
    for left in first.readings {
      for right in second.readings {
        let title = Self.title(left, right)
        let artists = left.artists.agreement(with: right.artists)
        let isGuess = left.isGuess || right.isGuess
        guard title != .different || self.title == .different else { continue }
        let isBetter =
          (Self.worth(title), artists.rawValue, isGuess ? 0 : 1)
          > (Self.worth(self.title), self.artists.rawValue, self.isGuess ? 0 : 1)
        guard isBetter || length == 0 else { continue }
        (self.title, self.artists, self.isGuess) = (title, artists, isGuess)
        length = min(left.compact.unicodeScalars.count, right.compact.unicodeScalars.count)
        isCommon = Self.isCommon(left.title) || length < 3
      }
    }
  }

  /// "Intro", "Track 07".
  private static func isCommon(_ words: [String]) -> Bool {
    let letters = words.filter { word in !word.unicodeScalars.allSatisfy { $0.properties.numericType != nil }
    }
    return letters.isEmpty || Tables.commonTitles.contains(letters.joined(separator: " "))
  }

  private static func worth(_ title: Title) -> Int { title >= .slip ? 2 : title.rawValue > 0 ? 1 : 0 }

  private static func title(_ left: TrackName.Reading, _ right: TrackName.Reading) -> Title {
    if left.fullCompact == right.fullCompact
      || left.compact == right.compact && left.fullTitle == right.fullTitle
    {
      return .same
    }
    if left.compact == right.compact {
      // Both have brackets, and not the same: two songs of a series.
      let hasBoth = left.fullCompact != left.compact && right.fullCompact != right.compact
      if !hasBoth { return isHarmless(left, right) ? .partial : .different }
      return Likeness.areAlike(left.fullCompact, right.fullCompact) ? .slip : .different
    }
    if left.fullCompact == right.compact || left.compact == right.fullCompact { return .partial }
    if Likeness.areAlike(left.fullCompact, right.fullCompact)
      || Likeness.areAlike(left.compact, right.compact)
    {
      return Self.numbers(left) == Self.numbers(right) ? .slip : .different
    }
    return Likeness.areOfDifferentScripts(left.compact, right.compact) ? .foreign : .different
  }

  /// Whether what only one of them has in brackets makes it no other song: a "part 2", an "interlude" does.
  private static func isHarmless(_ left: TrackName.Reading, _ right: TrackName.Reading) -> Bool {
    let words = Set(left.fullTitle).symmetricDifference(Set(right.fullTitle))
    let telling: Set = [
      "part", "vol", "volume", "chapter", "interlude", "intro", "outro", "skit", "reprise", "act", "no",
    ]
    return numbers(left) == numbers(right) && words.isDisjoint(with: telling)
  }

  private static func numbers(_ reading: TrackName.Reading) -> [String] {
    reading.fullTitle.filter { $0.unicodeScalars.contains { $0.properties.numericType != nil } }
  }
}
