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
  /// The sum of magnitude times the direction of the distance to the nearest note of 440 Hz tuning.
  public internal(set) var tuning = SIMD2<Double>.zero
  /// The sum of the same magnitudes, whatever their direction.
  public internal(set) var weight = 0.0
  /// How far the tones keep to one tuning: 0 is not at all, 1 is all of them.
  public var temperament: Double {
    weight > 0 ? (tuning.x * tuning.x + tuning.y * tuning.y).squareRoot() / weight : 0
  }
  /// The peaks up to 2500 Hz of all frames, one frame after the other, and where those of each frame end.
  public internal(set) var tones: [Tone] = []
  public internal(set) var toneEnds: [Int] = []

  public func tones(of frame: Int) -> ArraySlice<Tone> {
    tones[(frame > 0 ? toneEnds[frame - 1] : 0)..<toneEnds[frame]]
  }

  /// A peak of a spectrum.
  public struct Tone: Sendable, Equatable {
    /// As MIDI counts, with fractions, where A is 440 Hz.
    public let pitch: Float
    /// The root of its magnitude: a soft tone counts for more beside a loud one.
    public let strength: Float
  }

  public init(rate: Double) { self.rate = rate }
}

/// Finds the peaks of spectra.
final class PitchDetector {
  private static let most = 60

  private(set) var frames: PitchFrames
  private let first: Int
  private let last: Int
  private let highest: Int
  private let hertzPerBin: Float
  private var peaks: [(place: Float, magnitude: Float)] = []

  init(size: Int, sampleRate: Double, rate: Double) {
    frames = PitchFrames(rate: rate)
    hertzPerBin = Float(sampleRate / Double(size))
    first = Int(50 / hertzPerBin)
    last = Int(1500 / hertzPerBin)
    highest = Int(2500 / hertzPerBin)
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
    guard top > 1e-12 else {
      frames.toneEnds.append(frames.tones.count)
      return frames.clarity.append(0)
    }
    collect(power, first...last, above: top * 1e-4)
    var inPeaks: Float = 0
    for peak in peaks {
      inPeaks += peak.magnitude * peak.magnitude
      add(peak, at: start)
    }
    // A peak of a Hann window has one and a half times the power of its middle.
    frames.clarity.append(min(1, inPeaks * 1.5 / total))
    let low = peaks
    collect(power, (last + 1)...highest, above: top * 1e-4)
    peaks = low + peaks
    keepLargest()
    for peak in peaks {
      frames.tones.append(
        PitchFrames.Tone(pitch: pitch(of: peak.place) + 33, strength: peak.magnitude.squareRoot()))
    }
    frames.toneEnds.append(frames.tones.count)
  }

  /// The largest local maxima, in the order of their frequency.
  private func collect(_ power: UnsafePointer<Float>, _ range: ClosedRange<Int>, above least: Float) {
    peaks.removeAll(keepingCapacity: true)
    for k in range {
      let value = power[k]
      guard value > least, value > power[k - 1], value >= power[k + 1] else { continue }
      let logs = fastLog2(
        SIMD4(power[k - 1], value, power[k + 1], 1).replacing(
          with: 1e-20, where: SIMD4(power[k - 1], value, power[k + 1], 1) .< 1e-20))
      let bend = logs[0] - 2 * logs[1] + logs[2]
      let offset = bend < 0 ? 0.5 * (logs[0] - logs[2]) / bend : 0
      peaks.append((Float(k) + offset, value.squareRoot()))
    }
    keepLargest()
  }

  private func keepLargest() {
    guard peaks.count > Self.most else { return }
    let limit = peaks.map(\.magnitude).sorted(by: >)[Self.most - 1]
    peaks.removeAll { $0.magnitude < limit }
    // Those that are alike to the bit may be too many still.
    peaks.removeLast(max(0, peaks.count - Self.most))
  }

  private func add(_ peak: (place: Float, magnitude: Float), at start: Int) {
    let pitch = pitch(of: peak.place)
    let cents = pitch - pitch.rounded()
    let (sine, cosine) = turn(cents)
    frames.tuning += SIMD2(cosine, sine) * Double(peak.magnitude)
    frames.weight += Double(peak.magnitude)
    let perBin = Float(PitchFrames.binCount) / 12
    let place = pitch * perBin
    let below = place.rounded(.down)
    let part = place - below
    let bin = (Int(below) % PitchFrames.binCount + PitchFrames.binCount) % PitchFrames.binCount
    frames.bins[start + bin] += peak.magnitude * (1 - part)
    frames.bins[start + (bin + 1) % PitchFrames.binCount] += peak.magnitude * part
  }

  /// In semitones above A, 55 Hz.
  private func pitch(of place: Float) -> Float {
    12 * fastLog2(SIMD4(repeating: place * hertzPerBin / 55))[0]
  }

  /// Sine and cosine of so many whole turns.
  private func turn(_ turns: Float) -> (sine: Double, cosine: Double) {
    let angle = 2 * Double.pi * Double(turns)
    return (sin(angle), cos(angle))
  }
}
