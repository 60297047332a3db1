/// The parts of a beat: how strong sounds begin at each, on average, if the beat is so long.
struct Fold {
  private static let parts = 24
  private let curves: [[Double]]

  init(_ periodicity: Periodicity, period: Double) {
    var sums = [[Double]](repeating: [Double](repeating: 0, count: Self.parts), count: 3)
    let count = periodicity.prepared[0].count
    let span = max(1, Int(8 * periodicity.rate))
    // In spans short enough for the period to hold, each turned so that its strongest part is the first.
    for start in stride(from: 0, to: count, by: span) {
      let own = [0, 1, 3].map {
        Self.folded(periodicity.prepared[$0], start, min(count, start + span), period)
      }
      let first = own[0].indices.max { own[0][$0] < own[0][$1] } ?? 0
      for curve in 0..<3 {
        for part in 0..<Self.parts { sums[curve][part] += own[curve][(part + first) % Self.parts] }
      }
    }
    curves = sums.map { sum in
      let top = sum.map { abs($0) }.max() ?? 0
      return top > 0 ? sum.map { $0 / top } : sum
    }
  }

  func all(at part: Double) -> Double { value(curves[0], part) }
  func low(at part: Double) -> Double { value(curves[1], part) }
  func high(at part: Double) -> Double { value(curves[2], part) }

  private func value(_ curve: [Double], _ part: Double) -> Double {
    let at = Int((part * Double(Self.parts)).rounded())
    return max(curve[at - 1], curve[at], curve[(at + 1) % Self.parts])
  }

  private static func folded(_ curve: [Float], _ start: Int, _ end: Int, _ period: Double) -> [Double] {
    var sums = [Double](repeating: 0, count: parts), counts = sums
    for frame in start..<end {
      let turns = Double(frame) / period
      let part = min(parts - 1, Int((turns - turns.rounded(.down)) * Double(parts)))
      sums[part] += Double(max(0, curve[frame]))
      counts[part] += 1
    }
    return zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
  }
}
