import Samples

/// Music that is made to be analysed, with the truth about it. Everything comes from seeds.
public enum TestMusic {
  /// Every style in turn, each time in another way: whole arrangements, drums or harmonies alone, and clicks. What there is
  /// of tempo, beats, bars and keys is in the truth.
  public static func mixed(_ split: Split, count: Int, seed: UInt64) -> [Piece] {
    let styles = Style.all.filter { $0.split == split }
    return (0..<count).map { index in
      var draws = draws(seed, split, 1, index)
      let style = styles[index % styles.count]
      let percent = draws.index(below: 100)
      let span = durations[draws.index(below: durations.count)]
      var brief = Recipe.Brief(seed: draws.next(), style: style, duration: span)
      let number = padded(index)
      if percent < 4 {
        let clicks = Clicks(split, &draws)
        brief.kind = .clicks
        return Piece(Recipe(brief), name: "\(split.rawValue)-\(number)-clicks", clicks: clicks)
      }
      if percent < 16, style.hasDrums { brief.kind = .percussion }
      return Piece(Recipe(brief), name: "\(split.rawValue)-\(number)-\(brief.kind.rawValue)-\(style.slug)")
    }
  }

  /// All 24 keys in turn, with and without drums, most of them out of tune by up to half a semitone.
  public static func keys(_ split: Split, count: Int, seed: UInt64) -> [Piece] {
    let styles = Style.all.filter { $0.split == split }
    return (0..<count).map { index in
      var draws = draws(seed, split, 2, index)
      let style = draws.pick(styles)
      var brief = Recipe.Brief(
        seed: draws.next(), style: draws.chance(50) ? style.withoutDrums : style, duration: 14...40)
      brief.tonic = index % 12
      brief.mode = index / 12 % 2 == 0 ? .major : .minor
      return Piece(Recipe(brief), name: "\(split.rawValue)-\(padded(index))-key-\(style.slug)")
    }
  }

  /// Whole songs of a minute and a half to four, whose choruses are planted, come at least twice and stand out as those of
  /// songs do: each in some of the ways of `Lift`.
  public static func songs(_ split: Split, count: Int, seed: UInt64) -> [Piece] {
    let styles = Style.all.filter { $0.split == split }
    return (0..<count).map { index in
      var draws = draws(seed, split, 3, index)
      let style = styles[index % styles.count]
      var brief = Recipe.Brief(seed: draws.next(), style: style, duration: 100...200)
      brief.isSong = true
      brief.isClean = draws.chance(50)
      return Piece(Recipe(brief), name: "\(split.rawValue)-\(padded(index))-song-\(style.slug)")
    }
  }

  /// Drums alone and music without a key, in turn.
  public static func keyless(_ split: Split, count: Int, seed: UInt64) -> [Piece] {
    let styles = Style.all.filter { $0.split == split }
    return (0..<count).map { index in
      var draws = draws(seed, split, 4, index)
      let isAtonal = index % 2 == 0
      let style = draws.pick(styles.filter { isAtonal || $0.hasDrums })
      var brief = Recipe.Brief(seed: draws.next(), style: style, duration: 10...40)
      brief.kind = isAtonal ? .atonal : .percussion
      return Piece(
        Recipe(brief), name: "\(split.rawValue)-\(padded(index))-\(brief.kind.rawValue)-\(style.slug)")
    }
  }

  /// Silence and noises of all colours, which have neither tempo nor key.
  public static func nothing(_ split: Split, count: Int, seed: UInt64) -> [Piece] {
    (0..<count).map { index in
      var draws = draws(seed, split, 5, index)
      let color = Noise.Color.allCases[index % Noise.Color.allCases.count]
      let noise = Noise(color, seed: draws.next(), &draws)
      return Piece(noise, split: split, name: "\(split.rawValue)-\(padded(index))-none-\(color.rawValue)")
    }
  }

  /// Each set has a stream of its own for each of its pieces.
  static func draws(_ seed: UInt64, _ split: Split, _ set: Int, _ index: Int) -> Draws {
    Draws(seed, .testMusic, (set * 2 + (split == .tuning ? 0 : 1)) << 24 + index)
  }

  /// Seconds.
  private static let durations: [ClosedRange<Double>] = [
    3...8, 8...20, 8...20, 20...45, 20...45, 20...45, 20...45, 30...60, 45...80, 45...80,
  ]

  static func padded(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
  }
}

extension Style {
  /// As it is written in file names.
  var slug: String { String(name.map { $0 == " " ? "-" : $0 }) }

  var withoutDrums: Style {
    var style = self
    style.grooves = []
    return style
  }
}
