import Glibc
import Models

/// How much of its reach a track has had: how many use it already, and how far it is past its peak.
///
/// Spread is the larger of two: the share of creators whom we know that used it (all of it at a quarter of them), and the
/// platform's own count (from ten thousand videos on, all of it at ten million). Half of that is held against a track at
/// its peak, and the whole of it when nobody uses it any more.
struct Saturation {
  let value: Double

  private static let fullShare = 0.25
  /// As many creators more are believed to be there: of a handful everybody is a large part.
  private static let unseen = 50.0
  private static let digits = 4.0...7.0
  /// Periods that a peak is told from.
  private static let peakSpan = 3

  init(_ uses: TrackUses, _ volume: UseVolume, _ course: UseCourse, _ states: BurstStates) {
    let share = Double(uses.creators) / (Double(max(volume.creators, uses.creators)) + Self.unseen)
    let counted = log10(Double(max(1, uses.counted?.last.value ?? 0)))
    let known = (counted - Self.digits.lowerBound) / (Self.digits.upperBound - Self.digits.lowerBound)
    let spread = min(1, max(0, share / Self.fullShare, known))
    value = spread * (1 + Self.spent(course, states)) / 2
  }

  /// From 0, at its peak, to 1; what never burst has no peak.
  private static func spent(_ course: UseCourse, _ states: BurstStates) -> Double {
    guard states.isBurst.contains(true) else { return 0 }
    let length = course.counts.count
    let levels = (peakSpan...length).compactMap { course.rate($0 - peakSpan..<$0) }
    guard let peak = levels.max(), peak > 0, let last = course.rate(length - peakSpan..<length) else {
      return 0
    }
    return min(1, max(0, 1 - last / peak))
  }
}
