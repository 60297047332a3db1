import CLibav
import MediaWire

/// Makes of whatever a decoder gives one or two channels of floats, at the rate that they came in.
final class Planes {
  private let left = FloatSpace()
  private let right = FloatSpace()
  private var converter: OpaquePointer?
  private var convertedChannels = 0
  private var shape: Shape?

  private struct Shape: Equatable {
    let format: Int32
    let channels: Int32
    let mask: UInt64
    let rate: Int32
  }

  deinit { swr_free(&converter) }

  func stretch(of frame: StreamDecoder.Frame) throws(Failure) -> Stretch {
    let count = Int(frame.pointee.nb_samples)
    let channels = Int(frame.pointee.ch_layout.nb_channels)
    guard channels > 0, count >= 0 else { throw Failure(.unreadable, "the sound has no channels") }
    left.grow(to: count)
    right.grow(to: count)
    let planes = UnsafeMutableRawPointer(frame.pointee.extended_data)
    if frame.pointee.format == AV_SAMPLE_FMT_FLTP.rawValue, channels <= 2 {
      let floats = planes?.assumingMemoryBound(to: UnsafePointer<Float>?.self)
      for (index, target) in [left, right].prefix(channels).enumerated() {
        if let source = floats?[index] { Sanity.copy(source, to: target.pointer, count) }
      }
    } else {
      try convert(frame, planes?.assumingMemoryBound(to: UnsafePointer<UInt8>?.self), count)
    }
    return Stretch(left: left.pointer, right: channels == 1 ? left.pointer : right.pointer, count: count)
  }

  private func convert(
    _ frame: StreamDecoder.Frame, _ planes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int
  ) throws(Failure) {
    try prepare(frame)
    let extra = (2..<max(2, convertedChannels)).map { _ in FloatSpace(capacity: max(1, count)) }
    let spaces = [left, right] + extra
    var targets: [UnsafeMutablePointer<UInt8>?] = spaces.map {
      UnsafeMutableRawPointer($0.pointer).assumingMemoryBound(to: UInt8.self)
    }
    let done = swr_convert(converter, &targets, Int32(count), planes, Int32(count))
    guard done == count else { throw Failure(.unreadable, "the sound's samples cannot be converted") }
    fold(spaces, count)
    let filled = min(convertedChannels, 2)
    for space in spaces.prefix(filled) { Sanity.copy(space.pointer, to: space.pointer, count) }
  }

  /// Of channels that nobody knows the places of, the even ones go left and the odd ones right.
  private func fold(_ spaces: [FloatSpace], _ count: Int) {
    guard convertedChannels > 2 else { return }
    for (side, target) in [left, right].enumerated() {
      let same = stride(from: side, to: convertedChannels, by: 2).map { spaces[$0].pointer }
      for index in 0..<count {
        target.pointer[index] = same.reduce(0) { $0 + $1[index] } / Float(same.count)
      }
    }
  }

  private func prepare(_ frame: StreamDecoder.Frame) throws(Failure) {
    let layout = frame.pointee.ch_layout
    let mask = layout.order == AV_CHANNEL_ORDER_NATIVE ? layout.u.mask : 0
    let now = Shape(
      format: frame.pointee.format, channels: layout.nb_channels, mask: mask, rate: frame.pointee.sample_rate)
    guard now != shape else { return }
    swr_free(&converter)
    shape = nil
    convertedChannels = Int(min(2, layout.nb_channels))
    converter = hookline_av_floats_new(frame, Int32(convertedChannels))
    if converter == nil, layout.nb_channels <= 64 {
      convertedChannels = Int(layout.nb_channels)
      converter = hookline_av_floats_new(frame, layout.nb_channels)
    }
    guard converter != nil else {
      throw Failure(.unsupported, "sound of \(layout.nb_channels) channels cannot be mixed")
    }
    shape = now
  }
}
