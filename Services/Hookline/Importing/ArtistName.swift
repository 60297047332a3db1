import Text

/// Names as they are compared.
enum ArtistName {
  /// Nil when nothing of it is left.
  @Sendable static func folded(_ name: String) -> String? {
    let words = Text.folded(name).split { $0.isWhitespace }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
