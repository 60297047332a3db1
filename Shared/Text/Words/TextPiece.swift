/// A piece of a text that can be looked for, folded and without accents.
public enum TextPiece: Sendable, Equatable {
  /// A word, a number or an emoji.
  case word(String)
  /// A run of a script that writes words without spaces between them.
  case dense(String)
  /// Without `#`, and with the capitals that tell where words end in it.
  case tag(String)
  /// Without `@`.
  case mention(String)
}

extension Text {
  /// What a text consists of, in its order. Addresses are left out, and what parts words.
  public static func pieces(of text: some StringProtocol) -> [TextPiece] {
    let tokens = Tokenizer.tokens(of: text)
    let written = writtenTags(tokens, in: text)
    var pieces: [(start: Int, piece: TextPiece)] = []
    for token in tokens.tokens {
      guard let piece = piece(token, of: tokens) else { continue }
      pieces.append((token.range.lowerBound, piece))
    }
    for (range, name) in zip(tokens.tags, written) { pieces.append((range.lowerBound, .tag(name))) }
    for range in tokens.mentions { pieces.append((range.lowerBound, .mention(tokens.text(range)))) }
    return pieces.sorted { $0.start < $1.start }.map(\.piece)
  }

  private static func piece(_ token: Token, of tokens: Tokens) -> TextPiece? {
    guard !token.isEnd else { return nil }
    let text = plain(tokens.text(token.range))
    guard !text.isEmpty, text != "&" else { return nil }
    return token.kind == .dense ? .dense(text) : .word(text)
  }

  /// Folding takes the capitals; where it changes how many tags there are, they stay gone.
  private static func writtenTags(_ tokens: Tokens, in text: some StringProtocol) -> [String] {
    guard !tokens.tags.isEmpty else { return [] }
    let written = writtenHashtags(in: text)
    return written.count == tokens.tags.count ? written : tokens.tags.map { tokens.text($0) }
  }
}
