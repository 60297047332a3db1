extension Text {
  /// The words of a text, folded, without tags, mentions and addresses.
  public static func words(in text: some StringProtocol) -> [String] {
    let tokens = Tokenizer.tokens(of: text)
    return tokens.tokens.filter(\.joins).map { tokens.text($0.range) }
  }

  /// The hashtags that stand in a text, without `#`, folded.
  public static func hashtags(in text: some StringProtocol) -> [String] {
    // By bytes, because a single character can be a megabyte long. The second begins the wide form of #.
    let hasSign = text.utf8.prefix(Tokenizer.byteLimit).contains { $0 == UInt8(ascii: "#") || $0 == 0xEF }
    guard hasSign else { return [] }
    let tokens = Tokenizer.tokens(of: text)
    return tokens.tags.map { tokens.text($0) }
  }

  /// The same with their capitals, which tell where words end in them.
  public static func writtenHashtags(in text: some StringProtocol) -> [String] {
    let tokens = Tokenizer.tokens(ofUnfolded: text)
    return tokens.tags.map { tokens.text($0) }
  }

  /// The names of others that stand in a text, without `@`, folded.
  public static func mentions(in text: some StringProtocol) -> [String] {
    let tokens = Tokenizer.tokens(of: text)
    return tokens.mentions.map { tokens.text($0) }
  }

  /// The emoji of a text, without skin colours and variants. Joined ones, flags and keycaps are one each.
  public static func emoji(in text: some StringProtocol) -> [String] {
    Emoji.all(in: Tokenizer.tokens(ofUnfolded: text))
  }
}

extension Hashtag {
  /// The words that a tag is made of, folded: "kpopdance" is "kpop" and "dance". One that is not made of known words is
  /// one word.
  public static func words(of tag: some StringProtocol) -> [String] {
    let lexicon = Lexicon.standard
    let tokens = Matcher(lexicon: lexicon, isOfAll: true).tokens(ofTag: String(tag))
    return tokens.tokens.filter(\.joins).flatMap { token in
      (lexicon.words(of: tokens.bytes[token.range]) ?? [token.range]).map { tokens.text($0) }
    }
  }

  /// The same, and what is known as a whole is divided, too, where it consists of known words of four letters or more:
  /// for those who look for one of them.
  public static func smallWords(of tag: some StringProtocol) -> [String] {
    words(of: tag).flatMap { word -> [String] in
      let bytes = Array(word.utf8)
      let parts = Compound(trie: Lexicon.standard.trie).parts(of: bytes[...], isWhole: false) ?? []
      guard parts.count > 1, parts.allSatisfy({ $0.count >= 4 }) else { return [word] }
      return parts.map { String(decoding: bytes[$0], as: UTF8.self) }
    }
  }

  /// Whether a tag is put on everything and says nothing, as "fyp".
  public static func isGeneric(_ tag: some StringProtocol) -> Bool {
    let lexicon = Lexicon.standard
    let matcher = Matcher(lexicon: lexicon, isOfAll: true)
    let tokens = matcher.tokens(ofTag: String(tag))
    let matches = matcher.matches(in: tokens)
    let words = tokens.tokens.count { $0.kind == .word }
    let generic = matches.filter { lexicon.meaning(of: $0.entry, in: nil).roles.contains(.generic) }
    return !generic.isEmpty && generic.reduce(0) { $0 + $1.tokens.count } >= words
  }
}
