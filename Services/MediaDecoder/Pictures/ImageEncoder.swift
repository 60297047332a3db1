import CLibav
import Glibc
import MediaWire

/// Makes a JPEG or PNG file of pixels.
final class ImageEncoder {
  /// Of JPEG, from 1, the best, to 31.
  private static let quality: Int32 = 3

  private let format: DecodeOrder.Thumbnail.Format
  private var context: UnsafeMutablePointer<AVCodecContext>?
  private var source: StreamDecoder.Frame?
  private var converted: StreamDecoder.Frame?
  private var packet: UnsafeMutablePointer<AVPacket>?

  init(_ format: DecodeOrder.Thumbnail.Format) { self.format = format }

  deinit {
    avcodec_free_context(&context)
    av_frame_free(&source)
    av_frame_free(&converted)
    av_packet_free(&packet)
  }

  func encode(width: Int, height: Int, rgb: UnsafeRawBufferPointer) throws(Failure) -> [UInt8] {
    let context = try open(width: width, height: height)
    var frame = try makeFrame(AV_PIX_FMT_RGB24, width, height)
    source = frame
    for row in 0..<height {
      let line = frame.pointee.data.0.map { $0 + row * Int(frame.pointee.linesize.0) }
      guard let line, let from = rgb.baseAddress else { continue }
      memcpy(line, from + row * width * 3, width * 3)
    }
    if format == .jpeg { frame = try convert(frame, width, height) }
    frame.pointee.quality = Self.quality * FF_QP2LAMBDA
    packet = av_packet_alloc()
    guard let packet, avcodec_send_frame(context, frame) >= 0, avcodec_send_frame(context, nil) >= 0,
      avcodec_receive_packet(context, packet) >= 0
    else { throw Failure(.outOfMemory, "a thumbnail cannot be encoded") }
    return Array(UnsafeBufferPointer(start: packet.pointee.data, count: Int(packet.pointee.size)))
  }

  private func open(width: Int, height: Int) throws(Failure) -> UnsafeMutablePointer<AVCodecContext> {
    guard let codec = avcodec_find_encoder(format == .jpeg ? AV_CODEC_ID_MJPEG : AV_CODEC_ID_PNG) else {
      throw Failure(.unsupported, "this FFmpeg makes no thumbnails of that format")
    }
    context = avcodec_alloc_context3(codec)
    guard let context else { throw Failure(.outOfMemory, "no memory for a thumbnail") }
    (context.pointee.width, context.pointee.height) = (Int32(width), Int32(height))
    context.pointee.time_base = AVRational(num: 1, den: 1)
    context.pointee.pix_fmt = format == .jpeg ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_RGB24
    context.pointee.thread_count = 1
    if format == .jpeg {
      context.pointee.color_range = AVCOL_RANGE_JPEG
      context.pointee.flags |= AV_CODEC_FLAG_QSCALE
      context.pointee.global_quality = Self.quality * FF_QP2LAMBDA
    }
    guard avcodec_open2(context, codec, nil) >= 0 else {
      throw Failure(.outOfMemory, "no memory for a thumbnail")
    }
    return context
  }

  private func makeFrame(
    _ format: AVPixelFormat, _ width: Int, _ height: Int
  ) throws(Failure) -> StreamDecoder.Frame {
    var made = av_frame_alloc()
    guard let frame = made else { throw Failure(.outOfMemory, "no memory for a thumbnail") }
    (frame.pointee.width, frame.pointee.height) = (Int32(width), Int32(height))
    frame.pointee.format = format.rawValue
    guard av_frame_get_buffer(frame, 0) >= 0 else {
      av_frame_free(&made)
      throw Failure(.outOfMemory, "no memory for a thumbnail")
    }
    return frame
  }

  private func convert(
    _ frame: StreamDecoder.Frame, _ width: Int, _ height: Int
  ) throws(Failure) -> StreamDecoder.Frame {
    let result = try makeFrame(AV_PIX_FMT_YUVJ420P, width, height)
    converted = result
    result.pointee.color_range = AVCOL_RANGE_JPEG
    let data = result.pointee.data
    let lines = result.pointee.linesize
    try Scaler(to: AV_PIX_FMT_YUVJ420P, method: SWS_BICUBIC).scale(
      frame, to: (width, height), planes: [data.0, data.1, data.2, nil],
      strides: [lines.0, lines.1, lines.2, 0])
    return result
  }
}
