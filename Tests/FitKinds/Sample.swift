import Audio

/// What is known of some seconds of sound.
struct Sample: CustomStringConvertible {
  /// One of `KindJudge.kinds`, by its place.
  let kind: Int
  let source: String
  let values: [Double]

  init(kind: Int, source: String, values: [Double]) {
    (self.kind, self.source, self.values) = (kind, source, values)
  }

  /// As it describes itself.
  init?(_ line: String) {
    let words = line.split(separator: "\t")
    guard words.count == 3, let kind = KindJudge.kinds.firstIndex(where: { $0.rawValue == words[0] }) else {
      return nil
    }
    let values = words[2].split(separator: " ").compactMap { Double($0) }
    guard values.count == KindTraits.names.count else { return nil }
    self.init(kind: kind, source: String(words[1]), values: values)
  }

  var description: String {
    let numbers = values.map { "\(($0 * 1e5).rounded() / 1e5)" }.joined(separator: " ")
    return "\(KindJudge.kinds[kind].rawValue)\t\(source)\t\(numbers)"
  }
}
