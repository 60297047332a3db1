import Media
import MediaWire
import Vision

/// The shots that ours finds in files, by the decoder that lives long.
struct OurShots: Sendable {
  /// By path.
  let shots: [String: Shots]
  /// Of both processes, with the decoder's start.
  let cpuSeconds: Double

  /// What costs time and tells no cut, while every frame is decoded.
  static let whole: DecodeOrder.Pictures.Skips = [.loopFilter, .exactness]
  /// Besides, frames that seldom tell anything.
  static let quick = DecodeOrder.Pictures.forShots.skips

  static func found(
    _ paths: [String], _ skips: DecodeOrder.Pictures.Skips, _ bench: Bench
  ) async throws -> OurShots {
    let program = try Programs.beside("hookline-media-decoder")
    let before = processorSeconds()
    let decoder = Decoder(DecoderSettings(program: program), logger: bench.logger)
    var shots: [String: Shots] = [:]
    for path in paths {
      let order = DecodeOrder(pictures: .init(skips: skips))
      var viewer = try await decoder.decode(try MediaFile(path: path), order, into: Viewer()).consumer
      shots[path] = viewer.finder.finish()
    }
    await decoder.close()
    return OurShots(shots: shots, cpuSeconds: processorSeconds() - before)
  }

  private struct Viewer: ReplyConsumer {
    var finder = ShotFinder()

    mutating func take(_ reply: Reply) {
      guard case .picture(let picture) = reply else { return }
      let frame = Frame(
        width: picture.width, height: picture.height, time: picture.time, pixels: picture.pixels)
      if let frame { finder.take(frame) }
    }
  }
}
