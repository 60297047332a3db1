public import Models

/// The stretch of a track to lay under a video, and the moments in it at which an editor can cut on a beat.
public struct CutGrid: Sendable, Equatable {
  /// Seconds of the track.
  public let start: Double
  public let end: Double
  /// Seconds of the video, whose begin is the stretch's.
  public let beats: [Double]
  /// Of these beats those that begin bars.
  public let bars: [Double]
  /// Whether it begins with a beat.
  public let isOnBeat: Bool

  /// One that was cut elsewhere; nil for what is no stretch of time.
  public init?(start: Double, end: Double, beats: [Double], bars: [Double], isOnBeat: Bool) {
    guard start.isFinite, end.isFinite, start >= 0, end > start else { return nil }
    (self.start, self.end, self.beats, self.bars, self.isOnBeat) = (start, end, beats, bars, isOnBeat)
  }

  public var length: Double { end - start }

  /// Seconds that a stretch can be asked for.
  public static let lengths = 3.0...600.0
  /// A beat that is off by less is the one that is meant, in seconds.
  static let slack = 0.03

  /// From a moment of a track on, for so many seconds or to the end of the track.
  public init(from start: Double, length: Double, of pulse: Pulse, trackEnd: Double?) {
    let start = max(0, start), end = min(start + max(0, length), max(start, trackEnd ?? .infinity))
    self.start = start
    self.end = end
    // What begins a hair before the stretch is its first beat.
    func moments(_ times: [Double]) -> [Double] {
      times.since(start - Self.slack, before: end - Self.slack).map { max(0, $0 - Self.slack) }
    }
    beats = pulse.isEmpty ? [] : moments(pulse.beats)
    bars = pulse.isEmpty ? [] : moments(pulse.downbeats)
    isOnBeat = beats.first.map { $0 <= Self.slack } ?? false
  }

  /// The stretch that begins with a hook, as long as the videos of whoever asks: from the bar on with which the hook begins,
  /// and to the bar that ends nearest to that length. It begins some bars earlier where the track would end too soon. A
  /// hook that is no stretch of time has none; without a length it is as long as the hook.
  public init?(of hook: TrackHook, _ pulse: Pulse, length: Double? = nil, trackEnd: Double? = nil) {
    guard hook.isPossible else { return nil }
    let wanted = Self.wanted(length ?? hook.end - hook.start)
    let last = trackEnd ?? max(hook.end, pulse.beats.last ?? 0)
    let start = Self.start(hook.start, wanted, pulse, last: last)
    let end = Self.end(start + wanted, wanted, pulse, last: last)
    self.init(from: start, length: end - start, of: pulse, trackEnd: last)
    guard self.length > 0 else { return nil }
  }

  private static func wanted(_ length: Double) -> Double {
    length.isFinite ? min(max(length, lengths.lowerBound), lengths.upperBound) : lengths.lowerBound
  }

  /// The bar or the beat that is meant by a moment, or the moment itself where neither is near.
  static func snapped(_ time: Double, _ pulse: Pulse) -> Double {
    guard !pulse.isEmpty, let period = pulse.period else { return time }
    if let bar = pulse.downbeats.nearest(to: time), abs(bar - time) <= period / 2 { return bar }
    guard let beat = pulse.beats.nearest(to: time), abs(beat - time) <= period else { return time }
    return beat
  }

  private static func start(_ time: Double, _ wanted: Double, _ pulse: Pulse, last: Double) -> Double {
    let start = snapped(time, pulse)
    guard start + wanted > last + slack else { return start }
    let latest = max(0, last - wanted)
    guard !pulse.isEmpty else { return latest }
    let bars = pulse.downbeats.isEmpty ? pulse.beats : pulse.downbeats
    let place = bars.place(of: latest + slack)
    // A track without a bar that early is shorter than the video, or begins with what is none.
    return place > 0 ? bars[place - 1] : latest
  }

  /// How far from the wanted length the end of a bar may be, as a part of it.
  private static let play = 0.1

  private static func end(_ time: Double, _ wanted: Double, _ pulse: Pulse, last: Double) -> Double {
    let near = [pulse.downbeats, pulse.beats].lazy.compactMap { $0.nearest(to: time) }
      .first { abs($0 - time) <= wanted * play && $0 <= last }
    return min(last, near ?? time)
  }
}
