/// The correlated colour temperature of light.
///
/// An estimate: the mean linear colour is taken for the light (the "grey world"), its chromaticity goes through McCamy's
/// polynomial of 1992. A scene of green leaves thus says what colour the leaves gave it, not which lamp was on.
enum ColourTemperature {
  static let range = 1_500.0...25_000
  /// Farther from the line of glowing bodies (in the uv plane of 1960) a colour has no temperature.
  static let farthest = 0.04
  /// Less light than this is too dark to tell.
  private static let leastLight = 0.002

  static func kelvin(of light: LinearLight) -> Double? {
    let (r, g, b) = (light.red, light.green, light.blue)
    // sRGB's primaries and its white, D65.
    let x = 0.4124564 * r + 0.3575761 * g + 0.1804375 * b
    let y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
    let z = 0.0193339 * r + 0.1191920 * g + 0.9503041 * b
    let sum = x + y + z
    guard y > leastLight, sum > 0 else { return nil }
    let (cx, cy) = (x / sum, y / sum)
    guard abs(0.1858 - cy) > 1e-3 else { return nil }
    let n = (cx - 0.3320) / (0.1858 - cy)
    let kelvin = ((449 * n + 3525) * n + 6823.3) * n + 5520.33
    guard range.contains(kelvin), distance(cx, cy, from: kelvin) <= farthest else { return nil }
    return kelvin
  }

  /// From the glowing body of that temperature, whose place is Krystek's fit of 1985.
  private static func distance(_ x: Double, _ y: Double, from t: Double) -> Double {
    let u =
      (0.860117757 + 1.54118254e-4 * t + 1.28641212e-7 * t * t)
      / (1 + 8.42420235e-4 * t + 7.08145163e-7 * t * t)
    let v =
      (0.317398726 + 4.22806245e-5 * t + 4.20481691e-8 * t * t)
      / (1 - 2.89741816e-5 * t + 1.61456053e-7 * t * t)
    let scale = -2 * x + 12 * y + 3
    let (du, dv) = (4 * x / scale - u, 6 * y / scale - v)
    return (du * du + dv * dv).squareRoot()
  }
}
