import CLibav
import Glibc
import MediaWire

/// Changes the rate of one or two channels, and puts their samples next to each other.
final class Resampler {
  enum Samples {
    case floats, integers

    var format: AVSampleFormat { self == .floats ? AV_SAMPLE_FMT_FLT : AV_SAMPLE_FMT_S16 }
  }

  /// About as many samples of each channel come of one piece.
  private static let piece = 1 << 16

  /// How many samples to convert at a time, so that not much more room is needed at a high rate than at a low one.
  let pieceCount: Int
  private var context: OpaquePointer?

  init(channels: Int, from inRate: Int, to outRate: Int, _ samples: Samples) throws(Failure) {
    pieceCount = max(1, Self.piece * max(1, inRate) / max(1, outRate))
    context = hookline_av_resampler_new(
      Int32(channels), Int32(clamping: inRate), Int32(clamping: outRate), samples.format.rawValue)
    guard context != nil else {
      throw Failure(.unsupported, "sound at \(inRate) samples a second cannot be brought to \(outRate)")
    }
  }

  deinit { swr_free(&context) }

  /// How many samples of each channel come at most of so many.
  func capacity(for count: Int) throws(Failure) -> Int {
    try checked(swr_get_out_samples(context, Int32(count))) + 32
  }

  /// Writes samples and tells how many of each channel; without a stretch, those that are left inside.
  func convert(
    _ stretch: Stretch?, into target: UnsafeMutableRawPointer, capacity: Int
  ) throws(Failure) -> Int {
    var targets: [UnsafeMutablePointer<UInt8>?] = [target.assumingMemoryBound(to: UInt8.self)]
    guard let stretch else { return try checked(swr_convert(context, &targets, Int32(capacity), nil, 0)) }
    var sources: [UnsafePointer<UInt8>?] = [stretch.left, stretch.right].map {
      UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self)
    }
    return try checked(swr_convert(context, &targets, Int32(capacity), &sources, Int32(stretch.count)))
  }

  private func checked(_ result: Int32) throws(Failure) -> Int {
    guard result != hookline_av_error(ENOMEM) else {
      throw Failure(.outOfMemory, "no memory to resample with")
    }
    guard result >= 0 else { throw Failure(.unreadable, "the sound's rate cannot be changed") }
    return Int(result)
  }
}
