/// Typing errors.
enum Typing {
  /// How many there may be in a word: short ones with two are other words.
  static func allowance(for word: String) -> Int {
    switch word.unicodeScalars.count {
    case ..<3: 0
    case ..<6: 1
    default: 2
    }
  }

  /// How many letters were left out, added, taken for another or swapped with their neighbour; nil when more than allowed.
  static func errors(from wanted: String, to word: String, atMost limit: Int) -> Int? {
    let (wanted, word) = (Array(wanted.unicodeScalars), Array(word.unicodeScalars))
    guard abs(wanted.count - word.count) <= limit else { return nil }
    var rows = [Array(0...word.count)]
    for (row, letter) in wanted.enumerated() {
      var next = [row + 1]
      for (column, other) in word.enumerated() {
        let last = rows[row]
        var best = min(last[column + 1], next[column]) + 1
        best = min(best, last[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == word[column - 1], wanted[row - 1] == other {
          best = min(best, rows[row - 1][column - 1] + 1)
        }
        next.append(best)
      }
      guard next.min() ?? 0 <= limit else { return nil }
      rows.append(next)
    }
    let errors = rows[wanted.count][word.count]
    return errors <= limit ? errors : nil
  }

  /// Those of some words that may be meant, the likeliest first.
  static func meant(by wanted: String, among words: [String], atMost count: Int) -> [String] {
    let limit = allowance(for: wanted)
    let judged = words.enumerated().compactMap { place, word -> (errors: Int, place: Int, word: String)? in
      guard word != wanted, word.unicodeScalars.count >= 3 else { return nil }
      return errors(from: wanted, to: word, atMost: limit).map { ($0, place, word) }
    }
    let ordered = judged.sorted { ($0.errors, $0.place) < ($1.errors, $1.place) }
    return ordered.prefix(count).map(\.word)
  }
}
