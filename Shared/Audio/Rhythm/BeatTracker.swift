import Glibc

/// Finds the beats of a curve by dynamic programming (Ellis 2007, "Beat tracking by dynamic programming"): the row of
/// moments that lie on onsets and keep the distance.
struct BeatTracker {
  /// How much a distance that is not the period costs, in onsets of usual strength.
  private static let tightness: Float = 100
  /// Frames that an onset shows itself before it comes, as frames look ahead.
  private static let lead = -0.3
  /// Seconds by which sounds that swell are heard late. What is heard lies in the middle of the swelling; some of it is
  /// given back, so that neither who counts from its beginning nor who counts from its middle is far off.
  private static let slowLead = 0.055

  private let rate: Double
  /// Onsets of usual strength are about 1.
  private let strengths: [Float]
  /// As sharp as it came.
  private let sharp: [Float]

  init(_ curves: OnsetCurves) {
    rate = curves.rate
    sharp = curves.all
    let mixed = zip(curves.all, curves.low).map { $0 + 0.5 * $1 }
    let detrended = Smoothing.detrended(mixed, radius: Int(0.4 * rate)).map { max(0, $0) }
    let squares = Smoothing.mean(detrended.map { $0 * $0 }, radius: Int(4 * rate))
    let floor = (squares.max() ?? 0) * 1e-3 + 1e-9
    strengths = Smoothing.softened(zip(detrended, squares).map { $0 / max($1, floor).squareRoot() })
  }

  /// When the beats are, in seconds, given the period around each frame.
  func beats(periods: [Double]) -> [Double] {
    guard strengths.count > 4, periods.count == strengths.count else { return [] }
    let (scores, previous) = walked(periods)
    guard let last = end(scores, period: periods[periods.count - 1]) else { return [] }
    var frames: [Int] = []
    var frame = last
    while frame >= 0 {
      frames.append(frame)
      frame = Int(previous[frame])
    }
    let slowness = slowness(frames)
    return frames.reversed().map { max(0, (refined($0) + Self.lead) / rate - Self.slowLead * slowness) }
  }

  /// Where sounds swell, rather than begin, at most frames: 0 where they begin at once, 1 where they take a tenth of a
  /// second or more.
  private func slowness(_ frames: [Int]) -> Double {
    guard frames.count >= 8 else { return 0 }
    let reach = -10...10
    let profile = reach.map { lag in
      frames.reduce(0) { $0 + Double(sharp[min(max(0, $1 + lag), sharp.count - 1)]) } / Double(frames.count)
    }
    let bottom = profile.min() ?? 0
    let top = (profile[9...11].max() ?? 0) - bottom
    guard top > 0 else { return 0 }
    let after = (profile[13...16].reduce(0, +) / 4 - bottom) / top
    let usual = sharp.reduce(0) { $0 + Double($1) } / Double(sharp.count) / profile[10]
    return min(1, max(0, (after - 0.07) / 0.07)) * min(1, max(0, (usual - 0.15) / 0.08))
  }

  private func walked(_ periods: [Double]) -> (scores: [Float], previous: [Int32]) {
    var scores = strengths
    var previous = [Int32](repeating: -1, count: strengths.count)
    var costs: [Float] = []
    var priced = 0.0
    scores.withUnsafeMutableBufferPointer { scores in
      for frame in scores.indices {
        let period = periods[frame]
        let near = max(1, Int(period * 0.6)), far = Int(period * 1.6) + 1
        if period != priced {
          costs = (near...far).map { distance in
            let stretch = Float(log(Double(distance) / period))
            return Self.tightness * stretch * stretch
          }
          priced = period
        }
        guard frame >= near else { continue }
        var best: Float = 0
        var from: Int32 = -1
        for distance in near...min(far, frame) {
          let score = scores[frame - distance] - costs[distance - near]
          if score > best {
            best = score
            from = Int32(frame - distance)
          }
        }
        scores[frame] += best
        previous[frame] = from
      }
    }
    return (scores, previous)
  }

  /// The best last beat is in the last period, unless the end is silent.
  private func end(_ scores: [Float], period: Double) -> Int? {
    let tail = max(0, scores.count - Int(period))
    var best = tail
    for frame in tail..<scores.count where scores[frame] > scores[best] { best = frame }
    return scores[best] > 0 ? best : nil
  }

  /// The place of the peak of the sharp curve near a frame, between frames.
  private func refined(_ frame: Int) -> Double {
    let low = max(1, frame - 2), high = min(sharp.count - 2, frame + 2)
    guard low <= high else { return Double(frame) }
    var best = frame
    for at in low...high where sharp[at] > sharp[min(max(best, low), high)] { best = at }
    guard (low...high).contains(best) else { return Double(frame) }
    let before = Double(sharp[best - 1]), top = Double(sharp[best]), after = Double(sharp[best + 1])
    let bend = before - 2 * top + after
    guard top >= before, top >= after, bend < 0 else { return Double(frame) }
    return Double(best) + 0.5 * (before - after) / bend
  }
}
