/// The shots of a video, and how it passes from one to the next.
public struct Shots: Sendable, Equatable, Codable {
  public struct Shot: Sendable, Equatable, Codable {
    /// Seconds.
    public let start: Double
    public let end: Double

    public var length: Double { end - start }
  }

  /// In the order of time.
  public let transitions: [Transition]
  public let shots: [Shot]
  /// Of the video, in seconds.
  public let duration: Double
  /// What the times of the cuts suggest; nil when they suggest none.
  public let tempo: CutTempo?

  init(_ transitions: [Transition], start: Double, end: Double) {
    self.transitions = transitions
    duration = max(0, end - start)
    let bounds = [start] + transitions.map(\.time) + [end]
    shots = zip(bounds, bounds.dropFirst()).filter { $0 < $1 }.map(Shot.init)
    tempo = CutTempo(of: transitions.filter { $0.kind == .cut }.map(\.time))
  }

  public var cuts: [Transition] { transitions.filter { $0.kind == .cut } }

  /// Of all transitions; nil of what lasts no time.
  public var cutsPerMinute: Double? { duration > 0 ? Double(transitions.count) * 60 / duration : nil }

  /// Seconds; nil when there is no shot.
  public var medianLength: Double? {
    guard !shots.isEmpty else { return nil }
    let lengths = shots.map(\.length).sorted()
    return (lengths[(lengths.count - 1) / 2] + lengths[lengths.count / 2]) / 2
  }

  /// The same of a video that is known to end no later: how long its last frame is shown is a guess otherwise.
  public func ending(by end: Double) -> Shots {
    guard let first = shots.first, let last = shots.last, end > last.start, end < last.end else {
      return self
    }
    return Shots(transitions, start: first.start, end: end)
  }
}
