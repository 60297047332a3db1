public import Models

/// One respect in which a track suits a creator, as a number: what the learned ranker weighs.
public enum Signal: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
  /// What the creator's tracks say for this one, by who uses them together (EASE).
  case ease
  /// The same, where what tracks sound like counts as well (EASE with side rows).
  case cease
  case popularity, genre, mood, tempo, energy
  /// How its use grows.
  case velocity
  /// A number that says nothing: a probe of whether the learning is fooled.
  case irrelevant

  /// What is switched off together to see what it is worth.
  public enum Group: String, Sendable, CaseIterable { case together, content, popularity, trend, probe }

  public var group: Group {
    switch self {
    case .ease, .cease: .together
    case .genre, .mood, .tempo, .energy: .content
    case .popularity: .popularity
    case .velocity: .trend
    case .irrelevant: .probe
    }
  }

  /// The reason that is given for it.
  public var reason: Reason.Kind {
    switch self {
    case .ease: .together
    case .cease: .kindred
    case .popularity: .popularity
    case .genre: .genre
    case .mood: .mood
    case .tempo: .tempo
    case .energy: .energy
    case .velocity: .rising
    case .irrelevant: .trait
    }
  }
}

/// What brought a candidate. A track may come by several.
public enum Generator: String, Sendable, Codable, CaseIterable {
  case ease, cease
  /// Nearest to what was used, by who uses both.
  case neighbours
  /// What sounds like the creator's videos.
  case content
  case popularity
  /// What has not been there for long.
  case new
  /// What is used more and more.
  case rising
  /// What is used with the creator's hashtags.
  case hashtags
}

/// What has brought a candidate, kept as evidence.
public struct Generators: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16

  public init(rawValue: UInt16) { self.rawValue = rawValue }
  public init(_ source: Generator) {
    rawValue = 1 << UInt16(Generator.allCases.firstIndex(of: source) ?? 0)
  }

  public static let all = Generators(rawValue: (1 << UInt16(Generator.allCases.count)) - 1)

  public var list: [Generator] { Generator.allCases.filter { contains(Generators($0)) } }
}
