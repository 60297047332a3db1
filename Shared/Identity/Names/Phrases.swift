import Models

/// Words that say which version of a song something is, or nothing at all of it.
struct Phrases {
  enum Meaning: Equatable {
    case mark(VariantKind)
    /// Of the same recording: a video of it, a new master, the album that it is on.
    case nothing
    /// It is told by the duration whether that is another recording: some call the usual one a "radio edit".
    case soft
  }

  /// Where in a part of a name they mean that.
  enum Place {
    /// Anywhere in brackets or behind a dash, and at the end of a name without either.
    case anywhere
    /// Anywhere in brackets or behind a dash.
    case inside
    /// There, and only as its last words.
    case end
    /// There, and only as all of it but for years and the like.
    case whole
    /// There, and only as its first words.
    case start
  }

  struct Phrase {
    let words: [String]
    let meaning: Meaning
    let place: Place
  }

  static let all: [Phrase] =
    Tables.marks.flatMap { kind, place, text in
      phrases(text, .mark(kind), place)
    } + phrases(Tables.nothing, .nothing, .inside) + phrases(Tables.nothingAtEnd, .nothing, .anywhere)
    + phrases(Tables.soft, .soft, .anywhere)

  /// By the first word, the longest first.
  static let byFirstWord: [String: [Phrase]] = Dictionary(grouping: all) { $0.words[0] }
    .mapValues { $0.sorted { $1.words.count < $0.words.count } }

  /// Those of scripts that write no spaces: they stand anywhere in a word.
  static let dense: [(text: String, meaning: Meaning)] = Tables.dense.flatMap { kind, text in
    text.split(separator: ",").map { (NameReader.compact(String($0)), .mark(kind)) }
  }.sorted { $1.text.count < $0.text.count }

  private static func phrases(_ text: String, _ meaning: Meaning, _ place: Place) -> [Phrase] {
    text.split(separator: ",").map { part in
      let words = NameReader.words(of: String(part))
      precondition(!words.isEmpty, "a phrase has words")
      return Phrase(words: words, meaning: meaning, place: place)
    }
  }
}

extension NameReader {
  static func words(of text: String) -> [String] {
    pieces(of: text).compactMap { piece in
      switch piece {
      case .word(let word): word
      case .and: "and"
      default: nil
      }
    }
  }

  static func compact(_ text: String) -> String { words(of: text).joined() }
}
