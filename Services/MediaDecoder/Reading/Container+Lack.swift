import CLibav
import MediaWire

extension Container {
  enum Part { case sound, pictures }

  /// That there is such a stream, but no decoder for it; nil when there is no such stream.
  func lack(of part: Part) -> Failure? {
    let type = part == .sound ? AVMEDIA_TYPE_AUDIO : AVMEDIA_TYPE_VIDEO
    return streams.first { $0.parameters.codec_type == type && !$0.isCover && !canDecode($0) }?.unsupported
  }
}

extension Container {
  /// Whether it is a file of one photo.
  var isStill: Bool { MediaText.repaired(format.pointee.iformat.pointee.name, limit: 256).hasSuffix("_pipe") }

  /// Libav takes a moving WebP for a photo without a size, and cannot decode it.
  func canDecode(_ stream: Stream) -> Bool {
    guard isStill, stream.parameters.codec_type == AVMEDIA_TYPE_VIDEO else { return stream.isDecodable }
    return stream.isDecodable && stream.parameters.width > 0 && stream.parameters.height > 0
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
