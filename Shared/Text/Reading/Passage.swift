/// Texts of one sort that are read together.
public enum Passage: Sendable {
  /// What somebody writes about something: a caption, text on the picture.
  case prose([String])
  /// Hashtags, with or without `#`.
  case tags([String])
  /// Names of tracks, albums or artists. Most are poetry: that "Rock With You" is rock does not follow.
  case names([String])

  /// How many tags are read; platforms allow fewer.
  static let tagLimit = 100
  /// How many texts are read of the other sorts.
  public static let textLimit = 20
}

/// One text, with what is known in it.
struct Utterance {
  enum Style { case prose, tag, name }

  let style: Style
  let tokens: Tokens
  let matches: [Match]
  /// What it is called in details; nil where the term itself is named.
  let label: String?
  var tongue: Tongue?

  /// Whether it is one known term and nothing else.
  var isOneTerm: Bool { matches.count == 1 && matches[0].tokens.count == tokens.tokens.count }
}

/// A term of the lexicon in a text.
struct Match {
  let entry: Int
  let tokens: Range<Int>
  /// In bytes; within a token, where words are written without spaces.
  let range: Range<Int>
  /// Whether only its beginning is a term.
  var isStem = false
}
