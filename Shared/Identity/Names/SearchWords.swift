/// The words by which tracks are looked for: read as names are read to be compared.
public enum SearchWords {
  /// How many words of a track are kept.
  static let limit = 40
  /// Stands between title and artist; no word holds it.
  static let separator = "|"

  public static func words(of text: String) -> [String] {
    NameReader.pieces(of: text).compactMap { piece in
      switch piece {
      case .word(let word): word
      case .and: "and"
      default: nil
      }
    }
  }

  /// All words of a track with a blank on both sides: " paper lanterns | mira voss ". A creator's own sound, which the
  /// platform titles in the creator's language, has the English title as well. Empty without a title.
  public static func text(title: String, artist: String?) -> String {
    let parts = [
      words(of: title), artist.map { words(of: $0) } ?? [],
      OriginalSound.isTitle(title) ? ["original", "sound"] : [],
    ].map { Array($0.prefix(limit)) }
    guard !title.isEmpty, parts.contains(where: { !$0.isEmpty }) else { return "" }
    let told = parts.enumerated().filter { $0.offset == 0 || !$0.element.isEmpty }.map(\.element)
    return " " + told.map { $0.joined(separator: " ") }.joined(separator: " \(separator) ") + " "
  }
}
