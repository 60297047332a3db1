import Glibc

/// Mel-frequency cepstral coefficients: the shape of the spectrum, apart from its pitches.
public struct TimbreFrames: Sendable, Equatable {
  public static let coefficientCount = 13
  /// Frames a second.
  public let rate: Double
  /// `coefficientCount` a frame; the first speaks of loudness.
  public internal(set) var coefficients: [Float] = []

  public init(rate: Double) { self.rate = rate }
}

/// Makes cepstra of the mel bands of some frames.
final class TimbreDetector {
  private(set) var frames: TimbreFrames
  private let bandCount: Int
  private let cosines: [Float]
  private var logarithms: [Float]

  init(bandCount: Int, rate: Double) {
    frames = TimbreFrames(rate: rate)
    self.bandCount = bandCount
    logarithms = [Float](repeating: 0, count: bandCount)
    let norm = (2 / Double(bandCount)).squareRoot()
    cosines = (0..<TimbreFrames.coefficientCount).flatMap { row in
      (0..<bandCount).map { band in
        let scale = row == 0 ? norm / 2.0.squareRoot() : norm
        return Float(scale * cos(Double.pi * Double(row) * (Double(band) + 0.5) / Double(bandCount)))
      }
    }
  }

  func take(_ bands: UnsafePointer<Float>) {
    // In dB, from -100 on.
    let perOctave = Float(10 * log10(2.0))
    for at in stride(from: 0, to: bandCount, by: 4) {
      let value = fastLog2(lane(bands + at) + 1e-10) * perOctave
      for offset in 0..<4 { logarithms[at + offset] = value[offset] }
    }
    cosines.withUnsafeBufferPointer { cosines in
      logarithms.withUnsafeBufferPointer { logarithms in
        for row in 0..<TimbreFrames.coefficientCount {
          var sum: Float = 0
          for band in 0..<bandCount { sum += cosines[row * bandCount + band] * logarithms[band] }
          frames.coefficients.append(sum)
        }
      }
    }
  }
}
