/// How much new sound begins at each moment, over all frequencies and apart.
public struct OnsetCurves: Sendable, Equatable {
  /// Values a second.
  public let rate: Double
  public internal(set) var all: [Float] = []
  /// Below 200 Hz: kick drums and basses.
  public internal(set) var low: [Float] = []
  /// From 200 Hz to 2 kHz.
  public internal(set) var middle: [Float] = []
  /// Above 2 kHz: hats, and the noise of snares.
  public internal(set) var high: [Float] = []

  public init(rate: Double) { self.rate = rate }
}

/// Makes onset curves of the mel bands of successive frames.
///
/// An onset is a rise of a band's logarithm against the loudest of the band and its neighbours two frames before, so
/// that a vibrato is none (Böck and Widmer 2013, "Maximum filter vibrato suppression for onset detection"). The
/// logarithm is compressed against the loudness of the next seconds, so that the level of a recording does not matter.
final class OnsetDetector {
  private static let blockLength = 512
  private static let lag = 2
  /// What counts as silence: the mean square of a sound of about -80 dB in one band.
  private static let floor: Float = 1e-8

  private(set) var curves: OnsetCurves
  private let bandCount: Int
  /// Bands of the curves `low` and `middle` end before these.
  private let lowEnd: Int
  private let middleEnd: Int
  /// The energies of the frames of a block after the last frames of the one before.
  private var energies: [Float]
  private var logarithms: [Float]
  private var filled = 0

  init(_ bands: MelBands, rate: Double) {
    curves = OnsetCurves(rate: rate)
    bandCount = bands.count
    precondition(bandCount % 4 == 0, "bands go through in fours")
    lowEnd = bands.centres.firstIndex { $0 > 200 } ?? bandCount
    middleEnd = bands.centres.firstIndex { $0 > 2000 } ?? bandCount
    energies = [Float](repeating: 0, count: (Self.blockLength + Self.lag) * bandCount)
    logarithms = energies
  }

  func take(_ bands: UnsafePointer<Float>) {
    let start = (filled + Self.lag) * bandCount
    energies.withUnsafeMutableBufferPointer { target in
      for band in 0..<bandCount { target[start + band] = bands[band] }
    }
    filled += 1
    if filled == Self.blockLength { settle() }
  }

  func finish() { if filled > 0 { settle() } }

  private func settle() {
    compress()
    for frame in 0..<filled { rise(frame) }
    let kept = Self.lag * bandCount
    energies.replaceSubrange(0..<kept, with: energies[filled * bandCount..<filled * bandCount + kept])
    filled = 0
  }

  private func compress() {
    let count = (filled + Self.lag) * bandCount
    var sum: Float = 0, squares: Float = 0
    for energy in energies[Self.lag * bandCount..<count] {
      sum += energy
      squares += energy * energy
    }
    // The mean of the energy weighted by itself: that of the loud parts.
    let reference = sum > 0 ? max(squares / sum, Self.floor) : Self.floor
    let scale = 1e4 / reference
    energies.withUnsafeBufferPointer { source in
      logarithms.withUnsafeMutableBufferPointer { target in
        guard let source = source.baseAddress, let target = target.baseAddress else { return }
        for at in stride(from: 0, to: count, by: 4) {
          store(fastLog2(lane(source + at) * scale + 1), target + at)
        }
      }
    }
  }

  private func rise(_ frame: Int) {
    var low: Float = 0, middle: Float = 0, high: Float = 0
    logarithms.withUnsafeBufferPointer { values in
      let before = frame * bandCount
      let now = before + Self.lag * bandCount
      for band in 0..<bandCount {
        let below = values[before + max(0, band - 1)]
        let above = values[before + min(bandCount - 1, band + 1)]
        let rise = max(0, values[now + band] - max(values[before + band], max(below, above)))
        if band < lowEnd { low += rise } else if band < middleEnd { middle += rise } else { high += rise }
      }
    }
    curves.low.append(low / Float(lowEnd))
    curves.middle.append(middle / Float(middleEnd - lowEnd))
    curves.high.append(high / Float(bandCount - middleEnd))
    curves.all.append((low + middle + high) / Float(bandCount))
  }
}
