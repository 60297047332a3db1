import CLibav
import MediaWire

/// Makes one picture of a file into a file of its own.
struct ThumbnailMaker {
  private static let timeLimit = 86_400.0
  private static let packetLimit = 100_000

  private let container: Container
  private let order: DecodeOrder
  private let wish: DecodeOrder.Thumbnail
  private let cancellation: Cancellation

  init(_ container: Container, order: DecodeOrder, _ cancellation: Cancellation) {
    (self.container, self.order, self.cancellation) = (container, order, cancellation)
    wish = order.thumbnail ?? DecodeOrder.Thumbnail()
  }

  func make(_ chosen: ChosenStreams) throws(Failure) -> [UInt8] {
    if let pictures = chosen.pictures {
      try pictures.check(pixelLimit: order.pixelLimit)
      return try frame(of: pictures)
    }
    guard let cover = chosen.cover else {
      throw container.lack(of: .pictures) ?? Failure(.missing, "there is no picture in the file")
    }
    return try picture(on: cover)
  }

  /// A picture that came with the file's head.
  private func picture(on cover: Container.Stream) throws(Failure) -> [UInt8] {
    let decoder = try StreamDecoder.open(cover, pixelLimit: order.pixelLimit)
    var made: [UInt8]?
    for packet in [withUnsafePointer(to: &cover.pointee.attached_pic) { $0 }, nil] where made == nil {
      try decoder.decode(packet) { frame throws(Failure) in made = try self.encoded(frame, of: cover) }
    }
    guard let made else { throw Failure(.unreadable, "the cover cannot be decoded") }
    return made
  }

  /// The first frame at the time or after it, else the last one before.
  private func frame(of stream: Container.Stream) throws(Failure) -> [UInt8] {
    let decoder = try StreamDecoder.open(stream, pixelLimit: order.pixelLimit)
    for other in container.streams where other != stream { other.pointee.discard = AVDISCARD_ALL }
    let time = min(wish.time ?? (container.duration ?? 0) / 10, Self.timeLimit)
    if time > 0.5, container.source.isSeekable { container.seek(to: time) }
    guard let kept = av_frame_alloc() else { throw Failure(.outOfMemory, "no memory for a frame") }
    defer {
      var kept: StreamDecoder.Frame? = kept
      av_frame_free(&kept)
    }
    var hasArrived = false
    try eachPacket(of: stream) { packet throws(Failure) in
      try decoder.decode(packet) { frame throws(Failure) in
        guard !hasArrived else { return }
        av_frame_unref(kept)
        av_frame_move_ref(kept, frame)
        hasArrived = (kept.pointee.time(of: stream, zero: container.zero) ?? time) >= time - 1e-6
      }
      return !hasArrived && !decoder.faults.isHopeless
    }
    guard kept.pointee.width > 0 else { throw Failure(.unreadable, "no picture can be decoded") }
    return try encoded(kept, of: stream)
  }

  /// All packets of the stream, then none, until `body` has had enough.
  private func eachPacket(
    of stream: Container.Stream, _ body: (UnsafePointer<AVPacket>?) throws(Failure) -> Bool
  ) throws(Failure) {
    let packet = try Packet()
    var count = 0
    while count < Self.packetLimit, av_read_frame(container.format, packet.pointer) >= 0 {
      defer { packet.clear() }
      count += 1
      guard !cancellation.check() else { throw Failure(.missing, "no thumbnail is wanted any more") }
      guard packet.pointer.pointee.stream_index == stream.pointee.index else { continue }
      guard try body(packet.pointer) else { return }
    }
    _ = try body(nil)
  }

  private func encoded(_ frame: StreamDecoder.Frame, of stream: Container.Stream) throws(Failure) -> [UInt8] {
    let wished = UprightPicture.Wish(width: wish.side, height: wish.side, keepsShape: true, grows: false)
    let upright = UprightPicture(wished, .rgb, method: SWS_BICUBIC)
    let shape = av_guess_sample_aspect_ratio(container.format, stream, frame)
    var made: [UInt8] = []
    try upright.make(of: frame, shape: shape, turn: frame.pointee.turn ?? stream.turn) {
      width, height, pixels throws(Failure) in
      made = try ImageEncoder(wish.format).encode(width: width, height: height, rgb: pixels)
    }
    return made
  }
}
