import Glibc

/// What comes again how many times a beat: where kicks, snares and hats are struck, whatever beat bars begin with.
struct BeatPattern {
  /// Times a beat: a bar of four beats is a quarter, one of three a third; three is a triplet, four are sixteenths.
  static let rates: [(name: String, value: Double)] =
    (1...16).map { ("\($0)/4", Double($0) / 4) } + [1, 2, 4, 5, 7, 8].map { ("\($0)/3", Double($0) / 3) }
  private static let parts = 12
  /// Whose phases are compared between bands.
  private static let compared = [0, 1, 3, 7]

  static let names: [String] =
    ["low", "middle", "high"].flatMap { band in
      (0..<parts).map { "\(band) at \($0)/12" } + rates.map { "\(band) \($0.name)" }
    } + ["middle", "high"].flatMap { band in compared.map { "\(band) against low \(rates[$0].name)" } }

  private(set) var values: [Double] = []

  init(_ beats: [Double], _ curves: OnsetCurves) {
    let times = zip(beats, beats.dropFirst()).flatMap { beat, next in
      (0..<Self.parts).map { beat + (next - beat) * Double($0) / Double(Self.parts) }
    }
    guard times.count >= 4 * Self.parts else {
      values = [Double](repeating: 0, count: Self.names.count)
      return
    }
    var waves: [[SIMD2<Double>]] = []
    for curve in [curves.low, curves.middle, curves.high] {
      let strokes = Self.strokes(curve, at: times, rate: curves.rate)
      let level = max(1e-6, strokes.mean)
      let places = (0..<Self.parts).map { part in
        stride(from: part, to: strokes.count, by: Self.parts).map { strokes[$0] }.mean / level
      }
      let wave = Self.rates.map { Self.wave(strokes, $0.value) / level }
      values += places + wave.map { ($0 * $0).sum().squareRoot() }
      waves.append(wave)
    }
    for band in waves.dropFirst() {
      values += Self.compared.map { at in
        let (one, two) = (waves[0][at], band[at])
        let norm = ((one * one).sum() * (two * two).sum()).squareRoot()
        return norm > 1e-9 ? (one * two).sum() / norm * min(1, norm * 4) : 0
      }
    }
  }

  /// The greatest about each moment, as players are not exact.
  private static func strokes(_ curve: [Float], at times: [Double], rate: Double) -> [Double] {
    times.indices.map { at in
      let place = Int((times[at] * rate).rounded())
      let low = max(0, place - 1), high = min(curve.count - 1, place + 1)
      return low <= high ? Double(curve[low...high].max() ?? 0) : 0
    }
  }

  /// How much of the strokes comes so many times a beat, and where.
  private static func wave(_ strokes: [Double], _ rate: Double) -> SIMD2<Double> {
    // Whole turns of all rates: twelve beats.
    let length = strokes.count >= 12 * parts ? strokes.count / (12 * parts) * 12 * parts : strokes.count
    var sum = SIMD2<Double>.zero
    for at in 0..<length {
      let angle = 2 * Double.pi * Double(at) * rate / Double(parts)
      sum += SIMD2(cos(angle), sin(angle)) * strokes[at]
    }
    return sum / Double(length)
  }
}
