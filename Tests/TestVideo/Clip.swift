/// A video that is made to be analysed, with the truth about it. Its pictures are made when they are asked for, in any size.
public struct Clip: Sendable {
  /// The two halves of the kinds of scenes: methods are tuned on one and judged by the other, with which it has no kind
  /// of picture in common.
  public enum Split: String, Sendable, CaseIterable { case tuning, unseen }

  /// What a clip is made to be hard by.
  public enum Kind: String, Sendable, CaseIterable {
    case cuts, dissolves, fades, flashes, pans, handheld, sports, slideshow, letterbox, mixed, rapid, variable
  }

  public let name: String
  public let kind: Kind
  public let split: Split
  public let rate: FrameRate
  public let frameCount: Int
  public let transitions: [PlantedTransition]
  public let flashes: [PlantedFlash]

  let scenes: [Scene]
  /// The part of the picture's height that bars hide above, and again below.
  let bars: Double

  /// Seconds.
  public var duration: Double { rate.time(of: frameCount) }

  /// The first frames of the shots that begin with a cut.
  public var cutFrames: [Int] { transitions.filter { $0.kind == .cut }.map(\.frame) }

  public func time(of frame: Int) -> Double { rate.time(of: frame) }

  /// The first frame that is not shown before `time`.
  func frame(at time: Double) -> Int {
    (0...frameCount).first { self.time(of: $0) >= time - 1e-9 } ?? frameCount
  }
}

/// How one shot passes into the next.
public struct PlantedTransition: Sendable, Equatable {
  public enum Kind: String, Sendable { case cut, dissolve, fade }

  public let kind: Kind
  /// Seconds. Of a cut both are the time of the first frame of what follows.
  public let start: Double
  public let end: Double
  /// The first frame in which the next shot is seen.
  public let frame: Int
  /// What a fade passes through, 0 or 255.
  let through: UInt8

  public var middle: Double { (start + end) / 2 }
}

/// Light that comes and goes, and is no cut.
public struct PlantedFlash: Sendable, Equatable {
  public let frame: Int
  public let frameCount: Int
  /// 1 is white.
  let strength: Double
}

/// Frames a second, all as long as each other or in a pattern that repeats.
public struct FrameRate: Sendable, Equatable {
  /// Ticks a second.
  public let ticks: Int
  /// How many ticks frames last, in turn.
  public let pattern: [Int]
  private let sums: [Int]

  init(ticks: Int, pattern: [Int]) {
    (self.ticks, self.pattern) = (ticks, pattern)
    sums = pattern.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
  }

  public var isVariable: Bool { pattern.count > 1 }
  public var perSecond: Double { Double(ticks * pattern.count) / Double(sums[pattern.count]) }

  /// In ticks.
  public func place(of frame: Int) -> Int {
    frame / pattern.count * sums[pattern.count] + sums[frame % pattern.count]
  }

  func time(of frame: Int) -> Double { Double(place(of: frame)) / Double(ticks) }
}
