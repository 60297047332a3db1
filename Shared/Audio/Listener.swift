/// Hears sound in one pass, chunk by chunk, and keeps what the analyses need: curves and frames, no samples.
///
/// The same sound gives the same bits, whatever the chunks. Not to be shared between threads.
public final class Listener {
  /// Of the sound that is taken, in Hz; one channel.
  public static let sampleRate = 22_050
  private static let bandCount = 40
  private static let hop = 256
  private static let size = 1024
  private static let longHop = 2048
  private static let longSize = 8192
  /// Each fourth frame has its timbre and its shape kept.
  private static let timbreEvery = 4

  private let short = FrameCutter(size: size, hop: hop)
  private let long = FrameCutter(size: longSize, hop: longHop)
  private let shortTransform = RealTransform(size: size)
  private let longTransform = RealTransform(size: longSize)
  private let shortWindow = Window.hann(size)
  private let longWindow = Window.hann(longSize)
  private let bands: MelBands
  private let onsets: OnsetDetector
  private let pitches: PitchDetector
  private let timbre: TimbreDetector
  private let shape: ShapeDetector
  private var power = [Float](repeating: 0, count: longSize / 2 + 1)
  private var bandEnergies = [Float](repeating: 0, count: bandCount + 2)
  private var frameCount = 0
  private var sampleCount = 0
  private let limit: Int

  /// What comes after `limit` seconds is not heard.
  public init(limit: Double = 7200) {
    let rate = Double(Self.sampleRate)
    self.limit = Int(limit * rate)
    bands = MelBands(count: Self.bandCount, from: 30, to: 10_500, size: Self.size, rate: rate)
    onsets = OnsetDetector(bands, rate: rate / Double(Self.hop))
    pitches = PitchDetector(size: Self.longSize, sampleRate: rate, rate: rate / Double(Self.longHop))
    timbre = TimbreDetector(
      bandCount: Self.bandCount, rate: rate / Double(Self.hop * Self.timbreEvery))
    shape = ShapeDetector(
      size: Self.size, sampleRate: rate, rate: rate / Double(Self.hop * Self.timbreEvery))
  }

  public func take(_ samples: [Float]) {
    let heard = samples.prefix(limit - sampleCount)
    sampleCount += heard.count
    heard.withUnsafeBufferPointer { samples in
      short.take(samples, hear)
      long.take(samples, hearPitches)
    }
  }

  /// What was heard. Nothing may be taken afterwards.
  public func finish() -> Heard {
    short.finish(hear)
    long.finish(hearPitches)
    onsets.finish()
    return Heard(
      duration: Double(sampleCount) / Double(Self.sampleRate), isCut: sampleCount == limit,
      onsets: onsets.curves, pitches: pitches.frames, timbre: timbre.frames, shape: shape.frames)
  }

  private func hear(_ frame: UnsafePointer<Float>) {
    power.withUnsafeMutableBufferPointer { power in
      bandEnergies.withUnsafeMutableBufferPointer { energies in
        guard let power = power.baseAddress, let energies = energies.baseAddress else { return }
        shortWindow.withUnsafeBufferPointer { window in
          guard let window = window.baseAddress else { return }
          shortTransform.power(of: frame, window: window, into: power)
        }
        bands.sum(power, into: energies)
        onsets.take(energies + 1)
        guard frameCount % Self.timbreEvery == 0 else { return }
        timbre.take(energies + 1)
        shape.take(power)
      }
    }
    frameCount += 1
  }

  private func hearPitches(_ frame: UnsafePointer<Float>) {
    power.withUnsafeMutableBufferPointer { power in
      guard let power = power.baseAddress else { return }
      longWindow.withUnsafeBufferPointer { window in
        guard let window = window.baseAddress else { return }
        longTransform.power(of: frame, window: window, into: power)
      }
      pitches.take(power)
    }
  }
}

/// What was heard of a sound, for the analyses to judge.
public struct Heard: Sendable, Equatable {
  /// In seconds.
  public let duration: Double
  /// Whether there was more than the limit.
  public let isCut: Bool
  public let onsets: OnsetCurves
  public let pitches: PitchFrames
  public let timbre: TimbreFrames
  public let shape: ShapeFrames
}
