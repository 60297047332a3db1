import Identity

/// The words that somebody looks for tracks by.
public struct TrackWords: Sendable, Equatable {
  /// Why nothing is looked for, for people.
  public struct Flaw: Error, Equatable, CustomStringConvertible {
    public let description: String
  }

  public static let wordLimit = 8
  public static let lengthLimit = 200

  /// Folded, as tracks have them.
  public let words: [String]

  public init(_ text: String) throws(Flaw) {
    guard text.unicodeScalars.count <= Self.lengthLimit else {
      throw Flaw(description: "the words have more than \(Self.lengthLimit) characters")
    }
    words = SearchWords.words(of: text)
    guard !words.isEmpty else { throw Flaw(description: "there is no word to look for") }
    guard words.count <= Self.wordLimit else {
      throw Flaw(
        description: "these are \(words.count) words; at most \(Self.wordLimit) are looked for")
    }
  }
}
