/// Cuts a row of bars where one part ends and another begins.
struct Segmentation: Sendable, Equatable {
  /// What a part costs, in bars that are unlike the others of their part.
  private static let price = 1.4
  /// In bars.
  private static let longest = 32

  /// The first bars of all parts but the first.
  let bounds: [Int]
  let cost: Double

  init(_ likeness: Likeness) {
    let count = likeness.count
    let sums = Self.sums(likeness)
    var best = [Double](repeating: .infinity, count: count + 1)
    var previous = [Int](repeating: 0, count: count + 1)
    best[0] = 0
    for end in stride(from: 1, through: count, by: 1) {
      for start in max(0, end - Self.longest)..<end {
        let width = count + 1
        let inside =
          sums[end * width + end] - sums[start * width + end] - sums[end * width + start]
          + sums[start * width + start]
        let price = Self.price * (1 + Self.oddness(end - start, isFirst: start == 0, isLast: end == count))
        let total = best[start] + inside / Double(end - start) + price
        if total < best[end] { (best[end], previous[end]) = (total, start) }
      }
    }
    cost = best[count]
    var bounds: [Int] = [], end = count
    while end > 0, previous[end] > 0 {
      end = previous[end]
      bounds.append(end)
    }
    self.bounds = bounds.reversed()
  }

  /// Music is mostly made of four bars and four bars.
  private static func oddness(_ length: Int, isFirst: Bool, isLast: Bool) -> Double {
    let short = length < 4 ? 0.5 : 0
    guard !isLast else { return short }
    let odd = length % 2 != 0 ? 0.6 : length % 4 != 0 ? 0.3 : 0
    // What comes before the first bar of a piece may be counted as one.
    return short + (isFirst ? odd / 2 : odd)
  }

  /// Of unlikeness, over all rows and columns before.
  private static func sums(_ likeness: Likeness) -> [Double] {
    let width = likeness.count + 1
    var sums = [Double](repeating: 0, count: width * width)
    for row in 1..<max(1, width) {
      var line = 0.0
      for column in 1..<width {
        line += 1 - Double(likeness[row - 1, column - 1])
        sums[row * width + column] = sums[(row - 1) * width + column] + line
      }
    }
    return sums
  }
}
