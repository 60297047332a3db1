import Glibc

/// The strengths of the harmonics of a wave.
struct Spectrum: Sendable, Equatable {
  /// Where a body or a mouth resonates, in Hertz.
  struct Formant: Sendable, Equatable {
    let center: Double
    let width: Double
    var gain = 1.0
  }

  /// How fast they fall: 1 as in a saw, 2 as in a triangle.
  var tilt = 1.0
  /// How strong the even ones are.
  var even = 1.0
  /// The first ones, if they are set one by one.
  var bars: [Double] = []
  var formants: [Formant] = []

  func strength(_ harmonic: Int, of frequency: Double) -> Double {
    if !bars.isEmpty { return harmonic <= bars.count ? bars[harmonic - 1] : 0 }
    let base = pow(Double(harmonic), -tilt) * (harmonic.isMultiple(of: 2) ? even : 1)
    guard !formants.isEmpty else { return base }
    return base
      * formants.reduce(0.04) { sum, formant in
        let distance = (Double(harmonic) * frequency - formant.center) / formant.width
        return sum + formant.gain * exp(-distance * distance)
      }
  }
}

/// What vibrates.
enum Source: Sendable, Equatable {
  /// Goes from one spectrum to another as it decays.
  case wave(bright: Spectrum, dark: Spectrum)
  /// A plucked string; both from 0 to 1.
  case string(damping: Double, brightness: Double)
  /// A sine whose phase swings with another.
  case modulated(ratio: Double, depth: Double)
  /// Partials that ring each for itself; `stretch` is the string's stiffness.
  case struck(partials: [Double], fall: Double, stretch: Double)
}
