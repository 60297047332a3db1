import CLibav

/// The streams that orders are about: one of sound, one of pictures, and the cover.
struct ChosenStreams {
  let sound: Container.Stream?
  let pictures: Container.Stream?
  let cover: Container.Stream?

  init(of container: Container) {
    let streams = container.streams
    var decoder: UnsafePointer<AVCodec>?
    let best = av_find_best_stream(container.format, AVMEDIA_TYPE_AUDIO, -1, -1, &decoder, 0)
    sound = streams.indices.contains(Int(best)) ? streams[Int(best)] : nil
    let shown = streams.filter { $0.parameters.codec_type == AVMEDIA_TYPE_VIDEO && container.canDecode($0) }
    cover = shown.first { $0.isCover }
    // Libav's own choice may be a cover. The first of the largest is what players show.
    pictures = shown.filter { !$0.isCover }.max { Self.worth(of: $0) < Self.worth(of: $1) }
  }

  private static func worth(of stream: Container.Stream) -> Int64 {
    let isDefault = stream.pointee.disposition & AV_DISPOSITION_DEFAULT != 0
    let pixels = Int64(stream.parameters.width) * Int64(stream.parameters.height)
    // Of equals `max` takes the last; the index makes the first one win.
    return ((isDefault ? 1 << 40 : 0) + min(pixels, 1 << 39)) * 1024 - Int64(stream.pointee.index)
  }
}
