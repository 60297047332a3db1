import Text

/// What is looked for in `video_text.terms`: a word, two characters of a script without spaces, `#tag` or `@author`.
///
/// Written as Postgres reads a term of a `tsvector` or a `tsquery`. Nothing else is ever put into one: terms consist of
/// letters, digits, emoji, underscores and dots, so that there is nothing to escape.
enum Term {
  /// In characters; longer ones are cut on both sides, and so are found.
  static let limit = 60

  static func word(_ text: String) -> String { String(text.unicodeScalars.filter(isPart).prefix(limit)) }

  /// Nil for what is no hashtag.
  static func tag(_ written: String) -> String? {
    Hashtag.normalised(written).map { "#" + word(Text.plain($0)) }.flatMap { $0.count > 1 ? $0 : nil }
  }

  static func author(_ handle: String) -> String { "@" + word(Text.plain(handle)) }

  /// Of a run of characters: each with the one behind it, and the last one by itself.
  static func pairs(of run: String) -> [String] {
    let scalars = run.unicodeScalars.filter(isPart)
    return scalars.indices.map { index in
      let next = scalars.index(after: index)
      return next < scalars.endIndex ? "\(scalars[index])\(scalars[next])" : "\(scalars[index])"
    }
  }

  static func quoted(_ term: String) -> String { "'\(term)'" }

  /// What could end a quotation, or steer whoever shows it, is never a part.
  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x27, 0x5C, 0x7F...0xA0, 0xFFFE...0xFFFF: false
    default: true
    }
  }
}
