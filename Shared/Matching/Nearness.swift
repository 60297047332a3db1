/// How near each moment of a stretch of a track is to a beat, in a table that is looked up millions of times.
struct Nearness {
  /// Seconds from one place of the table to the next.
  static let cell = 0.005
  /// Seconds by which a cut may miss a beat and still be seen with it.
  static let reach = 0.07
  /// What a bar's beginning counts for, where any beat counts 1.
  private static let barWeight = 1.25

  /// Seconds of the track that the table begins with.
  let start: Double
  private let values: [Float]

  /// Of the track from `start` to `end`.
  init(_ pulse: Pulse, from start: Double, to end: Double) {
    self.start = start
    var values = [Float](repeating: 0, count: max(1, Int(((end - start) / Self.cell).rounded(.up)) + 1))
    Self.add(pulse.beats, 1, to: &values, start)
    Self.add(pulse.downbeats, Self.barWeight, to: &values, start)
    self.values = values
  }

  private static func add(_ times: [Double], _ weight: Double, to values: inout [Float], _ start: Double) {
    let end = start + Double(values.count) * cell
    for time in times[times.place(of: start - reach)..<times.place(of: end + reach)] {
      let first = max(0, Int(((time - reach - start) / cell).rounded(.up)))
      let last = min(values.count - 1, Int((time + reach - start) / cell))
      guard first <= last else { continue }
      for place in first...last {
        let part = (start + Double(place) * cell - time) / reach
        values[place] = max(values[place], Float(weight * (1 - part * part)))
      }
    }
  }

  /// For each of so many places from the first on, how near the cuts of a film that begins there are to beats, together. Cuts
  /// are places, too; those beyond the table are near nothing.
  func sums(of cuts: [Int], into sums: inout [Float]) {
    for place in sums.indices { sums[place] = 0 }
    values.withUnsafeBufferPointer { values in
      sums.withUnsafeMutableBufferPointer { sums in
        for cut in cuts {
          let count = min(sums.count, values.count - cut)
          guard cut >= 0, count > 0 else { continue }
          for place in 0..<count { sums[place] += values[cut &+ place] }
        }
      }
    }
  }
}
