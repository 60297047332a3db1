/// How alike bars are where the later ones are played in a higher key, as last choruses often are.
struct Transposition: Sendable {
  /// Semitones that a piece may rise.
  private static let steps = 1...3
  /// Of several keys the best is taken, which is a little alike by chance.
  private static let price = 0.03

  let features: BeatFeatures
  let bars: BarGrid
  let likeness: Likeness

  /// How alike two stretches are at their best alignment, in whatever key the later is.
  func alignment(_ one: Range<Int>, _ other: Range<Int>) -> Double {
    let (first, second) = one.lowerBound <= other.lowerBound ? (one, other) : (other, one)
    let plain = likeness.alignment(first, second)
    return Self.steps.reduce(plain) { best, step in
      let risen = likeness.alignment(first, second) { likeness[$0, $1] + gain($0, $1, step) }
      return max(best, risen - Self.price)
    }
  }

  /// How much more alike a bar is to another where that one is taken to be higher.
  private func gain(_ bar: Int, _ other: Int, _ step: Int) -> Float {
    let width = BeatFeatures.width
    var plain: Float = 0, risen: Float = 0
    for beat in 0..<bars.beatsPerBar {
      let one = (bars.firstBeat(bar) + beat) * width, two = (bars.firstBeat(other) + beat) * width
      for note in 0..<12 {
        let value = features.values[one + note]
        let same = value - features.values[two + note]
        let higher = (note + step) % 12
        let moved =
          value + features.noteMeans[note] - features.values[two + higher] - features.noteMeans[higher]
        plain += same * same
        risen += moved * moved
      }
    }
    return (plain - risen) / Float(2 * bars.beatsPerBar)
  }
}
