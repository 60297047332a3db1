import Glibc

/// What pitches sound in each frame: 60 classes of 20 cents, the first at A.
public struct PitchFrames: Sendable, Equatable {
  public static let binCount = 60
  /// Frames a second.
  public let rate: Double
  /// `binCount` magnitudes a frame.
  public internal(set) var bins: [Float] = []
  /// The root of the power of each frame between 50 and 1500 Hz.
  public internal(set) var levels: [Float] = []
  /// How much of that power lies in its peaks, from 0, noise, to about 1, tones.
  public internal(set) var clarity: [Float] = []
  /// Twice the sum of magnitude times the direction of the distance to the nearest note of 440 Hz tuning.
  public internal(set) var tuning = SIMD2<Double>.zero

  public init(rate: Double) { self.rate = rate }
}

/// Finds the peaks of spectra.
final class PitchDetector {
  private static let most = 60

  private(set) var frames: PitchFrames
  private let first: Int
  private let last: Int
  private let hertzPerBin: Float
  private var peaks: [(place: Float, magnitude: Float)] = []

  init(size: Int, sampleRate: Double, rate: Double) {
    frames = PitchFrames(rate: rate)
    hertzPerBin = Float(sampleRate / Double(size))
    first = Int(50 / hertzPerBin)
    last = Int(1500 / hertzPerBin)
  }

  func take(_ power: UnsafePointer<Float>) {
    var total: Float = 0, top: Float = 0
    for k in first...last {
      total += power[k]
      top = max(top, power[k])
    }
    let start = frames.bins.count
    frames.bins.append(contentsOf: repeatElement(0, count: PitchFrames.binCount))
    frames.levels.append(total.squareRoot())
    guard top > 1e-12 else { return frames.clarity.append(0) }
    collect(power, above: top * 1e-4)
    var inPeaks: Float = 0
    for peak in peaks {
      inPeaks += peak.magnitude * peak.magnitude
      add(peak, at: start)
    }
    // A peak of a Hann window has one and a half times the power of its middle.
    frames.clarity.append(min(1, inPeaks * 1.5 / total))
  }

  /// The largest local maxima, in the order of their frequency.
  private func collect(_ power: UnsafePointer<Float>, above least: Float) {
    peaks.removeAll(keepingCapacity: true)
    for k in first...last {
      let value = power[k]
      guard value > least, value > power[k - 1], value >= power[k + 1] else { continue }
      let logs = fastLog2(
        SIMD4(power[k - 1], value, power[k + 1], 1).replacing(
          with: 1e-20, where: SIMD4(power[k - 1], value, power[k + 1], 1) .< 1e-20))
      let bend = logs[0] - 2 * logs[1] + logs[2]
      let offset = bend < 0 ? 0.5 * (logs[0] - logs[2]) / bend : 0
      peaks.append((Float(k) + offset, value.squareRoot()))
    }
    guard peaks.count > Self.most else { return }
    let limit = peaks.map(\.magnitude).sorted(by: >)[Self.most - 1]
    peaks.removeAll { $0.magnitude < limit }
  }

  private func add(_ peak: (place: Float, magnitude: Float), at start: Int) {
    // In semitones above A, 55 Hz.
    let pitch = 12 * fastLog2(SIMD4(repeating: peak.place * hertzPerBin / 55))[0]
    let cents = pitch - pitch.rounded()
    let (sine, cosine) = turn(cents)
    frames.tuning += SIMD2(cosine, sine) * Double(peak.magnitude)
    let perBin = Float(PitchFrames.binCount) / 12
    let place = pitch * perBin
    let below = place.rounded(.down)
    let part = place - below
    let bin = (Int(below) % PitchFrames.binCount + PitchFrames.binCount) % PitchFrames.binCount
    frames.bins[start + bin] += peak.magnitude * (1 - part)
    frames.bins[start + (bin + 1) % PitchFrames.binCount] += peak.magnitude * part
  }

  /// Sine and cosine of so many whole turns.
  private func turn(_ turns: Float) -> (sine: Double, cosine: Double) {
    let angle = 2 * Double.pi * Double(turns)
    return (sin(angle), cos(angle))
  }
}
