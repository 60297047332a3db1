/// The languages that have tables of their own. English words are used everywhere, so their tables are of all.
enum Tongue: String, CaseIterable, Sendable {
  case en, es, pt, fr, de, sv, id, ja, ko, zh

  /// People leave accents out where their language can do without; nil where that makes another word.
  func unaccented(_ term: String) -> String? {
    switch self {
    case .es, .pt, .fr: Text.plain(term)
    case .sv: term.unicodeScalars.count >= 7 ? Text.plain(term) : nil
    case .de: umlauts.reduce(term) { $0.replacing($1.0, with: $1.1) }
    default: nil
    }
  }

  /// What words end with that say "more".
  var comparativeEndings: [String] {
    switch self {
    case .en: ["ier"]
    case .de: ["er"]
    case .sv: ["are"]
    default: []
    }
  }

  /// Whether it is written without spaces between words, or nearly so.
  var isDense: Bool { [.ja, .ko, .zh].contains(self) }

  private var umlauts: [(String, String)] { [("ä", "ae"), ("ö", "oe"), ("ü", "ue")] }
}
