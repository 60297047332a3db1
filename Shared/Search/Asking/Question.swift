import Text

/// What somebody looks for, as they typed it: words, "phrases", #tags, @authors, and -what is not wanted.
public struct Question: Sendable, Equatable {
  /// In characters of Unicode.
  public static let lengthLimit = 500
  /// How many words, phrases, tags and authors together.
  public static let partLimit = 16

  /// A word, or several that stand behind each other.
  struct Clause: Sendable, Equatable {
    var pieces: [Piece]
    /// Whether quotation marks ask for just that.
    var isQuoted: Bool

    /// A single word, in which there may be typing errors.
    var word: String? {
      guard !isQuoted, pieces.count == 1, case .word(let word) = pieces[0] else { return nil }
      return word
    }
  }

  enum Piece: Sendable, Equatable {
    case word(String)
    case run(String)
  }

  private(set) var clauses: [Clause] = []
  private(set) var unwanted: [Clause] = []
  /// As terms.
  private(set) var names: [String] = []
  private(set) var unwantedNames: [String] = []

  /// Whether something is looked for that has to be there, other than what must not.
  public var isAboutSomething: Bool { !clauses.isEmpty || !names.isEmpty }
  public var isEmpty: Bool { !isAboutSomething && unwanted.isEmpty && unwantedNames.isEmpty }

  public init(_ text: String) throws(SearchError) {
    // By bytes first: to count characters of what is much too long takes time.
    guard text.utf8.count <= 4 * Self.lengthLimit, text.unicodeScalars.count <= Self.lengthLimit else {
      throw SearchError(.badQuestion, "the question is longer than \(Self.lengthLimit) characters; say less")
    }
    for part in Self.parts(of: text) { take(part) }
    let count = clauses.count + unwanted.count + names.count + unwantedNames.count
    guard count <= Self.partLimit else {
      throw SearchError(
        .badQuestion, "these are \(count) words and phrases; at most \(Self.partLimit) are looked for")
    }
    guard !isEmpty || text.unicodeScalars.allSatisfy(\.properties.isWhitespace) else {
      throw SearchError(.badQuestion, "there is no word in the question, only signs")
    }
  }

  // MARK: Reading

  private struct Part {
    var text = ""
    var isUnwanted = false
    var isQuoted = false
  }

  /// A quotation that nobody ends goes to the end.
  private static func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    var part = Part()
    func isMark(_ scalar: Unicode.Scalar) -> Bool {
      ["\"", "\u{201C}", "\u{201D}", "\u{201E}"].contains(scalar)
    }
    for scalar in text.unicodeScalars {
      if isMark(scalar) {
        let isDash = !part.isQuoted && ["-", "\u{2212}"].contains(part.text)
        if !isDash { parts.append(part) }
        part = Part(isUnwanted: isDash, isQuoted: !part.isQuoted)
      } else if !part.isQuoted, scalar.properties.isWhitespace {
        parts.append(part)
        part = Part()
      } else {
        part.text.unicodeScalars.append(scalar)
      }
    }
    return parts + [part]
  }

  private mutating func take(_ part: Part) {
    var part = part
    if !part.isQuoted, let first = part.text.unicodeScalars.first, ["-", "\u{2212}"].contains(first) {
      part.text.unicodeScalars.removeFirst()
      part.isUnwanted = true
    }
    if !part.isQuoted, let name = Self.name(part.text) {
      if part.isUnwanted { unwantedNames.append(name) } else if !names.contains(name) { names.append(name) }
      return
    }
    let pieces = Text.pieces(of: part.text).map(Self.piece)
    guard !pieces.isEmpty else { return }
    // Words that stand together are a phrase: "lo-fi".
    let clause = Clause(pieces: pieces, isQuoted: part.isQuoted)
    if part.isUnwanted {
      unwanted.append(clause)
    } else if !clauses.contains(clause) {
      clauses.append(clause)
    }
  }

  private static func piece(_ piece: TextPiece) -> Piece {
    switch piece {
    case .word(let word): .word(Term.word(word))
    case .dense(let run): .run(run)
    case .tag(let tag): .word(Term.word(Text.plain(tag)))
    case .mention(let name): .word(Term.word(Text.plain(name)))
    }
  }

  /// The term of a tag or an author.
  private static func name(_ text: String) -> String? {
    guard let sign = text.unicodeScalars.first, text.unicodeScalars.count > 1 else { return nil }
    switch sign {
    case "#", "\u{FF03}": return Term.tag(text)
    case "@", "\u{FF20}": return Self.author(String(text.unicodeScalars.dropFirst()))
    default: return nil
    }
  }

  static func author(_ handle: String) -> String? {
    let term = Term.author(handle)
    let isName = term.utf8.dropFirst().contains { 48...57 ~= $0 || 97...122 ~= $0 || $0 >= 0x80 }
    return isName ? term : nil
  }
}
