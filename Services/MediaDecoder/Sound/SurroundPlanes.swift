import CLibav
import MediaWire

/// Makes of whatever a decoder gives a plane of floats for each channel, none mixed with another.
final class SurroundPlanes {
  private struct Shape: Equatable {
    let format: Int32
    let channels: Int32
    let rate: Int32
  }

  private var spaces: [FloatSpace] = []
  private var converter: OpaquePointer?
  private var shape: Shape?

  deinit { swr_free(&converter) }

  /// They are good until the next call, or as long as the frame.
  func channels(of frame: StreamDecoder.Frame) throws(Failure) -> [UnsafePointer<Float>] {
    let count = Int(frame.pointee.ch_layout.nb_channels)
    let planes = UnsafeMutableRawPointer(frame.pointee.extended_data)
    if frame.pointee.format == AV_SAMPLE_FMT_FLTP.rawValue {
      let floats = planes?.assumingMemoryBound(to: UnsafePointer<Float>?.self)
      let found = (0..<count).compactMap { floats?[$0] }
      guard found.count == count else { throw Failure(.unreadable, "the sound lacks a channel") }
      return found
    }
    try prepare(frame)
    let samples = Int(frame.pointee.nb_samples)
    while spaces.count < count { spaces.append(FloatSpace()) }
    for space in spaces { space.grow(to: samples) }
    var targets: [UnsafeMutablePointer<UInt8>?] = spaces.prefix(count).map {
      UnsafeMutableRawPointer($0.pointer).assumingMemoryBound(to: UInt8.self)
    }
    let sources = planes?.assumingMemoryBound(to: UnsafePointer<UInt8>?.self)
    let done = swr_convert(converter, &targets, Int32(samples), sources, Int32(samples))
    guard done == samples else { throw Failure(.unreadable, "the sound's samples cannot be converted") }
    return spaces.prefix(count).map { UnsafePointer($0.pointer) }
  }

  private func prepare(_ frame: StreamDecoder.Frame) throws(Failure) {
    let new = Shape(
      format: frame.pointee.format, channels: frame.pointee.ch_layout.nb_channels,
      rate: frame.pointee.sample_rate)
    guard new != shape else { return }
    swr_free(&converter)
    shape = nil
    converter = hookline_av_floats_new(frame, new.channels)
    guard converter != nil else {
      throw Failure(.unsupported, "sound of \(new.channels) channels cannot be taken apart")
    }
    shape = new
  }
}
