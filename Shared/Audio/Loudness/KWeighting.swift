import Glibc

/// The filter through which loudness is measured: a shelf for the head and a high pass.
///
/// The standard gives both for 48 kHz. Other rates get theirs by the bilinear transform, and the numerator of the high
/// pass stays what it is, as in FFmpeg: at low rates that makes the whole a little louder, which for 1 kHz makes up for
/// what the shelf loses. Below 8 kHz it no longer would, and both filters are right at 1 kHz by themselves.
struct KWeighting: Sendable {
  /// Of one second-order filter, the first of the denominator being 1.
  struct Section: Sendable, Equatable {
    var b0: Double
    var b1: Double
    var b2: Double
    var a1: Double
    var a2: Double
  }

  static let shelfAt48k = Section(
    b0: 1.53512485958697, b1: -2.69169618940638, b2: 1.19839281085285, a1: -1.69065929318241,
    a2: 0.73248077421585)
  static let highPassAt48k = Section(b0: 1, b1: -2, b2: 1, a1: -1.99004745483398, a2: 0.99007225036621)

  let shelf: Section
  let highPass: Section

  init(rate: Double) {
    shelf = Self.shelfAt48k.moved(from: 48_000, to: rate, upTo: rate < 8000 ? 1000 : .infinity)
    let standard = Self.highPassAt48k
    var highPass = standard.moved(from: 48_000, to: rate)
    if rate >= 8000 { (highPass.b0, highPass.b1, highPass.b2) = (standard.b0, standard.b1, standard.b2) }
    self.highPass = highPass
  }
}

extension KWeighting.Section {
  /// The same filter for another rate. It is right at both ends of the spectrum and where it turns, or at a lower
  /// frequency.
  func moved(from old: Double, to new: Double, upTo most: Double = .infinity) -> KWeighting.Section {
    guard old != new else { return self }
    // In s, where z is (1 + s) / (1 - s): polynomials of the numerator and the denominator.
    let top = (b0 + b1 + b2, 2 * (b0 - b2), b0 - b1 + b2)
    let bottom = (1 + a1 + a2, 2 * (1 - a2), 1 - a1 + a2)
    let corner = (bottom.0 / bottom.2).squareRoot()
    let hertz = atan(corner) * old / Double.pi
    let kept = min(hertz, most)
    let scale = tan(kept / old * Double.pi) / tan(kept / new * Double.pi)
    func digital(_ p: (Double, Double, Double)) -> (Double, Double, Double) {
      let (one, two) = (p.1 * scale, p.2 * scale * scale)
      return (p.0 + one + two, 2 * (p.0 - two), p.0 - one + two)
    }
    let (b, a) = (digital(top), digital(bottom))
    return KWeighting.Section(b0: b.0 / a.0, b1: b.1 / a.0, b2: b.2 / a.0, a1: a.1 / a.0, a2: a.2 / a.0)
  }
}
