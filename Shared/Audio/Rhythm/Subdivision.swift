/// How beats are divided.
enum Subdivision {
  /// Whether sounds begin at both thirds of beats rather than at their halves. A swung half is the second third alone.
  static func isTernary(_ beats: [Double], _ curves: OnsetCurves) -> Bool {
    guard beats.count > 4 else { return false }
    let first = strength(beats, curves, at: 1.0 / 3), second = strength(beats, curves, at: 2.0 / 3)
    let half = strength(beats, curves, at: 0.5)
    return min(first, second) > half * 1.2 && first > 0.4 * second
  }

  private static func strength(_ beats: [Double], _ curves: OnsetCurves, at part: Double) -> Double {
    var sum = 0.0
    for (beat, next) in zip(beats, beats.dropFirst()) {
      let place = Int(((beat + (next - beat) * part) * curves.rate).rounded())
      let low = max(0, place - 2), high = min(curves.all.count - 1, place + 2)
      if low <= high { sum += Double(curves.all[low...high].max() ?? 0) }
    }
    return sum / Double(beats.count)
  }
}
