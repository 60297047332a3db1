/// The names of artists as they are compared, in their order.
struct ArtistList: Equatable {
  /// How many names are read.
  static let limit = 12

  private(set) var names: [String] = []
  /// All of it in one, for names that some divide: "Tyler, The Creator".
  private var whole = ""

  init() {}

  init(_ text: String?) {
    self.init(pieces: text.map(NameReader.pieces) ?? [])
  }

  init(pieces: some Collection<NamePiece>) {
    var current: [String] = []
    let all = Array(pieces)
    for (place, piece) in all.enumerated() {
      switch piece {
      case .word(let word) where Tables.featuring.contains(word) || Tables.producing.contains(word):
        add(&current)
      // "Lil Nas X" and "Malcolm & Y" end with them; between words they join.
      case .word(let word)
      where Tables.joining.contains(word) && !current.isEmpty && Self.isWord(all, place + 1):
        add(&current)
      case .word(let word): current.append(word)
      default: add(&current)
      }
    }
    add(&current)
    whole = all.reduce(into: "") { whole, piece in
      if case .word(let word) = piece, word != "the", word != "and" { whole += word }
    }
  }

  private static func isWord(_ pieces: [NamePiece], _ place: Int) -> Bool {
    guard pieces.indices.contains(place), case .word = pieces[place] else { return false }
    return true
  }

  private mutating func add(_ words: inout [String]) {
    defer { words = [] }
    if words.count > 1, words[0] == "the" { words.removeFirst() }
    if words.count > 1, let last = words.last, ["official", "topic", "vevo"].contains(last) {
      words.removeLast()
    }
    if words.count == 1, words[0].count > 5, words[0].hasSuffix("vevo") { words[0].removeLast(4) }
    let name = words.joined(separator: " ")
    guard !name.isEmpty, name != "topic", !Tables.noArtist.contains(name), !names.contains(name) else {
      return
    }
    if names.count < Self.limit { names.append(name) }
  }

  var isEmpty: Bool { names.isEmpty }

  func appending(_ others: ArtistList) -> ArtistList {
    var list = self
    for name in others.names where !list.names.contains(name) && list.names.count < Self.limit {
      list.names.append(name)
    }
    return list
  }

  func has(_ name: String) -> Bool { names.contains { Likeness.areAlike($0, name) } }

  enum Agreement: Int, Comparable {
    /// Both say it, and nobody is in both.
    case different
    /// One of them does not say it.
    case unknown
    /// In scripts that cannot be compared.
    case foreign
    /// Somebody is in both, and neither's first.
    case partial
    case same

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  func agreement(with other: ArtistList) -> Agreement {
    guard let first = names.first, let second = other.names.first else { return .unknown }
    if other.has(first) || has(second) { return .same }
    if !whole.isEmpty, whole == other.whole { return .same }
    if names.contains(where: other.has) { return .partial }
    return Likeness.areOfDifferentScripts(names.joined(), other.names.joined()) ? .foreign : .different
  }
}
