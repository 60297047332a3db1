import Glibc

/// The filter through which loudness is measured: a shelf for the head and a high pass.
///
/// The standard gives both for 48 kHz. Below that the shelf is matched where the bilinear transform would bend it: to
/// 0.05 dB at 8 kHz and 0.003 at 16, over the whole spectrum.
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
    let shelf = Self.shelfAt48k
    self.shelf =
      rate < 48_000 ? shelf.matched(from: 48_000, to: rate) : shelf.moved(from: 48_000, to: rate)
    highPass = Self.highPassAt48k.moved(from: 48_000, to: rate)
  }
}

extension KWeighting.Section {
  /// The same filter for another rate.
  func moved(from old: Double, to new: Double) -> KWeighting.Section {
    guard old != new else { return self }
    // In s, where z is (1 + s) / (1 - s): polynomials of the numerator and the denominator.
    let top = (b0 + b1 + b2, 2 * (b0 - b2), b0 - b1 + b2)
    let bottom = (1 + a1 + a2, 2 * (1 - a2), 1 - a1 + a2)
    let corner = (bottom.0 / bottom.2).squareRoot()
    let hertz = atan(corner) * old / Double.pi
    // The same at this frequency, which is far enough from the end of the spectrum at all rates.
    let kept = min(1000, hertz)
    let scale = tan(kept / old * Double.pi) / tan(kept / new * Double.pi)
    func digital(_ p: (Double, Double, Double)) -> (Double, Double, Double) {
      let (one, two) = (p.1 * scale, p.2 * scale * scale)
      return (p.0 + one + two, 2 * (p.0 - two), p.0 - one + two)
    }
    let (b, a) = (digital(top), digital(bottom))
    return KWeighting.Section(b0: b.0 / a.0, b1: b.1 / a.0, b2: b.2 / a.0, a1: a.1 / a.0, a2: a.2 / a.0)
  }
}

extension KWeighting.Section {
  /// Hertz at which a matched filter is right, as at both ends of its spectrum.
  private static let middle = 1000.0

  /// The same filter for a lower rate: its poles stay where they are in time, and its zeros go where they make it as
  /// strong as before (after Vicanek, "Matched second order digital filters").
  func matched(from old: Double, to new: Double) -> KWeighting.Section {
    let (a1, a2) = movedPoles(by: old / new)
    func wanted(_ hertz: Double) -> Double {
      let turn = 2 * Double.pi * hertz
      return Self.power(b0, b1, b2, turn / old) / Self.power(1, self.a1, self.a2, turn / old)
        * Self.power(1, a1, a2, turn / new)
    }
    let (low, high) = (wanted(0), wanted(new / 2))
    let sine = sin(Double.pi * Self.middle / new)
    let (weight, rest) = (sine * sine, 1 - sine * sine)
    let product = (wanted(Self.middle) - low * rest - high * weight) / (4 * weight * rest)
    let mean = (low.squareRoot() + high.squareRoot()) / 2
    let first = (mean + (mean * mean + product).squareRoot()) / 2
    return KWeighting.Section(
      b0: first, b1: (low.squareRoot() - high.squareRoot()) / 2, b2: -product / (4 * first), a1: a1, a2: a2)
  }

  /// Of a pair of conjugate poles whose steps are so much longer.
  private func movedPoles(by factor: Double) -> (Double, Double) {
    let radius = a2.squareRoot()
    let angle = acos(-a1 / (2 * radius))
    let moved = pow(radius, factor)
    return (-2 * moved * cos(angle * factor), moved * moved)
  }

  /// The squared magnitude of a polynomial, `turn` being radians a sample.
  private static func power(_ c0: Double, _ c1: Double, _ c2: Double, _ turn: Double) -> Double {
    let sine = sin(turn / 2) * sin(turn / 2), rest = 1 - sine
    let even = c0 + c1 + c2, odd = c0 - c1 + c2
    return even * even * rest + odd * odd * sine - 16 * c0 * c2 * rest * sine
  }
}
