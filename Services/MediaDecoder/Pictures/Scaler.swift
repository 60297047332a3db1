import CLibav
import MediaWire

/// Brings frames of any size and kind to one size and kind of pixels.
final class Scaler {
  /// What a frame is like. When it changes, the scaler is made anew.
  private struct Source: Equatable {
    let width: Int32
    let height: Int32
    let format: Int32
    let space: UInt32
    let range: UInt32
  }

  let format: AVPixelFormat
  private let method: Int32
  private var context: OpaquePointer?
  private var source: Source?
  private var target: (width: Int, height: Int) = (0, 0)

  init(to format: AVPixelFormat, method: Int32) { (self.format, self.method) = (format, method) }

  deinit { sws_freeContext(context) }

  /// Writes the frame's pixels to `planes`, whose rows are `strides` bytes apart.
  func scale(
    _ frame: StreamDecoder.Frame, to size: (width: Int, height: Int),
    planes: [UnsafeMutablePointer<UInt8>?], strides: [Int32]
  ) throws(Failure) {
    try prepare(frame, size)
    let data = [
      frame.pointee.data.0, frame.pointee.data.1, frame.pointee.data.2, frame.pointee.data.3,
    ].map { plane in plane.map { UnsafePointer<UInt8>($0) } }
    let lines = [
      frame.pointee.linesize.0, frame.pointee.linesize.1, frame.pointee.linesize.2, frame.pointee.linesize.3,
    ]
    let rows = sws_scale(context, data, lines, 0, frame.pointee.height, planes, strides)
    guard rows == size.height else { throw Failure(.unreadable, "a picture cannot be scaled") }
  }

  private func prepare(
    _ frame: StreamDecoder.Frame, _ size: (width: Int, height: Int)
  ) throws(Failure) {
    let now = Source(
      width: frame.pointee.width, height: frame.pointee.height, format: frame.pointee.format,
      space: frame.pointee.colorspace.rawValue, range: frame.pointee.color_range.rawValue)
    guard now != source || size != target else { return }
    sws_freeContext(context)
    (context, source) = (nil, nil)
    let pixels = OldPixels.present(AVPixelFormat(rawValue: now.format))
    guard now.width > 0, now.height > 0, sws_isSupportedInput(pixels.format) > 0 else {
      throw Failure(.unsupported, "pictures of these pixels cannot be scaled")
    }
    context = Self.withoutNewCode(when: size.width >= Int(now.width)) {
      sws_getContext(
        now.width, now.height, pixels.format, Int32(size.width), Int32(size.height), format, method, nil, nil,
        nil)
    }
    guard context != nil else {
      throw Failure(.unsupported, "pictures of \(now.width) by \(now.height) cannot be scaled")
    }
    (source, target) = (now, size)
    setColours(frame, isFull: pixels.isFull || frame.pointee.color_range == AVCOL_RANGE_JPEG)
  }

  /// Makes a scaler that does not write code of its own, which this process may not run.
  ///
  /// On x86 the quick method does so for pictures that do not become narrower, unless it takes the processor to be older
  /// than it is. Elsewhere the flag means something else, and no code is written.
  private static func withoutNewCode(when isNeeded: Bool, _ make: () -> OpaquePointer?) -> OpaquePointer? {
    #if arch(x86_64)
      guard isNeeded else { return make() }
      let flags = av_get_cpu_flags()
      av_force_cpu_flags(flags & ~AV_CPU_FLAG_MMXEXT)
      defer { av_force_cpu_flags(flags) }
    #endif
    return make()
  }

  /// How colours are to be understood.
  static func space(of frame: StreamDecoder.Frame) -> AVColorSpace {
    // Without a word of the file, small pictures are of the old standard, as players take them.
    let named = frame.pointee.colorspace
    return named == AVCOL_SPC_UNSPECIFIED || named == AVCOL_SPC_RGB ? AVCOL_SPC_SMPTE170M : named
  }

  private func setColours(_ frame: StreamDecoder.Frame, isFull: Bool) {
    let from = sws_getCoefficients(Int32(Self.space(of: frame).rawValue))
    let to = sws_getCoefficients(SWS_CS_DEFAULT)
    // Refused for pixels that have no such thing, which need none.
    sws_setColorspaceDetails(context, from, isFull ? 1 : 0, to, 1, 0, 1 << 16, 1 << 16)
  }
}

/// Kinds of pixels that say by their name that they use the full range, for which libav has a newer way.
private enum OldPixels {
  static func present(_ format: AVPixelFormat) -> (format: AVPixelFormat, isFull: Bool) {
    switch format {
    case AV_PIX_FMT_YUVJ420P: (AV_PIX_FMT_YUV420P, true)
    case AV_PIX_FMT_YUVJ422P: (AV_PIX_FMT_YUV422P, true)
    case AV_PIX_FMT_YUVJ444P: (AV_PIX_FMT_YUV444P, true)
    case AV_PIX_FMT_YUVJ440P: (AV_PIX_FMT_YUV440P, true)
    case AV_PIX_FMT_YUVJ411P: (AV_PIX_FMT_YUV411P, true)
    default: (format, false)
    }
  }
}
