public import Models

/// When the beats of a track come, and which of them begin bars. In seconds of the track, in their order.
public struct Pulse: Sendable, Equatable {
  public let beats: [Double]
  public let downbeats: [Double]

  /// More are of no track.
  private static let limit = 100_000
  /// Two beats that are nearer than this are one.
  private static let leastGap = 0.05
  /// A day, in seconds.
  private static let latest = 86_400.0

  /// Takes times as they are stored or measured: what is no time of a track is left out.
  public init(beats: [Double], downbeats: [Double] = []) {
    self.beats = Self.times(beats)
    self.downbeats = Self.times(downbeats)
  }

  public init(_ beats: TrackBeats) { self.init(beats: beats.beats, downbeats: beats.downbeats) }

  private static func times(_ times: [Double]) -> [Double] {
    let sorted = times.lazy.filter { (0...latest).contains($0) }.prefix(limit).sorted()
    return sorted.reduce(into: []) { kept, time in
      guard let last = kept.last else { return kept.append(time) }
      if time - last >= leastGap { kept.append(time) }
    }
  }

  /// Nothing can be laid on one beat.
  public var isEmpty: Bool { beats.count < 2 }

  /// Seconds from beat to beat, mostly; nil without two beats.
  public var period: Double? { Self.medianGap(beats) }

  /// Seconds from bar to bar, mostly; four beats where nobody knows the bars.
  public var barPeriod: Double? { Self.medianGap(downbeats) ?? period.map { $0 * 4 } }

  private static func medianGap(_ times: [Double]) -> Double? {
    guard times.count > 1 else { return nil }
    return zip(times.dropFirst(), times).map { $0 - $1 }.sorted()[(times.count - 1) / 2]
  }
}

extension [Double] {
  /// Of sorted times: the place of the first that is not before `time`.
  func place(of time: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Of sorted times the one nearest to `time`; nil without any.
  func nearest(to time: Double) -> Double? {
    let after = place(of: time)
    return [after - 1, after].filter(indices.contains).map { self[$0] }
      .min { abs($0 - time) < abs($1 - time) }
  }

  /// Of sorted times those from `start` to before `end`, counted from `start`.
  func since(_ start: Double, before end: Double) -> [Double] {
    self[place(of: start)..<Swift.max(place(of: start), place(of: end))].map { $0 - start }
  }
}
