/// Chooses the frames that a film is known by, in one pass over them. It keeps a bounded number.
///
/// Which ones they are follows from the shots, not from where the film begins: a copy that begins later or was coded anew
/// gives frames of the same moments.
public struct KeyFrameFinder: Sendable {
  /// Frames of 90x160 take eleven megabytes then.
  private static let capacity = 256
  /// Of long shots a frame is chosen at least this often, in seconds, as long as there are not too many.
  private static let pace = 1.5

  private var kept: [Frame] = []
  /// Of each stretch of so many seconds the first frame is kept.
  private var step = 0.25
  private var last = -Double.infinity

  public init() {}

  /// Frames come in the order of time.
  public mutating func take(_ frame: Frame) {
    let place = (frame.time / step).rounded(.down)
    guard place > last else { return }
    last = place
    kept.append(frame)
    while kept.count > Self.capacity { thin() }
  }

  private mutating func thin() {
    step *= 2
    last = -.infinity
    kept = kept.filter { frame in
      let place = (frame.time / step).rounded(.down)
      defer { last = max(last, place) }
      return place > last
    }
  }

  /// The frames at the middle of each shot, or evenly over long ones, of the picture within its bars.
  public func print(of shots: Shots, within bars: Letterbox = .none) -> VideoPrint {
    let passages = shots.transitions.filter { $0.kind != .cut }
    let shown = Self.longest(shots.shots.filter { shot in kept.contains { shot.holds($0) } })
    let pace = Self.pace(of: shown)
    var chosen: Set<Int> = []
    for shot in shown {
      let own = kept.indices.filter { shot.holds(kept[$0]) }
      // What is half of the next shot is like neither.
      let clear = own.filter { index in
        !passages.contains { $0.start <= kept[index].time && kept[index].time <= $0.end }
      }
      for point in Self.points(of: shot, at: pace) {
        let nearest = (clear.isEmpty ? own : clear).min {
          abs(kept[$0].time - point) < abs(kept[$1].time - point)
        }
        if let nearest { chosen.insert(nearest) }
      }
    }
    if chosen.isEmpty, !kept.isEmpty { chosen.insert(kept.count / 2) }
    return VideoPrint(
      chosen.sorted().map { index in
        VideoPrint.KeyFrame(
          time: kept[index].time, descriptor: FrameDescriptor(kept[index], within: bars))
      })
  }

  /// No more shots than frames are wanted. Which are the longest is the same in every copy.
  private static func longest(_ shots: [Shots.Shot]) -> [Shots.Shot] {
    guard shots.count > VideoPrint.mostFrames else { return shots }
    return Array(
      shots.sorted { ($0.length, $1.start) > ($1.length, $0.start) }.prefix(VideoPrint.mostFrames))
  }

  private static func points(of shot: Shots.Shot, at pace: Double) -> [Double] {
    let count = Self.count(shot, pace)
    return (0..<count).map { shot.start + shot.length * (Double($0) + 0.5) / Double(count) }
  }

  private static func count(_ shot: Shots.Shot, _ pace: Double) -> Int {
    Int(min(Double(VideoPrint.mostFrames + 1), max(1, (shot.length / pace).rounded())))
  }

  /// Seconds from frame to frame of a shot, so that there are not too many.
  private static func pace(of shots: [Shots.Shot]) -> Double {
    var pace = Self.pace
    while pace.isFinite, shots.reduce(0, { $0 + count($1, pace) }) > VideoPrint.mostFrames {
      pace *= 2
    }
    return pace
  }
}

extension Shots.Shot {
  fileprivate func holds(_ frame: Frame) -> Bool { frame.time >= start && frame.time < end }
}
