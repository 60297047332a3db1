/// What a sound is over time: speech, music, noise or silence, and how loud and lively it is.
public struct SoundCourse: Sendable, Equatable, Codable {
  /// A part of one kind.
  public struct Stretch: Sendable, Equatable, Codable {
    public var kind: Kind
    /// In seconds.
    public var start: Double
    public var end: Double

    public init(_ kind: Kind, start: Double, end: Double) {
      (self.kind, self.start, self.end) = (kind, start, end)
    }

    public var length: Double { end - start }
  }

  /// How many points a curve has at most, and how many stretches there are.
  public static let mostPoints = 512

  /// They cover the whole sound, in order; neighbours differ.
  public var stretches: [Stretch]
  /// Seconds between two points of the curves. The first is of the first so many seconds.
  public var step: Double
  /// How loud, busy and bright it is, from 0 to 1: the trait of that name, of the three seconds about a point.
  public var energy: [Double]
  /// Of the three seconds about a point, in LUFS; -70 for whatever is softer.
  public var loudness: [Double]

  public init(stretches: [Stretch], step: Double, energy: [Double], loudness: [Double]) {
    (self.stretches, self.step, self.energy, self.loudness) = (stretches, step, energy, loudness)
  }

  /// How much of the time is of a kind, from 0 to 1.
  public func share(of kind: Kind) -> Double {
    let all = stretches.reduce(0) { $0 + $1.length }
    return all > 0 ? stretches.reduce(0) { $1.kind == kind ? $0 + $1.length : $0 } / all : 0
  }
}
