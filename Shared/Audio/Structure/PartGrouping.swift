/// Groups parts that repeat each other, by average linkage that is weighted by lengths.
struct PartGrouping {
  /// Parts that are less alike than this at their best alignment are different ones,
  private static let usualLimit = 0.77
  /// unless there is a clear gap between those that are alike and those that are not, somewhere in here.
  private static let limits = 0.7...0.95
  private static let clearGap = 0.1

  private let count: Int
  /// Of the likeness of each two groups times their sizes.
  private var sums: [[Double]]
  private var sizes: [Double]
  private var isGroup: [Bool]

  init(_ ranges: [Range<Int>], alike alignment: (Range<Int>, Range<Int>) -> Double) {
    count = ranges.count
    sizes = ranges.map { Double($0.count) }
    isGroup = ranges.map { _ in true }
    sums = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for one in 0..<count {
      for other in stride(from: one + 1, to: count, by: 1) {
        let isShort = min(ranges[one].count, ranges[other].count) < 2
        let alike = isShort ? -1 : alignment(ranges[one], ranges[other])
        sums[one][other] = alike * sizes[one] * sizes[other]
        sums[other][one] = sums[one][other]
      }
    }
  }

  /// For each part the first part of its group.
  consuming func labels() -> [Int] {
    let size = count
    var merges: [(one: Int, other: Int)] = [], heights: [Double] = []
    while let pair = closest() {
      merge(pair.one, pair.other)
      merges.append((pair.one, pair.other))
      heights.append(min(pair.likeness, heights.last ?? 1))
    }
    var labels = Array(0..<size)
    for merged in merges.prefix(Self.cut(heights)) {
      for place in 0..<size where labels[place] == merged.other { labels[place] = merged.one }
    }
    return labels
  }

  /// How many merges are right.
  private static func cut(_ heights: [Double]) -> Int {
    var best = clearGap
    var cut: Int?
    for place in heights.indices.dropFirst() {
      let gap = min(heights[place - 1], limits.upperBound) - max(heights[place], limits.lowerBound)
      if gap > best { (best, cut) = (gap, place) }
    }
    return cut ?? heights.count { $0 > usualLimit }
  }

  private func closest() -> (one: Int, other: Int, likeness: Double)? {
    var best: (one: Int, other: Int, likeness: Double)?
    for one in 0..<count where isGroup[one] {
      for other in stride(from: one + 1, to: count, by: 1) where isGroup[other] {
        let alike = sums[one][other] / (sizes[one] * sizes[other])
        if alike > best?.likeness ?? -.infinity { best = (one, other, alike) }
      }
    }
    return best
  }

  private mutating func merge(_ one: Int, _ other: Int) {
    isGroup[other] = false
    for place in 0..<count where isGroup[place] {
      sums[one][place] += sums[other][place]
      sums[place][one] = sums[one][place]
    }
    sizes[one] += sizes[other]
  }
}
