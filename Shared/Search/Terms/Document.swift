import Text

/// What a video says, as terms with their places, in the order in which they stand.
///
/// A tag stands there as a whole and in the words that it consists of, so that "#kpopdance" is found by itself and by
/// "kpop dance". Parts (caption, tags, …) lie apart: no phrase goes from one into the other.
struct Document: Sendable, Equatable {
  /// How much one part weighs, as Postgres calls it.
  private enum Weight: String {
    case tag = "A"
    case caption = "B"
    case author = "C"
    case sticker = "D"
  }

  /// Postgres knows no places beyond 16,383.
  private static let placeLimit = 8_000
  /// Nor does it take a literal of a megabyte.
  private static let byteLimit = 500_000
  private static let gap = 10
  /// Words of more letters are no words that somebody types wrongly.
  private static let wordLimit = 32
  /// Nor are longer ones with digits, of which there are endlessly many.
  private static let numberLimit = 8
  /// Whoever writes more different ones writes no sentences.
  private static let differentLimit = 400

  /// As a literal of `tsvector`.
  private(set) var vector = ""
  /// The words in which typing errors are looked for.
  private(set) var words: Set<String> = []
  private var place = 1
  private var tags: Set<String> = []

  init(_ video: SearchableVideo, split: inout TagParts) {
    add(video.caption, .caption, &split)
    for tag in video.hashtags.prefix(200) { add(tag: tag, &split) }
    for sticker in video.stickers.prefix(100) {
      part()
      add(sticker, .sticker, &split)
    }
    part()
    if let handle = video.handle {
      put(Term.author(handle), .author)
      let name = handle.map { $0 == "." || $0 == "_" ? " " : String($0) }.joined()
      add(name, .author, &split)
      part()
    }
    if let author = video.author { add(author, .author, &split) }
  }

  private mutating func add(_ text: String, _ weight: Weight, _ split: inout TagParts) {
    for piece in Text.pieces(of: text) {
      switch piece {
      case .word(let word): add(word: Term.word(word), weight)
      case .dense(let run): add(run: run, weight)
      case .tag(let tag): add(tag: tag, &split)
      case .mention(let name): add(word: Term.word(Text.plain(name)), .sticker)
      }
    }
  }

  private mutating func add(word: String, _ weight: Weight) {
    guard !word.isEmpty else { return }
    put(word, weight)
    place += 1
    learn(word)
  }

  /// What is looked at for typing errors.
  private mutating func learn(_ word: String) {
    let hasDigits = word.unicodeScalars.contains { $0.properties.generalCategory == .decimalNumber }
    let limit = hasDigits ? Self.numberLimit : Self.wordLimit
    if words.count < Self.differentLimit, word.unicodeScalars.count <= limit { words.insert(word) }
  }

  private mutating func add(run: String, _ weight: Weight) {
    for pair in Term.pairs(of: run) {
      put(pair, weight)
      place += 1
    }
  }

  /// Once, however often it is there.
  private mutating func add(tag written: String, _ split: inout TagParts) {
    // To part a tag takes long: none is parted for nothing.
    guard !isFull, let term = Term.tag(written), tags.insert(term).inserted else { return }
    put(term, .tag)
    let parts = split.parts(of: written)
    // Whoever types it as one word finds it.
    let whole = String(term.dropFirst())
    if parts != [.word(whole)], whole.unicodeScalars.count <= Self.wordLimit {
      put(whole, .tag)
      learn(whole)
    }
    for piece in parts {
      switch piece {
      case .word(let word): add(word: Term.word(word), .tag)
      case .dense(let run): add(run: run, .tag)
      case .tag, .mention: break
      }
    }
  }

  private var isFull: Bool { place > Self.placeLimit || vector.utf8.count >= Self.byteLimit }

  private mutating func put(_ term: String, _ weight: Weight) {
    guard !term.isEmpty, !isFull else { return }
    if !vector.isEmpty { vector += " " }
    vector += Term.quoted(term) + ":\(place)\(weight.rawValue)"
  }

  private mutating func part() { place += Self.gap }
}

/// Divides hashtags into words, each of them once: the same ones are everywhere.
struct TagParts {
  private static let limit = 20_000
  private var known: [String: [TextPiece]] = [:]

  mutating func parts(of tag: String) -> [TextPiece] {
    if let parts = known[tag] { return parts }
    let parts = Hashtag.smallWords(of: tag).flatMap { Text.pieces(of: $0) }.filter {
      switch $0 {
      case .word, .dense: true
      case .tag, .mention: false
      }
    }
    if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
    known[tag] = parts
    return parts
  }
}
