/// How beats could make bars: so many in each, and which of the first is the first of a bar.
public struct BarPattern: Sendable, Equatable {
  static let lengths = [4, 3, 2]
  public static let all = lengths.flatMap { length in
    (0..<length).map { BarPattern(length: length, first: $0) }
  }

  public let length: Int
  public let first: Int
}

/// What speaks for bars: what is usual at each place of a bar, against the mean of all places.
///
/// BarPattern of four, three and two beats have numbers of their own, which are 0 for the others.
struct BarTraits {
  /// In the order of `BarPattern.all`.
  let values: [[Double]]

  init(_ row: BeatRow) {
    let curves = row.quarters + [row.grid.near[row.shift], row.grid.far[row.shift]]
    let news = row.grid.news[row.shift]
    let places = BarPattern.lengths.map { length in curves.map { Self.places($0, length) } }
    let newPlaces = BarPattern.lengths.map { Self.places(news, $0) }
    let empty = BarPattern.lengths.map { [Double](repeating: 0, count: $0 * curves.count) }
    values = BarPattern.all.map { bars in
      let kind = BarPattern.lengths.firstIndex(of: bars.length) ?? 0
      let begins = row.start.map { ($0 - bars.first) % bars.length == 0 } ?? false
      var common = [
        bars.length == 3 ? 1 : 0, bars.length == 2 ? 1 : 0,
        // Means are 0: so the others are as far below it as the first is above.
        newPlaces[kind][bars.first] * Double(bars.length) / Double(bars.length - 1), begins ? 1 : 0, 0, 0, 0,
      ]
      common[4 + kind] = Self.repetition(row.repetitions, bars.length)
      let own = places[kind].flatMap { curve in
        (0..<bars.length).map { curve[(bars.first + $0) % bars.length] }
      }
      return common + empty.indices.flatMap { $0 == kind ? own : empty[$0] }
    }
  }

  /// How much more alike bars of this length are than others.
  private static func repetition(_ repetitions: [Double], _ length: Int) -> Double {
    switch length {
    case 4: repetitions[2] - repetitions[1]
    case 3: repetitions[1] - max(repetitions[0], repetitions[2])
    default: repetitions[0] - repetitions[2]
    }
  }

  /// The mean of each so many-th value, against the mean of these.
  private static func places(_ values: [Double], _ length: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: length), counts = sums
    for at in values.indices {
      sums[at % length] += values[at]
      counts[at % length] += 1
    }
    let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
    let middle = BeatTwelfths.mean(means)
    return means.map { $0 - middle }
  }
}
