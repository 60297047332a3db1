/// Divides what was written together, such as the tag "kpopdance", into words that a lexicon knows.
struct Compound {
  /// In bytes; longer ones are not divided.
  static let limit = 200
  /// Shorter words are everywhere: only these may be parts.
  private static let shortest = 3
  private static let short: Set<String> = [
    "my", "in", "of", "to", "is", "im", "dj", "uk", "us", "me", "we", "no", "so", "by", "on", "rb", "de",
    "la",
    "el", "tv", "fy", "tt",
  ]

  let trie: Trie

  /// The fewest known words that make the whole; nil where a rest remains. Few long words are likelier than many
  /// short ones: "sad" and "songs", not "sads" and what is left.
  /// With `isWhole` the whole may be the only part, where it is known itself.
  func parts(of word: ArraySlice<UInt8>, isWhole: Bool = true) -> [Range<Int>]? {
    guard word.count <= Self.limit else { return nil }
    // What the best division of the word from here to its end costs, and its first part's end.
    var best = [(cost: Double, end: Int)?](repeating: nil, count: word.count + 1)
    best[word.count] = (0, word.count)
    for start in stride(from: word.count - 1, through: 0, by: -1) {
      best[start] = first(of: word, start, best, isWhole)
    }
    guard best[0] != nil else { return nil }
    var parts: [Range<Int>] = []
    var start = 0
    while start < word.count, let end = best[start]?.end {
      parts.append(word.startIndex + start..<word.startIndex + end)
      start = end
    }
    return parts
  }

  private func first(
    of word: ArraySlice<UInt8>, _ start: Int, _ best: [(cost: Double, end: Int)?], _ isWhole: Bool
  ) -> (cost: Double, end: Int)? {
    var result: (cost: Double, end: Int)?
    var place: Trie.Place?
    for end in start + 1...word.count {
      let byte = word[word.startIndex + end - 1]
      guard let next = place.map({ trie.step($0, byte) }) ?? trie.begin(byte) else { break }
      place = next
      guard isWhole || start > 0 || end < word.count else { break }
      guard trie.entry(at: next) != nil, let rest = best[end] else { continue }
      guard let cost = cost(of: word[word.startIndex + start..<word.startIndex + end]) else { continue }
      // Of equals the longest first word: it is met last.
      if cost + rest.cost <= result?.cost ?? .infinity { result = (cost + rest.cost, end) }
    }
    return result
  }

  private func cost(of part: ArraySlice<UInt8>) -> Double? {
    if part.count > Self.shortest { return 1 }
    if part.count == Self.shortest { return 1.5 }
    return Self.short.contains(String(decoding: part, as: UTF8.self)) ? 2 : nil
  }
}
