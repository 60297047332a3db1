/// Finds black bars from all frames of a video.
///
/// A line (row or column) of a bar is black in nearly every frame that shows anything; dark frames say nothing. Where the
/// bar ends there is a step of brightness: a night sky or a dark corner has none, and is no bar.
struct BarFinder: Sendable {
  /// The mean luma of a black line: what is left of noise, and of black at 16 of 255.
  private static let black = 26.0
  /// In this part of the frames at least; the rest may have a text on the bar.
  private static let mostFrames = 0.9
  /// A frame says something when its lines are, the lightest fifth of them, this light.
  private static let informative = 40.0
  /// The step where a bar ends, in luma, and as a part of the mean inside.
  private static let leastStep = 8.0
  private static let leastRelativeStep = 0.2
  /// Bars take less than this of a side together, or it is not known what the picture is.
  private static let mostOfSide = 0.85

  /// The lines of one direction.
  private struct Lines: Sendable {
    var blackCounts: [Int]
    var sums: [Double]

    init(count: Int) {
      blackCounts = [Int](repeating: 0, count: count)
      sums = [Double](repeating: 0, count: count)
    }

    mutating func add(_ means: [Double]) {
      for (index, mean) in means.enumerated() {
        sums[index] += mean
        if mean <= BarFinder.black { blackCounts[index] += 1 }
      }
    }
  }

  private var rows = Lines(count: 0)
  private var columns = Lines(count: 0)
  private var frames = 0
  private(set) var width = 0
  private(set) var height = 0

  /// A change of size starts anew.
  mutating func take(_ luma: LumaPlane) {
    if luma.width != width || luma.height != height {
      (width, height, frames) = (luma.width, luma.height, 0)
      (rows, columns) = (Lines(count: height), Lines(count: width))
    }
    let (rowMeans, columnMeans) = Self.means(luma)
    guard Self.isInformative(rowMeans), Self.isInformative(columnMeans) else { return }
    rows.add(rowMeans)
    columns.add(columnMeans)
    frames += 1
  }

  var letterbox: Letterbox {
    guard frames > 0 else { return .none }
    let (top, bottom) = bars(rows)
    let (left, right) = bars(columns)
    return Letterbox(top: top, bottom: bottom, left: left, right: right)
  }

  private static func means(_ luma: LumaPlane) -> (rows: [Double], columns: [Double]) {
    var rows = [Int64](repeating: 0, count: luma.height)
    var columns = [Int64](repeating: 0, count: luma.width)
    for y in 0..<luma.height {
      for x in 0..<luma.width {
        let value = Int64(luma.values[y &* luma.width &+ x])
        rows[y] &+= value
        columns[x] &+= value
      }
    }
    return (
      rows.map { Double($0) / Double(luma.width) / LumaPlane.unit },
      columns.map { Double($0) / Double(luma.height) / LumaPlane.unit }
    )
  }

  private static func isInformative(_ means: [Double]) -> Bool {
    let sorted = means.sorted()
    return sorted[min(sorted.count - 1, sorted.count * 9 / 10)] >= informative
  }

  private func bars(_ lines: Lines) -> (first: Int, last: Int) {
    let means = lines.sums.map { $0 / Double(frames) }
    let isBlack = lines.blackCounts.map { Double($0) >= Self.mostFrames * Double(frames) }
    let count = means.count
    let first = isBlack.prefix { $0 }.count
    let last = isBlack.reversed().prefix { $0 }.count
    guard first + last < count, Double(first + last) < Self.mostOfSide * Double(count) else { return (0, 0) }
    let inside = means[first..<count - last]
    let level = inside.reduce(0, +) / Double(inside.count)
    return (
      ends(means, at: first, level: level) ? first : 0,
      ends(means.reversed(), at: last, level: level) ? last : 0
    )
  }

  /// Whether there is a step within the two lines that scaling may have mixed.
  private func ends(_ means: [Double], at line: Int, level: Double) -> Bool {
    guard line > 0, line < means.count else { return false }
    let inside = means[min(means.count - 1, line + 1)]
    let outside = means[max(0, line - 2)]
    return inside - outside >= max(Self.leastStep, Self.leastRelativeStep * level)
  }
}
