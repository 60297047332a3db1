/// A piece of a text, as places in its folded bytes.
struct Token: Equatable {
  enum Kind { case word, number, dense, emoji, clauseEnd, segmentEnd }

  var kind: Kind
  var range: Range<Int>

  /// Whether the next token can go on with what this one begins: "lo" and "fi" are one term.
  var joins: Bool { kind == .word || kind == .number || kind == .dense }
  var isEnd: Bool { kind == .clauseEnd || kind == .segmentEnd }
}

/// A text in pieces.
struct Tokens {
  /// Folded.
  var bytes: [UInt8]
  var tokens: [Token] = []
  /// The hashtags that stand in it, without `#`; their words are not among the tokens.
  var tags: [Range<Int>] = []
  /// Without `@`.
  var mentions: [Range<Int>] = []

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// These tokens as they are written; whatever long or invisible thing is between them is a space.
  func text(of range: Range<Int>) -> String {
    var result = ""
    var end: Int?
    for token in tokens[range] {
      if let end, end < token.range.lowerBound {
        let isPlain = token.range.lowerBound == end + 1 && (0x20..<0x7F).contains(bytes[end])
        result += isPlain ? text(end..<end + 1) : " "
      }
      result += text(token.range)
      end = token.range.upperBound
    }
    return result
  }
}
