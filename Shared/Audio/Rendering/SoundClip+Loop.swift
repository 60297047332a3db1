import Glibc

extension SoundClip {
  /// Seconds that the end may be moved so that waves meet.
  private static let play = 0.012

  /// What can be played over and over: from `start` to about `end`, in seconds, its last part crossfaded into what
  /// comes before `start`, and its length such that the waves at both ends fit best.
  public func loop(from start: Double, to end: Double, crossfade: Double = 0.01) -> SoundClip {
    let first = place(start)
    let wanted = min(max(first, place(end)), count)
    let last = fitted(first, wanted)
    let faded = min(first, (last - first) / 2, Int(crossfade * Double(rate)))
    let alike = max(0, likeness(first, last, reach: max(1, faded)))
    return SoundClip(
      rate: rate,
      channels: channels.map { samples in
        var cut = Array(samples[first..<last])
        for index in 0..<faded {
          let angle = (Double(index) + 0.5) / Double(faded) * Double.pi / 2
          // Waves that are alike add up, others only their power does.
          let norm = 1 / (1 + alike * sin(2 * angle)).squareRoot()
          let at = cut.count - faded + index
          cut[at] =
            Float(norm * cos(angle)) * cut[at]
            + Float(norm * sin(angle)) * samples[first - faded + index]
        }
        return cut
      })
  }

  /// The place near `last` around which it sounds most as around `first`.
  private func fitted(_ first: Int, _ last: Int) -> Int {
    let play = Int(Self.play * Double(rate)), reach = Int(0.03 * Double(rate))
    guard first >= reach, last - first > 2 * (reach + play), last + reach + play <= count else { return last }
    var best = last, top = likeness(first, last, reach: reach)
    for distance in stride(from: 1, through: play, by: 1) {
      for place in [last - distance, last + distance] {
        let value = likeness(first, place, reach: reach)
        // Only what is clearly better is worth moving for.
        if value > top + 1e-3 { (best, top) = (place, value) }
      }
    }
    return best
  }

  /// The correlation of what lies around two places, or before them at the ends of the sound.
  private func likeness(_ one: Int, _ other: Int, reach: Int) -> Double {
    let before = min(reach, one, other), after = min(reach, count - one, count - other)
    var product = 0.0, first = 1e-12, second = 1e-12
    for samples in channels {
      for offset in -before..<max(-before, after) {
        let (a, b) = (Double(samples[one + offset]), Double(samples[other + offset]))
        product += a * b
        first += a * a
        second += b * b
      }
    }
    return product / (first * second).squareRoot()
  }
}
