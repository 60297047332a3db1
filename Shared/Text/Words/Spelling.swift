/// How words are written by people who shout or laugh.
enum Spelling {
  /// Longer ones are no words.
  private static let limit = 64

  /// The word with fewer repetitions, the likeliest last: "sooo" is "so", "jajajajaj" is "jaja". Empty where nothing
  /// is repeated.
  static func calmer(than word: ArraySlice<UInt8>) -> [[UInt8]] {
    guard word.count <= limit else { return [] }
    if let laughter = syllable(of: word) { return [laughter + laughter] }
    let scalars = Array(String(decoding: word, as: UTF8.self).unicodeScalars)
    let isDrawn = scalars.indices.dropFirst(2).contains {
      scalars[$0] == scalars[$0 - 1] && scalars[$0] == scalars[$0 - 2]
    }
    return isDrawn ? [3, 2, 1].map { squeezed(scalars, to: $0) } : []
  }

  private static func squeezed(_ scalars: [Unicode.Scalar], to most: Int) -> [UInt8] {
    var result = String.UnicodeScalarView()
    var start = 0
    while start < scalars.count {
      let end = scalars[start...].firstIndex { $0 != scalars[start] } ?? scalars.count
      let count = end - start
      result.append(contentsOf: scalars[start..<(count > 2 ? start + most : end)])
      start = end
    }
    return Array(String(result).utf8)
  }

  /// Two letters that alternate at least five times, as in "hahah" and "wkwkwk".
  private static func syllable(of word: ArraySlice<UInt8>) -> [UInt8]? {
    guard word.count >= 5, let first = word.first, word[word.startIndex + 1] != first else { return nil }
    let isAlternating = word.indices.dropFirst(2).allSatisfy { word[$0] == word[$0 - 2] && word[$0] < 0x80 }
    return isAlternating ? Array(word.prefix(2)) : nil
  }
}
