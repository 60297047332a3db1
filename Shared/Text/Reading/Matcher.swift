/// Finds the terms of a lexicon in texts, the longest first.
struct Matcher {
  /// How many words a term has at most.
  private static let wordLimit = 6

  /// How much longer than its stem a word is at most, in bytes: endings, and what compounds are made with.
  private static let endingLimit = 14

  let lexicon: Lexicon
  /// Nil where it is not known.
  var tongue: Tongue?
  /// Whether words of all languages are known, as in tags.
  var isOfAll = false

  func utterances(of passage: Passage) -> [Utterance] {
    switch passage {
    case .prose(let texts): texts.prefix(Passage.textLimit).map { utterance($0, .prose) }
    case .names(let texts): texts.prefix(Passage.textLimit).map { utterance($0, .name) }
    case .tags(let tags): tags.prefix(Passage.tagLimit).compactMap(utterance(ofTag:))
    }
  }

  private func utterance(_ text: String, _ style: Utterance.Style) -> Utterance {
    let tokens = Tokenizer.tokens(of: text)
    return Utterance(style: style, tokens: tokens, matches: matches(in: tokens), label: nil, tongue: tongue)
  }

  private func utterance(ofTag tag: String) -> Utterance? {
    guard let name = Hashtag.normalised(tag) else { return nil }
    let matcher = Matcher(lexicon: lexicon, isOfAll: true)
    let tokens = matcher.tokens(ofTag: tag)
    return Utterance(
      style: .tag, tokens: tokens, matches: matcher.matches(in: tokens), label: "#" + name, tongue: tongue)
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
      let isKnown = known.contains { $0.tokens.contains(index) && !$0.isStem }
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
        let last = text.tokens[index - 1]
        if last.kind == .dense {
          result += matches(in: text, within: index - 1, from: match.range.upperBound)
        }
        continue
      }
      if token.kind == .dense { result += matches(in: text, within: index, from: token.range.lowerBound) }
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
      let start = text.tokens[first].range.lowerBound
      // Where words have no spaces the last of a term can go on: endings cling to it.
      if index > first, token.kind == .dense, let found = longest(in: text.bytes[token.range], from: place) {
        best = Match(entry: found.entry, tokens: first..<index + 1, range: start..<found.end)
      }
      let reached = walk(text.bytes[token.range], token.kind, from: place)
      if let entry = reached.entry {
        let range = start..<token.range.upperBound
        best = Match(entry: entry, tokens: first..<index + 1, range: range, isStem: reached.isStem)
      }
      guard let next = reached.place, token.kind != .emoji else { break }
      place = next
    }
    return best
  }

  /// Along a whole token, as it is written or as it would be by somebody calm.
  private func walk(
    _ bytes: ArraySlice<UInt8>, _ kind: Token.Kind, from start: Trie.Place?
  ) -> Step {
    let written = step(through: bytes, from: start, hasStems: kind == .word)
    guard written.place == nil, written.entry == nil, kind != .number else { return written }
    for spelling in Spelling.calmer(than: bytes) {
      let found = step(through: spelling[...], from: start, hasStems: kind == .word)
      if found.entry != nil { return found }
    }
    return written
  }

  /// How far a token leads, and what it comes to.
  private typealias Step = (place: Trie.Place?, entry: Int?, isStem: Bool)

  private func step(
    through bytes: ArraySlice<UInt8>, from start: Trie.Place?, hasStems: Bool
  ) -> Step {
    var place = start
    var stem: Int?
    for index in bytes.indices {
      guard let next = lexicon.trie.walk(bytes[index...index], from: place) else { return (nil, stem, true) }
      place = next
      let isNear = hasStems && bytes.endIndex - index <= Self.endingLimit + 1
      guard isNear, let found = lexicon.trie.stem(at: next), knows(found) else { continue }
      if start == nil || lexicon.isDivisible(found, isStem: true) { stem = found }
    }
    let whole = place.flatMap(lexicon.trie.entry).flatMap { entry in
      knows(entry) && (start == nil || !hasStems || lexicon.isDivisible(entry, isStem: false)) ? entry : nil
    }
    // That a word is a topic does not keep it from being a form of another.
    let isNamed = whole.map { lexicon.isNamed($0) } ?? false
    return isNamed || stem == nil ? (place, whole, false) : (place, stem, true)
  }

  private func knows(_ entry: Int) -> Bool { isOfAll || lexicon.knows(entry, in: tongue) }

  /// Terms anywhere in a run of letters that has no spaces.
  private func matches(in text: Tokens, within index: Int, from place: Int) -> [Match] {
    let range = text.tokens[index].range
    var result: [Match] = []
    var start = place
    while start < range.upperBound {
      let found = longest(in: text.bytes[start..<range.upperBound])
      if let found {
        result.append(Match(entry: found.entry, tokens: index..<index + 1, range: start..<found.end))
      }
      start = found?.end ?? start + (text.bytes.scalar(at: start)?.length ?? 1)
    }
    return result
  }

  private func longest(
    in bytes: ArraySlice<UInt8>, from start: Trie.Place? = nil
  ) -> (entry: Int, end: Int)? {
    var best: (entry: Int, end: Int)?
    var place = start
    for index in bytes.indices {
      guard let next = lexicon.trie.walk(bytes[index...index], from: place) else { break }
      place = next
      if let entry = lexicon.trie.entry(at: next), knows(entry) {
        best = (entry, index + 1)
      }
    }
    return best
  }
}
