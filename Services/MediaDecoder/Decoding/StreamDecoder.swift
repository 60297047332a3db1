import CLibav
import Glibc
import MediaWire

/// The decoder of one stream.
final class StreamDecoder {
  typealias Frame = UnsafeMutablePointer<AVFrame>

  /// Samples in one frame at most; more than any codec has.
  private static let sampleLimit = 4 << 20
  /// How often draining may fail before the rest is given up.
  private static let drainFaultLimit = 64

  let context: UnsafeMutablePointer<AVCodecContext>
  private let frame: Frame
  private var contextPointer: UnsafeMutablePointer<AVCodecContext>?
  private var framePointer: Frame?
  var faults = Faults()

  private init(_ context: UnsafeMutablePointer<AVCodecContext>, _ frame: Frame) {
    (self.context, self.frame) = (context, frame)
    (contextPointer, framePointer) = (context, frame)
  }

  deinit {
    av_frame_free(&framePointer)
    avcodec_free_context(&contextPointer)
  }

  /// Opens a decoder; `prepare` sets what must be set before that.
  static func open(
    _ stream: Container.Stream, pixelLimit: Int,
    prepare: (UnsafeMutablePointer<AVCodecContext>) -> Void = { _ in }
  ) throws(Failure) -> StreamDecoder {
    guard let codec = avcodec_find_decoder(stream.parameters.codec_id) else { throw stream.unsupported }
    guard let frame = av_frame_alloc() else { throw noMemory }
    guard let context = avcodec_alloc_context3(codec) else {
      var unused: Frame? = frame
      av_frame_free(&unused)
      throw noMemory
    }
    let decoder = StreamDecoder(context, frame)
    guard avcodec_parameters_to_context(context, stream.pointee.codecpar) >= 0 else { throw noMemory }
    context.pointee.pkt_timebase = stream.pointee.time_base
    // A thread is a system call that this process has given up.
    context.pointee.thread_count = 1
    context.pointee.max_pixels = Int64(pixelLimit)
    context.pointee.max_samples = Int64(sampleLimit)
    prepare(context)
    let result = avcodec_open2(context, codec, nil)
    guard result != hookline_av_error(ENOMEM) else { throw noMemory }
    guard result >= 0 else { throw stream.unsupported }
    return decoder
  }

  /// Decodes one packet, or what is left when there is none, and hands over each frame for as long as `body` runs.
  func decode(
    _ packet: UnsafePointer<AVPacket>?, _ body: (Frame) throws(Failure) -> Void
  ) throws(Failure) {
    if let packet, packet.pointee.flags & AV_PKT_FLAG_CORRUPT != 0 { faults.note() }
    var sent = avcodec_send_packet(context, packet)
    if sent == hookline_av_error(EAGAIN) {
      try receive(isDraining: false, body)
      sent = avcodec_send_packet(context, packet)
    }
    guard sent >= 0 || sent == hookline_av_error_eof else { return try note(sent) }
    try receive(isDraining: packet == nil, body)
  }

  private func receive(isDraining: Bool, _ body: (Frame) throws(Failure) -> Void) throws(Failure) {
    var faultCount = 0
    while true {
      let result = avcodec_receive_frame(context, frame)
      guard result != hookline_av_error(EAGAIN), result != hookline_av_error_eof else { return }
      if result < 0 {
        try note(result)
        faultCount += 1
        guard isDraining, faultCount < Self.drainFaultLimit else { return }
        continue
      }
      if frame.pointee.decode_error_flags != 0 { faults.note() }
      faults.noteDecoded()
      try body(frame)
    }
  }

  private func note(_ result: Int32) throws(Failure) {
    guard result != hookline_av_error(ENOMEM) else { throw Self.noMemory }
    faults.note()
  }

  private static let noMemory = Failure(.outOfMemory, "no memory to decode with")
}

extension Container.Stream {
  var unsupported: Failure { Failure(.unsupported, "there is no decoder for \(codecName)") }
}
