extension Rule {
  /// Whether a number lies where a rule of a range wants it; other rules say nothing of numbers.
  func admits(_ number: Double) -> Bool {
    guard case .range(let range, _) = demand else { return true }
    return range.contains(number)
  }

  /// Whether a word is one of those of a rule of a choice.
  func admits(_ word: String) -> Bool {
    switch demand {
    case .oneOf(let words): words.contains(word)
    case .length(let limit): word.count <= limit
    default: true
    }
  }

  /// The limit of a rule of a length.
  var lengthLimit: Int? {
    guard case .length(let limit) = demand else { return nil }
    return limit
  }
}
