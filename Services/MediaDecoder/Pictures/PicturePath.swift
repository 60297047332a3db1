import CLibav
import MediaWire

/// Decodes the pictures of a file and sends those that are wanted, small and upright.
final class PicturePath {
  /// By how many seconds a frame may precede the one before without the file's having gone back.
  private static let patience = 0.5

  let streamIndex: Int
  private let decoder: StreamDecoder
  private let container: Container
  private let stream: Container.Stream
  private let span: Span
  private let outbox: Outbox
  private let upright: UprightPicture
  private let turn: Turn
  private let frameSeconds: Double
  private var choice: FrameChoice
  /// Nil where all frames between others are decoded.
  private var between: BetweenFrames?
  private let usualSkip: AVDiscard
  private var lastTime = 0.0
  /// What a file that went back in time is behind by.
  private var setBack = 0.0

  private(set) var hasDecoded = false
  private(set) var sentCount = 0
  /// The time up to which there were pictures.
  private(set) var reached = 0.0
  /// Whether the order's limit cut off some of them.
  private(set) var isLimited = false
  /// Whether nobody wants more.
  private(set) var isDone = false

  init(
    _ stream: Container.Stream, _ container: Container, _ wanted: DecodeOrder.Pictures, order: DecodeOrder,
    outbox: Outbox
  ) throws(Failure) {
    streamIndex = Int(stream.pointee.index)
    (self.stream, self.container, self.outbox) = (stream, container, outbox)
    span = Span(of: order)
    choice = FrameChoice(wanted.choice, start: order.start)
    turn = stream.turn
    let rate = av_q2d(stream.pointee.avg_frame_rate)
    frameSeconds = 1...1000 ~= rate ? 1 / rate : 0.04
    upright = UprightPicture(
      .init(width: wanted.width, height: wanted.height, keepsShape: wanted.keepsShape, grows: true),
      wanted.pixels, method: SWS_FAST_BILINEAR)
    decoder = try StreamDecoder.open(stream, pixelLimit: order.pixelLimit) { wanted.skip(in: $0) }
    usualSkip = decoder.context.pointee.skip_frame
    between = wanted.leavesOutBetween(stream) ? BetweenFrames() : nil
  }

  var faultCount: Int { decoder.faults.count }
  func noteSeek() { decoder.faults.noteSeek() }
  var isHopeless: Bool { decoder.faults.isHopeless }

  func take(_ packet: UnsafePointer<AVPacket>) throws(Failure) {
    guard !isDone else { return }
    let (shown, decoded) = (seconds(packet.pointee.pts), seconds(packet.pointee.dts))
    // Of packets, because the last frames may be among those that are left out.
    if let shown = shown ?? decoded { reached = max(reached, shown + length(of: packet)) }
    // No frame is shown before it is decoded, so the rest is all too late, even where no frame comes out to say so.
    if let decoded, decoded >= span.end {
      try finish()
      return (isDone, isLimited) = (true, span.endsByLimit)
    }
    let isKeyFrame = packet.pointee.flags & AV_PKT_FLAG_KEY != 0
    let mayLeaveOut = between?.mayLeaveOut(
      shown: shown, byteCount: Int(packet.pointee.size), isKeyFrame: isKeyFrame)
    // Only those that a decoder knows to be made from both sides, whatever the container says.
    decoder.context.pointee.skip_frame = mayLeaveOut == true ? AVDISCARD_BIDIR : usualSkip
    try decoder.decode(packet) { frame throws(Failure) in try self.take(frame) }
  }

  func finish() throws(Failure) {
    guard !isDone else { return }
    try decoder.decode(nil) { frame throws(Failure) in try self.take(frame) }
  }

  private func seconds(_ stamp: Int64) -> Double? {
    guard stamp != hookline_av_no_time else { return nil }
    return Double(stamp) * av_q2d(stream.pointee.time_base) - container.zero + setBack
  }

  /// Frames at less than one a second are as long as their packets say.
  private func length(of packet: UnsafePointer<AVPacket>) -> Double {
    max(frameSeconds, Double(packet.pointee.duration) * av_q2d(stream.pointee.time_base))
  }

  /// The time of the next frame. In a file that goes back in time, such as two that were joined, it goes on.
  private func place(_ claimed: Double?) -> Double {
    guard hasDecoded else { return claimed ?? 0 }
    let next = lastTime + frameSeconds
    guard let claimed else { return next }
    guard claimed < lastTime - Self.patience else { return claimed }
    setBack += next - claimed
    return next
  }

  private func take(_ frame: StreamDecoder.Frame) throws(Failure) {
    guard !isDone else { return }
    let time = place(seconds(frame.pointee.best_effort_timestamp))
    (hasDecoded, lastTime) = (true, time)
    reached = max(reached, time + frameSeconds)
    guard time < span.end else {
      (isDone, isLimited) = (true, span.endsByLimit)
      return
    }
    let isKeyFrame = frame.pointee.key_frame != 0 || frame.pointee.pict_type == AV_PICTURE_TYPE_I
    guard time > span.start - 1e-6, choice.takes(time: time, isKeyFrame: isKeyFrame) else { return }
    let shape = av_guess_sample_aspect_ratio(container.format, stream, frame)
    try upright.make(of: frame, shape: shape, turn: frame.pointee.turn ?? turn) { width, height, pixels in
      let head = Picture.head(time: time, isKeyFrame: isKeyFrame, width: width, height: height)
      outbox.send(.picture, head: head, pixels)
    }
    sentCount += 1
  }
}

extension DecodeOrder.Pictures {
  /// Tells a decoder what it may leave out.
  fileprivate func skip(in context: UnsafeMutablePointer<AVCodecContext>) {
    if skips.contains(.loopFilter) { context.pointee.skip_loop_filter = AVDISCARD_ALL }
    if skips.contains(.unreferenced) { context.pointee.skip_frame = AVDISCARD_NONREF }
    if skips.contains(.exactness) { context.pointee.flags2 |= AV_CODEC_FLAG2_FAST }
    // Not key frames alone: some files have frames that need no other one without calling them that.
    if choice == .keyFrames { context.pointee.skip_frame = AVDISCARD_NONINTRA }
  }

  /// HEVC may make every frame from several others, and a decoder of it puts grey where one of them was left out.
  fileprivate func leavesOutBetween(_ stream: Container.Stream) -> Bool {
    skips.contains(.between) && choice != .keyFrames && stream.parameters.codec_id != AV_CODEC_ID_HEVC
  }
}
