import Glibc

/// The twelfths of the beats of a row: what sounds at each, how the harmony changes there and what becomes new.
///
/// Rows that begin half, a third or a quarter of a beat later share it.
struct BeatTwelfths {
  static let parts = 12
  /// Twelfths that beats may be later than the row that was tracked.
  static let shifts = [0, 6, 3, 9, 4, 8]

  let beats: [Double]
  private let duration: Double
  /// A value each twelfth of low, middle and high, against their means.
  let bands: [[Double]]
  /// For each shift and beat: how far the notes of the beat after are from those of the beat before, and for two beats.
  let near: [[Double]]
  let far: [[Double]]
  /// For each shift and beat: how much a new part seems to begin, 0 but at the greatest of some beats.
  let news: [[Double]]

  /// One less than of the row, as the last has no length.
  var count: Int { beats.count - 1 }

  init(_ beats: [Double], _ around: BeatSurroundings) {
    self.beats = beats
    duration = around.duration
    let times = zip(beats, beats.dropFirst()).flatMap { beat, next in
      (0..<Self.parts).map { beat + (next - beat) * Double($0) / Double(Self.parts) }
    }
    bands = around.bands.map { curve in
      Self.standardized(
        times.map { Double(curve[min(max(0, Int(($0 * around.rate).rounded())), curve.count - 1)]) })
    }
    let lengths = zip(beats, beats.dropFirst()).map { $1 - $0 }
    func changes(_ span: Double) -> [[Double]] {
      let rows = Self.shifts.map { shift in
        lengths.indices.map {
          Self.change(around.notes, at: times[$0 * Self.parts + shift], span: span * lengths[$0])
        }
      }
      return Self.alike(rows)
    }
    near = changes(1)
    far = changes(2)
    news = Self.shifts.map { shift in
      Self.news(around, lengths.indices.map { times[$0 * Self.parts + shift] }, lengths)
    }
  }

  /// The beats that come so much later, a twelfth being 1. Of the last, the length is that of the one before.
  func row(shift: Int) -> [Double] {
    guard let last = beats.last, count > 0 else { return beats }
    let part = Double(shift) / Double(Self.parts)
    let row = zip(beats, beats.dropFirst()).map { $0 + ($1 - $0) * part }
    let end = last + (last - beats[count - 1]) * part
    return end < duration ? row + [end] : row
  }

  /// 1 less the cosine between the notes of the span before and of that after.
  private static func change(_ notes: RunningSums, at time: Double, span: Double) -> Double {
    var before = [Double](repeating: 0, count: 12), after = before
    notes.mean(from: time - span, to: time, into: &before)
    notes.mean(from: time, to: time + span, into: &after)
    var product = 0.0, one = 0.0, two = 0.0
    for note in 0..<12 {
      product += before[note] * after[note]
      one += before[note] * before[note]
      two += after[note] * after[note]
    }
    let norm = (one * two).squareRoot()
    return norm > 1e-9 ? 1 - product / norm : 0
  }

  private static func news(_ around: BeatSurroundings, _ times: [Double], _ lengths: [Double]) -> [Double] {
    let width = TimbreFrames.coefficientCount
    var before = [Double](repeating: 0, count: width), after = before
    let distances = times.indices.map { at -> Double in
      let span = 4 * lengths[at]
      around.timbre.mean(from: times[at] - span, to: times[at], into: &before)
      around.timbre.mean(from: times[at], to: times[at] + span, into: &after)
      return zip(before, after).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
    let heights = standardized(distances)
    return times.indices.map { at in
      let span = 4 * lengths[at]
      guard times[at] > span, times[at] + span < around.duration else { return 0 }
      let most = distances[max(0, at - 3)...min(distances.count - 1, at + 3)].reduce(0, max)
      return distances[at] == most ? max(0, heights[at]) : 0
    }
  }

  /// Rows against the mean of all, in deviations, cut at 3.
  private static func alike(_ rows: [[Double]]) -> [[Double]] {
    let means = rows.map(mean)
    let spread = mean(zip(rows, means).map { row, mean in deviation(row, mean) }) + 1e-6
    let middle = mean(means)
    return rows.map { $0.map { min(3, max(-3, ($0 - middle) / spread)) } }
  }

  private static func standardized(_ values: [Double]) -> [Double] {
    let mean = mean(values)
    let spread = deviation(values, mean)
    return spread > 1e-9 ? values.map { ($0 - mean) / spread } : values.map { _ in 0 }
  }

  static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  private static func deviation(_ values: [Double], _ mean: Double) -> Double {
    Self.mean(values.map { ($0 - mean) * ($0 - mean) }).squareRoot()
  }
}
