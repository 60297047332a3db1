/// Finds what a misspelt word was meant to be.
public enum Spelling {
  /// In bytes; nobody misspells a longer word and is understood.
  private static let longest = 100

  /// The candidate nearest to `word`, if it is near enough to be worth a question; of equals, the first.
  public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    // Comparing takes as long as both are long together, and strangers may have said the word.
    guard word.utf8.count <= longest else { return nil }
    let limit = max(1, min(3, word.count / 3))
    var best: (candidate: String, distance: Int)?
    for candidate in candidates where abs(candidate.count - word.count) <= limit {
      let distance = distance(from: word, to: candidate)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// How many insertions, deletions, substitutions and swaps of neighbours make `target` of `source`, case
  /// aside.
  static func distance(from source: String, to target: String) -> Int {
    let source = Array(source.lowercased())
    let target = Array(target.lowercased())
    var beforeLast: [Int] = []
    var last = Array(0...target.count)
    for row in source.indices {
      var current = [row + 1]
      for column in target.indices {
        let isSame = source[row] == target[column]
        var cost = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        let isSwap =
          row > 0 && column > 0 && source[row] == target[column - 1] && source[row - 1] == target[column]
        if isSwap { cost = min(cost, beforeLast[column - 1] + 1) }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[target.count]
  }
}
