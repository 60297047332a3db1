/// How much alike two folded texts are.
enum Likeness {
  /// In characters; of longer ones the beginnings are compared.
  private static let limit = 120

  /// Whether one may be the other with a slip of the finger: one in five letters, two in ten, and none in numbers.
  static func areAlike(_ first: String, _ second: String) -> Bool { slips(first, second) != nil }

  /// How many slips; nil when there are too many, or the two are different words.
  static func slips(_ first: String, _ second: String) -> Int? {
    if first == second { return 0 }
    let left = scalars(first)
    let right = scalars(second)
    if left == right { return 0 }
    let length = min(left.count, right.count)
    let most = length >= 10 ? 2 : length >= 5 ? 1 : 0
    guard most > 0, abs(left.count - right.count) <= most, digits(left) == digits(right) else { return nil }
    let distance = distance(left, right, limit: most)
    return distance <= most ? distance : nil
  }

  private static func scalars(_ text: String) -> [Unicode.Scalar] {
    Array(text.unicodeScalars.lazy.filter { $0 != " " }.prefix(limit))
  }

  private static func digits(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    scalars.filter { $0.properties.numericType != nil }
  }

  /// Letters that are missing, added, wrong, or in the wrong order; more than `limit` is `limit + 1`.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int {
    var before = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in left.indices {
      var current = [Int](repeating: i + 1, count: right.count + 1)
      var least = i + 1
      for j in right.indices {
        var cost = min(last[j + 1] + 1, current[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          cost = min(cost, before[j - 1] + 1)
        }
        current[j + 1] = cost
        least = min(least, cost)
      }
      if least > limit { return limit + 1 }
      (before, last) = (last, current)
    }
    return last[right.count]
  }

  /// Whether they have no letters of one script: a name and its translation.
  static func areOfDifferentScripts(_ first: String, _ second: String) -> Bool {
    let (left, right) = (script(first), script(second))
    return left != nil && right != nil && left != right
  }

  private enum Script { case latin, cyrillic, greek, arabic, hebrew, indic, thai, hangul, eastern }

  /// The one that most letters are of.
  private static func script(_ text: String) -> Script? {
    var counts: [Script: Int] = [:]
    for scalar in text.unicodeScalars.prefix(limit) {
      guard let script = script(scalar.value) else { continue }
      counts[script, default: 0] += 1
    }
    return counts.max { ($0.value, "\($1.key)") < ($1.value, "\($0.key)") }?.key
  }

  private static func script(_ value: UInt32) -> Script? {
    switch value {
    case 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: .latin
    case 0x370...0x3FF: .greek
    case 0x400...0x52F: .cyrillic
    case 0x590...0x5FF: .hebrew
    case 0x600...0x77F, 0xFB50...0xFDFF: .arabic
    case 0x900...0xDFF: .indic
    case 0xE00...0xE7F: .thai
    case 0x1100...0x11FF, 0xAC00...0xD7FF, 0x3130...0x318F: .hangul
    case 0x3040...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: .eastern
    default: nil
    }
  }
}
