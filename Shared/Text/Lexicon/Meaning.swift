import Models

/// What a term says, all that is said of it in the tables together.
struct Meaning: Sendable {
  /// Labels with their shares, and how much one occurrence is worth.
  struct Claim<Label: Hashable & Sendable & Codable & CaseIterable & CodingKeyRepresentable>: Sendable {
    var strength: Strength
    var shares: Distribution<Label>
  }

  struct TempoClaim: Sendable {
    var strength: Strength
    var tempo: Tempo
  }

  var genre: Claim<Genre>?
  var mood: Claim<Mood>?
  var tempo: TempoClaim?
  /// What a version is played faster by, such as 1.25.
  var pace: Double?
  var roles: Roles = []
  /// The style that it names, within its families.
  var style: String?
  /// Terms beside which it means something else: "rock" beside "climbing".
  var strangers: [Int] = []

  var speaksOfMusic: Bool { genre != nil || mood != nil || tempo != nil || pace != nil }
  var isAmbiguous: Bool { genre?.strength == .ambiguous }

  /// With what it does not say itself from what others say of the same word.
  func completed(by other: Meaning) -> Meaning {
    var result = self
    result.roles.formUnion(other.roles)
    result.strangers += other.strangers
    guard !roles.contains(.everyday) else { return result }
    result.genre = genre ?? other.genre
    result.mood = mood ?? other.mood
    result.tempo = tempo ?? other.tempo
    result.pace = pace ?? other.pace
    result.style = style ?? other.style
    return result
  }
}

/// How much a term is worth as evidence.
enum Strength: String, Sendable, CaseIterable {
  /// Means just that.
  case explicit
  case likely, hint
  /// Has everyday meanings as well, and counts where the talk is of music.
  case ambiguous

  var weight: Double {
    switch self {
    case .explicit: 0.6
    case .likely: 0.4
    case .hint: 0.2
    case .ambiguous: 0.5
    }
  }
}

/// What a term does to others, or in a sentence.
struct Roles: OptionSet, Sendable {
  let rawValue: Int
  /// "not", before what it denies.
  static let negation = Roles(rawValue: 1)
  /// Behind what it denies, as in Japanese.
  static let suffixNegation = Roles(rawValue: 2)
  static let intensifier = Roles(rawValue: 4)
  static let diminisher = Roles(rawValue: 8)
  /// "but": what was denied before it is denied no more.
  static let turn = Roles(rawValue: 16)
  /// The talk is of music.
  static let music = Roles(rawValue: 32)
  /// In the name of a track: the name speaks of what it is, such as "version".
  static let release = Roles(rawValue: 64)
  /// A tag that is put on everything.
  static let generic = Roles(rawValue: 128)
  /// Behind a number: beats per minute.
  static let beats = Roles(rawValue: 256)
  /// In front of a number of beats, it is not music's: "heart".
  static let pulse = Roles(rawValue: 512)

  /// In one language a word without music, whatever it is in others.
  static let everyday = Roles(rawValue: 1024)
  /// "never": with "so" behind it, it denies nothing.
  static let never = Roles(rawValue: 2048)

  /// A word that is known, so that it is not taken for others.
  static let plain = Roles(rawValue: 4096)

  /// "Could", behind or before a "not".
  static let possibility = Roles(rawValue: 8192)
  /// "More", as in "could not be more happy".
  static let comparison = Roles(rawValue: 16384)
  /// "Hate".
  static let dislike = Roles(rawValue: 32768)

  static let named: [String: Roles] = [
    "negation": .negation, "suffix-negation": .suffixNegation, "intensifier": .intensifier,
    "diminisher": .diminisher, "turn": .turn, "music": .music, "release": .release, "generic": .generic,
    "beats": .beats, "pulse": .pulse, "word": .plain, "everyday": .everyday,
    "never": [.negation, .never], "possibility": .possibility, "comparison": .comparison,
    "dislike": .dislike,
  ]
}
