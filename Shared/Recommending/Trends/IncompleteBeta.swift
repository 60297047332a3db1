import Glibc

/// How often a number drawn from a Beta distribution is at most `limit`. Shapes are above 0.
///
/// By its continued fraction (modified Lentz), on the side where that converges fast; where both shapes are large the
/// logarithm of the odds is as good as normal.
func betaShare(below limit: Double, _ first: Double, _ second: Double) -> Double {
  guard limit > 0 else { return 0 }
  guard limit < 1 else { return 1 }
  if min(first, second) > 2_000 {
    let centre = log(first / second), width = (1 / first + 1 / second).squareRoot()
    return normalShare(below: (log(limit / (1 - limit)) - centre) / width)
  }
  let isMirrored = limit > (first + 1) / (first + second + 2)
  let (a, b, x) = isMirrored ? (second, first, 1 - limit) : (first, second, limit)
  let front = exp(a * log(x) + b * log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a
  let share = min(1, max(0, front * fraction(a, b, x)))
  return isMirrored ? 1 - share : share
}

func normalShare(below limit: Double) -> Double { 0.5 * erfc(-limit / 2.0.squareRoot()) }

/// The variant without the C library's global sign.
func logGamma(_ value: Double) -> Double {
  var sign: Int32 = 0
  return lgamma_r(value, &sign)
}

private func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
  let tiny = 1e-300
  func bounded(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
  var numerator = 1.0, denominator = 1 / bounded(1 - (a + b) * x / (a + 1))
  var product = denominator
  // It takes about the root of the larger shape.
  for step in 1...20_000 {
    let m = Double(step)
    for term in [
      m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
      -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
    ] {
      denominator = 1 / bounded(1 + term * denominator)
      numerator = bounded(1 + term / numerator)
      product *= denominator * numerator
    }
    if abs(denominator * numerator - 1) < 1e-14 { break }
  }
  return product
}
