import Glibc

/// The strengths of the harmonics of a wave.
enum Spectrum: Int, Sendable, CaseIterable {
  case sine, triangle, square, saw, organ, reed, vowel

  /// Of the harmonic with this number, which counts from 1.
  func strength(_ harmonic: Int) -> Double {
    let n = Double(harmonic)
    return switch self {
    case .sine: harmonic == 1 ? 1 : 0
    case .triangle: harmonic % 2 == 1 ? (harmonic % 4 == 1 ? 1 : -1) / (n * n) : 0
    case .square: harmonic % 2 == 1 ? 0.7 / n : 0
    case .saw: 0.6 / n
    case .organ: [1, 2, 3, 4, 6, 8].contains(harmonic) ? 0.6 / n.squareRoot() : 0
    case .reed: (harmonic % 2 == 1 ? 0.8 : 0.35) / n
    // Strong where a sung vowel is: around the third and the eighth harmonic.
    case .vowel: 0.9 * (exp(-(n - 1) * (n - 1) / 6) + 0.5 * exp(-(n - 8) * (n - 8) / 5)) + 0.05 / n
    }
  }
}

/// One period of a wave, with as many harmonics as a pitch leaves room for.
struct Wavetable: Sendable {
  /// Two to the power of `bits`, and one more that repeats the first.
  let samples: [Float]

  private static let sine = (0...1 << Int(bits)).map { sin(2 * Double.pi * Double($0) / Double(1 << bits)) }
  static let pure = Wavetable(samples: sine.map(Float.init))
  /// For each spectrum, with 1, 2, 4, … 64 harmonics.
  private static let tables: [[Wavetable]] = Spectrum.allCases.map { spectrum in
    (0...6).map { Wavetable(spectrum, harmonics: 1 << $0) }
  }

  /// What can be played at this frequency without aliases.
  static func table(_ spectrum: Spectrum, frequency: Double, rate: Int) -> Wavetable {
    let room = max(1, min(64, Double(rate) * 0.45 / frequency))
    return tables[spectrum.rawValue][Int(log2(room))]
  }

  private init(samples: [Float]) { self.samples = samples }

  private init(_ spectrum: Spectrum, harmonics: Int) {
    let count = 1 << Int(Self.bits)
    let strengths = (1...harmonics).map { (number: $0, strength: spectrum.strength($0)) }
      .filter { $0.strength != 0 }
    samples = Self.sine.withUnsafeBufferPointer { sine in
      (0...count).map { index in
        var sum = 0.0
        for harmonic in strengths { sum += harmonic.strength * sine[index &* harmonic.number & (count &- 1)] }
        return Float(sum)
      }
    }
  }
}
