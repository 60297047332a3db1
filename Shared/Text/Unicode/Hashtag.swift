/// Hashtags as they are compared and kept.
public enum Hashtag {
  /// In characters of Unicode.
  public static let limit = 100

  /// Without `#`, folded, and only of what a tag can consist of: letters, digits, underscores and emoji. Nil when
  /// nothing is left, or too much.
  public static func normalised(_ tag: some StringProtocol) -> String? {
    // No tag of a hundred characters is longer, whatever invisible things are in it.
    guard tag.utf8.count <= 16 * limit else { return nil }
    var result = String.UnicodeScalarView()
    var base: Unicode.Scalar?
    for scalar in Text.folded(tag).unicodeScalars {
      // A mark needs a letter before it, and one that kana could not take up is an ornament.
      let isMark = ScalarClass.isMark(scalar)
      let isKept = isMark ? base.map(takesMarks) == true : isPart(scalar)
      if isKept { result.append(scalar) }
      if !isMark { base = isKept ? scalar : nil }
    }
    guard !result.isEmpty, result.count <= limit else { return nil }
    return String(result)
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "_" { return true }
    switch ScalarClass(scalar) {
    case .letter, .digit, .dense, .emoji: return true
    default: return false
    }
  }

  private static func takesMarks(_ base: Unicode.Scalar) -> Bool {
    let isLetter = ScalarClass(base) == .letter || Script.isDense(base)
    return isLetter && Script(base) != .kana && Script(base) != .han
  }
}
