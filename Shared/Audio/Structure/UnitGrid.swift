/// The moments that cut a sound into units to compare: its beats, or even steps where it keeps none.
struct UnitGrid: Sendable, Equatable {
  private static let step = 0.5
  private static let leastBeats = 8
  /// Seconds; no music beats faster.
  private static let leastDistance = 0.12

  /// In seconds, one more than units.
  let times: [Double]
  let isBeaten: Bool

  var count: Int { max(0, times.count - 1) }

  init(beats: [Double], duration: Double) {
    var kept: [Double] = []
    for beat in beats where beat >= 0 && beat <= duration {
      if let last = kept.last, beat - last < Self.leastDistance { continue }
      kept.append(beat)
    }
    isBeaten = kept.count >= Self.leastBeats
    times = isBeaten ? kept : stride(from: 0, through: duration, by: Self.step).map { $0 }
  }

  /// The unit boundary that is nearest to a moment.
  func nearest(to time: Double) -> Int {
    var low = 0, high = times.count - 1
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < time { low = middle + 1 } else { high = middle }
    }
    guard low > 0, time - times[low - 1] < times[low] - time else { return low }
    return low - 1
  }
}
