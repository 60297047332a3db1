import CLibav
import MediaWire

extension Container {
  enum Part { case sound, pictures }

  /// That there is such a stream, but no decoder for it; nil when there is no such stream.
  func lack(of part: Part) -> Failure? {
    let type = part == .sound ? AVMEDIA_TYPE_AUDIO : AVMEDIA_TYPE_VIDEO
    return streams.first { $0.parameters.codec_type == type && !$0.isCover && !$0.isDecodable }?.unsupported
  }
}

extension Container.Stream {
  func check(pixelLimit: Int) throws(Failure) {
    let pixels = Int64(parameters.width) * Int64(parameters.height)
    guard pixels <= Int64(pixelLimit) else {
      throw Failure(
        .tooLarge, "pictures of \(parameters.width) by \(parameters.height) are larger than allowed")
    }
  }
}
