import Models

/// A title in its parts: what is outside of brackets, divided at dashes, and what is in them.
struct NameParts {
  struct Part {
    var words: [String]
    var pieces: [NamePiece]
    var isBracket: Bool
    /// Whether it says something of the version only.
    var isSpent = false
  }

  private(set) var parts: [Part] = []
  private(set) var marks: Set<Mark> = []
  private(set) var isSoft = false
  private var featured = ArtistList()

  /// How many parts are told apart; the rest belongs to the last.
  private static let limit = 12

  init(_ pieces: [NamePiece]) {
    var depth = 0
    var current: [NamePiece] = []
    for piece in pieces {
      switch piece {
      case .open:
        add(&current, isBracket: depth > 0)
        depth += 1
      case .close:
        add(&current, isBracket: depth > 0)
        depth = max(0, depth - 1)
      case .dash where depth == 0: add(&current, isBracket: false)
      default: current.append(piece)
      }
    }
    // A bracket that is never closed is one all the same.
    add(&current, isBracket: depth > 0)
  }

  private mutating func add(_ pieces: inout [NamePiece], isBracket: Bool) {
    defer { pieces = [] }
    guard !pieces.isEmpty, parts.count < Self.limit else { return }
    parts.append(Part(words: Self.words(pieces), pieces: pieces, isBracket: isBracket))
  }

  private static func words(_ pieces: some Sequence<NamePiece>) -> [String] {
    pieces.compactMap { piece in
      switch piece {
      case .word(let word): word
      case .and: "and"
      default: nil
      }
    }
  }

  mutating func readMarks(artists: ArtistList) {
    // First what stands behind all names: "Song feat. Bo sped up".
    if let last = parts.lastIndex(where: { !$0.isBracket }) { takeEnd(of: last) }
    for place in parts.indices { takeFeatured(place) }
    let first = parts.firstIndex { !$0.isBracket && !$0.words.isEmpty }
    for place in parts.indices where !parts[place].words.isEmpty {
      if place == first, hasOtherTitle(than: place) {
        // "Nightcore - Song": all of it, or nothing.
        if let found = PhraseReader.read(parts[place].words), found.isComplete { take(found, place, artists) }
      }
      guard place != first else { continue }
      if let found = PhraseReader.read(parts[place].words) { take(found, place, artists) }
    }
    guard let last = parts.lastIndex(where: { !$0.isBracket && !$0.isSpent && !$0.words.isEmpty }) else {
      return
    }
    takeEnd(of: last)
  }

  private func hasOtherTitle(than place: Int) -> Bool {
    parts.indices.contains { $0 != place && !parts[$0].isBracket && !parts[$0].words.isEmpty }
  }

  private mutating func take(_ found: PhraseReader.Found, _ place: Int, _ artists: ArtistList) {
    parts[place].isSpent = true
    isSoft = isSoft || found.isSoft
    for mark in found.marks {
      let isOwn = mark.kind == .version && TrackName.isOwnVersion(mark.detail, of: artists)
      marks.insert(isOwn ? Mark(kind: .rerecording, detail: []) : mark)
    }
  }

  /// What is said of the version without brackets: "Song sped up". Some title must be left.
  private mutating func takeEnd(of place: Int) {
    while let found = PhraseReader.readEnd(parts[place].words) {
      let isStart = parts[place].words.starts(with: found.rest)
      parts[place].pieces =
        isStart ? Self.start(of: parts[place].pieces, words: found.rest.count) : found.rest.map { .word($0) }
      parts[place].words = found.rest
      marks.formUnion(found.marks)
      isSoft = isSoft || found.isSoft
    }
  }

  private static func start(of pieces: [NamePiece], words count: Int) -> [NamePiece] {
    var left = count
    return Array(
      pieces.prefix { piece in
        switch piece {
        case .word, .and: left -= 1
        default: break
        }
        return left >= 0
      })
  }

  /// "feat. X" and what follows it; "(with X)".
  private mutating func takeFeatured(_ place: Int) {
    let pieces = parts[place].pieces
    let start = pieces.indices.first { index in
      guard case .word(let word) = pieces[index] else { return false }
      if Tables.featuring.contains(word) || Tables.producing.contains(word) {
        return index > 0 || parts[place].isBracket || place > 0
      }
      return parts[place].isBracket && index == 0 && Tables.beside.contains(word) && pieces.count > 1
    }
    guard let start, case .word(let word) = pieces[start] else { return }
    if !Tables.producing.contains(word) {
      featured = featured.appending(ArtistList(pieces: pieces[(start + 1)...]))
    }
    parts[place].pieces = Array(pieces[..<start])
    parts[place].words = Self.words(pieces[..<start])
  }

  // MARK: Readings

  func readings(_ credited: ArtistList) -> [TrackName.Reading] {
    let titles = parts.filter { !$0.isBracket && !$0.isSpent && !$0.words.isEmpty }
    guard titles.count > 1 else {
      return [reading(titles.map(\.words), credited)].compactMap { $0 }
    }
    let lists = titles.map { ArtistList(pieces: $0.pieces) }
    // The artist is in the title, once more: that is not what the song is called.
    for place in [0, titles.count - 1] where lists[place].agreement(with: credited) == .same {
      var rest = titles.map(\.words)
      rest.remove(at: place)
      return [reading(rest, credited.appending(lists[place]))].compactMap { $0 }
    }
    var all = [reading(titles.map(\.words), credited)]
    all.append(reading(titles.dropFirst().map(\.words), lists[0], isGuess: true))
    if titles.count == 2 { all.append(reading([titles[0].words], lists[1], isGuess: true)) }
    return all.compactMap { $0 }
  }

  private func reading(_ titles: [[String]], _ artists: ArtistList, isGuess: Bool = false) -> TrackName
    .Reading?
  {
    let title = Self.plain(titles.flatMap { $0 })
    let brackets = parts.filter { $0.isBracket && !$0.isSpent }.flatMap(\.words)
    let full = parts.first?.isBracket == true ? brackets + title : title + brackets
    guard !full.isEmpty else { return nil }
    // All in brackets: then that is the title.
    return TrackName.Reading(
      title: title.isEmpty ? Self.plain(full) : title, fullTitle: Self.plain(full),
      artists: artists.appending(featured), isGuess: isGuess)
  }

  private static let numerals = [
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
  ]
  private static let numbers = [
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "i": "1", "v": "5",
  ]

  /// Numbers in one way, and without what some leave out.
  private static func plain(_ words: [String]) -> [String] {
    var result: [String] = []
    for (place, word) in words.enumerated() {
      let isNumbered =
        place > 0
        && ["part", "pt", "vol", "volume", "no", "chapter", "teil", "parte"].contains(words[place - 1])
      if ["pt", "teil", "parte"].contains(word), place > 0 {
        result.append("part")
      } else if isNumbered, let number = numbers[word] {
        result.append(number)
      } else {
        result.append(place > 0 ? numerals[word] ?? word : word)
      }
    }
    // The number of the file in its folder.
    if result.count > 1, result[0].utf8.count == 2, result[0].hasPrefix("0"), Int(result[0]) != nil {
      result.removeFirst()
    }
    if result.count > 1, result[0] == "the" || result[0] == "a" { result.removeFirst() }
    return result
  }
}
