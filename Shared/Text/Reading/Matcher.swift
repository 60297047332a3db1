/// Finds the terms of a lexicon in texts, the longest first.
struct Matcher {
  /// How many words a term has at most.
  private static let wordLimit = 6

  let lexicon: Lexicon

  func utterances(of passage: Passage) -> [Utterance] {
    switch passage {
    case .prose(let texts): texts.prefix(Passage.textLimit).map { utterance($0, .prose) }
    case .names(let texts): texts.prefix(Passage.textLimit).map { utterance($0, .name) }
    case .tags(let tags): tags.prefix(Passage.tagLimit).compactMap(utterance(ofTag:))
    }
  }

  private func utterance(_ text: String, _ style: Utterance.Style) -> Utterance {
    let tokens = Tokenizer.tokens(of: text)
    return Utterance(style: style, tokens: tokens, matches: matches(in: tokens), label: nil)
  }

  private func utterance(ofTag tag: String) -> Utterance? {
    guard let name = Hashtag.normalised(tag) else { return nil }
    let tokens = tokens(ofTag: tag)
    return Utterance(style: .tag, tokens: tokens, matches: matches(in: tokens), label: "#" + name)
  }

  func tokens(ofTag tag: String) -> Tokens { parted(Tokenizer.tokens(of: Self.spaced(tag))) }

  /// "SadSongs" as "Sad Songs": capitals are lost when it is folded.
  static func spaced(_ tag: String) -> String {
    var result: [UInt8] = []
    for byte in tag.utf8.drop(while: { $0 == UInt8(ascii: "#") }) where byte != UInt8(ascii: "#") {
      if 65...90 ~= byte, let last = result.last, 97...122 ~= last { result.append(0x20) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// With the words that are unknown as they stand divided into known ones.
  private func parted(_ text: Tokens) -> Tokens {
    let known = matches(in: text)
    var result = text
    result.tokens = text.tokens.indices.flatMap { index -> [Token] in
      let token = text.tokens[index]
      let isKnown = known.contains { $0.tokens.contains(index) }
      guard token.kind == .word, !isKnown else { return [token] }
      let parts = Compound(trie: lexicon.trie).parts(of: text.bytes[token.range])
      return parts?.map { Token(kind: .word, range: $0) } ?? [token]
    }
    return result
  }

  func matches(in text: Tokens) -> [Match] {
    var result: [Match] = []
    var index = 0
    while index < text.tokens.count {
      let token = text.tokens[index]
      if let match = longest(in: text, at: index) {
        result.append(match)
        index = match.tokens.upperBound
        continue
      }
      if token.kind == .dense { result += matches(in: text, within: index) }
      index += 1
    }
    return result
  }

  /// The longest term that consists of whole tokens from this one on.
  private func longest(in text: Tokens, at first: Int) -> Match? {
    var best: Match?
    var place: Trie.Place?
    for index in first..<min(text.tokens.count, first + Self.wordLimit) {
      let token = text.tokens[index]
      guard token.joins || (token.kind == .emoji && index == first) else { break }
      guard let next = lexicon.trie.walk(text.bytes[token.range], from: place) else { break }
      place = next
      if let entry = lexicon.trie.entry(at: next) {
        let range = text.tokens[first].range.lowerBound..<token.range.upperBound
        best = Match(entry: entry, tokens: first..<index + 1, range: range)
      }
      if token.kind == .emoji { break }
    }
    return best
  }

  /// Terms anywhere in a run of letters that has no spaces.
  private func matches(in text: Tokens, within index: Int) -> [Match] {
    let range = text.tokens[index].range
    var result: [Match] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let found = longest(in: text.bytes[start..<range.upperBound])
      if let found {
        result.append(Match(entry: found.entry, tokens: index..<index + 1, range: start..<found.end))
      }
      start = found?.end ?? start + (text.bytes.scalar(at: start)?.length ?? 1)
    }
    return result
  }

  private func longest(in bytes: ArraySlice<UInt8>) -> (entry: Int, end: Int)? {
    var best: (entry: Int, end: Int)?
    var place: Trie.Place?
    for index in bytes.indices {
      guard let next = lexicon.trie.walk(bytes[index...index], from: place) else { break }
      place = next
      if let entry = lexicon.trie.entry(at: next) { best = (entry, index + 1) }
    }
    return best
  }
}
