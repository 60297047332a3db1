import CLibav
import MediaWire

extension Container {
  /// Of all tags together, so that a file full of them makes no message too long to send.
  private static let tagByteLimit = 512 << 10

  func about(_ chosen: ChosenStreams) -> MediaInfo {
    var budget = Self.tagByteLimit
    let tags = Self.tags(format.pointee.metadata, &budget)
    let streams = told(chosen).map { stream in
      MediaInfo.Stream(
        index: Int(stream.pointee.index), kind: kind(of: stream), codec: stream.codecName,
        isDecodable: canDecode(stream), duration: isStill ? nil : stream.seconds,
        bitRate: Self.rate(stream.parameters.bit_rate),
        tags: Self.tags(stream.pointee.metadata, &budget))
    }
    return MediaInfo(
      container: MediaText.repaired(format.pointee.iformat.pointee.name, limit: 256),
      duration: isStill ? nil : duration, bitRate: Self.rate(format.pointee.bit_rate), tags: tags,
      streams: streams,
      streamCount: Int(format.pointee.nb_streams), sound: chosen.sound.map { Int($0.pointee.index) },
      pictures: chosen.pictures.map { Int($0.pointee.index) })
  }

  /// As many as are told of; the chosen ones are always among them.
  private func told(_ chosen: ChosenStreams) -> [Stream] {
    var told = Array(streams.prefix(Wire.listLimit))
    let missing = [chosen.sound, chosen.pictures].compactMap { $0 }.filter { !told.contains($0) }
    guard !missing.isEmpty else { return told }
    // The last ones that nobody chose make room.
    for _ in missing {
      if let index = told.lastIndex(where: { $0 != chosen.sound && $0 != chosen.pictures }) {
        told.remove(at: index)
      }
    }
    return told + missing
  }

  /// Seconds, as the file claims.
  var duration: Double? {
    let claimed = format.pointee.duration
    return claimed > 0 ? Double(claimed) / Double(AV_TIME_BASE) : nil
  }

  private func kind(of stream: Stream) -> MediaInfo.Stream.Kind {
    let parameters = stream.parameters
    switch parameters.codec_type {
    case AVMEDIA_TYPE_AUDIO:
      return .sound(rate: Int(parameters.sample_rate), channels: Int(parameters.ch_layout.nb_channels))
    case AVMEDIA_TYPE_VIDEO:
      let turn = stream.turn
      let (width, height) = turn.size(
        of: PictureShape.shown(
          width: Int(parameters.width), height: Int(parameters.height), aspect: shape(of: stream)))
      if stream.isCover { return .cover(width: width, height: height) }
      // Libav makes up a rate for a photo.
      let rate = isStill ? 0 : av_q2d(stream.pointee.avg_frame_rate)
      return .pictures(
        width: width, height: height, rotation: turn.degrees, rate: rate.isFinite && rate > 0 ? rate : nil)
    default:
      return .other(MediaText.repaired(av_get_media_type_string(parameters.codec_type), limit: 64))
    }
  }

  /// Of one pixel.
  func shape(of stream: Stream) -> AVRational { av_guess_sample_aspect_ratio(format, stream, nil) }

  private static func rate(_ value: Int64) -> Int? { value > 0 ? Int(value) : nil }

  private static func tags(_ dictionary: OpaquePointer?, _ budget: inout Int) -> [MediaInfo.Tag] {
    var tags: [MediaInfo.Tag] = []
    var entry: UnsafeMutablePointer<AVDictionaryEntry>?
    while tags.count < Wire.listLimit, budget > 0 {
      entry = av_dict_get(dictionary, "", entry, AV_DICT_IGNORE_SUFFIX)
      guard let found = entry?.pointee else { break }
      let name = MediaText.repaired(found.key, limit: 128).lowercased()
      let value = MediaText.repaired(found.value, limit: Wire.textLimit)
      budget -= name.utf8.count + value.utf8.count
      tags.append(MediaInfo.Tag(name: name, value: value))
    }
    return tags
  }
}
