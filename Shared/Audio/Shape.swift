import Glibc

/// How loud, bright and noisy some frames are.
public struct ShapeFrames: Sendable, Equatable {
  /// Frames a second.
  public let rate: Double
  /// Mean squares.
  public internal(set) var powers: [Float] = []
  /// The mean frequency, weighed by magnitude, in Hz; 0 in silence, as all that follows.
  public internal(set) var centroids: [Float] = []
  /// The frequency below which 85 % of the power lies, in Hz.
  public internal(set) var rolloffs: [Float] = []
  /// The geometric by the arithmetic mean of the power from 0.1 to 4 kHz: 0 is a tone, about 0.56 white noise.
  public internal(set) var flatness: [Float] = []
  /// From the weakest to the strongest part of an octave, averaged over four octaves, in dB.
  public internal(set) var contrasts: [Float] = []

  public init(rate: Double) { self.rate = rate }
}

/// Measures the shape of spectra of 1024 samples.
final class ShapeDetector {
  private static let perDecibel = Float(3.01029996)
  private static let octaves = [16..<32, 32..<64, 64..<128, 128..<256]

  private(set) var frames: ShapeFrames
  private let frequencyCount: Int
  private let hertzPerBin: Float
  private let flatRange: Range<Int>

  init(size: Int, sampleRate: Double, rate: Double) {
    frames = ShapeFrames(rate: rate)
    frequencyCount = size / 2
    hertzPerBin = Float(sampleRate / Double(size))
    let first = Int(100 / hertzPerBin) / 4 * 4, last = Int(4000 / hertzPerBin) / 4 * 4
    flatRange = first..<last
  }

  func take(_ power: UnsafePointer<Float>) {
    var sums = SIMD4<Float>.zero, magnitudes = SIMD4<Float>.zero, moments = SIMD4<Float>.zero
    var places = SIMD4<Float>(0, 1, 2, 3)
    for k in stride(from: 0, to: frequencyCount, by: 4) {
      let value = lane(power + k)
      let magnitude = value.squareRoot()
      sums += value
      magnitudes += magnitude
      moments += magnitude * places
      places += 4
    }
    let total = sums.sum()
    // A window of Hann spreads a sine over one and a half times its power.
    frames.powers.append(total / 3)
    guard total > 1e-12 else { return addSilence() }
    frames.centroids.append(moments.sum() / magnitudes.sum() * hertzPerBin)
    frames.rolloffs.append(rolloff(power, 0.85 * total))
    frames.flatness.append(flatness(power))
    frames.contrasts.append(contrast(power, floor: total * 1e-8))
  }

  private func addSilence() {
    frames.centroids.append(0)
    frames.rolloffs.append(0)
    frames.flatness.append(0)
    frames.contrasts.append(0)
  }

  private func rolloff(_ power: UnsafePointer<Float>, _ wanted: Float) -> Float {
    var sum: Float = 0
    for k in 0..<frequencyCount {
      sum += power[k]
      if sum >= wanted { return Float(k) * hertzPerBin }
    }
    return Float(frequencyCount) * hertzPerBin
  }

  private func flatness(_ power: UnsafePointer<Float>) -> Float {
    var sum = SIMD4<Float>.zero, logarithms = SIMD4<Float>.zero
    for k in stride(from: flatRange.lowerBound, to: flatRange.upperBound, by: 4) {
      let value = lane(power + k) + 1e-14
      sum += value
      logarithms += fastLog2(value)
    }
    let count = Float(flatRange.count)
    let mean = fastLog2(SIMD4(repeating: sum.sum() / count))[0]
    return exp2f(max(-60, logarithms.sum() / count - mean))
  }

  private func contrast(_ power: UnsafePointer<Float>, floor: Float) -> Float {
    var decibels: Float = 0
    for octave in Self.octaves {
      var low = Float.infinity, high: Float = 0
      for k in stride(from: octave.lowerBound, to: octave.upperBound, by: 4) {
        let sum = lane(power + k).sum()
        low = min(low, sum)
        high = max(high, sum)
      }
      let logs = fastLog2(SIMD4(high + floor, low + floor, 1, 1))
      decibels += (logs[0] - logs[1]) * Self.perDecibel
    }
    return decibels / Float(Self.octaves.count)
  }
}
