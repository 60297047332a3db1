import Audio
import Media
import MediaWire

/// What is to be made of a file, and where it goes.
struct Extraction: Sendable {
  struct Sound: Sendable {
    /// As the file has it when nil.
    var rate: Int?
    var channels: Int?
    var samples = WaveHeader.Samples.int16
  }

  var sound: Sound?
  var thumbnail: DecodeOrder.Thumbnail?
  /// Frames a second.
  var frames: Double?
  /// Pixels of the longer side of frames.
  var side = 1280
  var start = 0.0
  var duration: Double?

  /// - Throws: `missing` when the file has not what is asked for.
  func order(for info: MediaInfo) throws(MediaError) -> DecodeOrder {
    var order = DecodeOrder(thumbnail: thumbnail, start: start, duration: duration)
    if let sound {
      guard let stream = info.streams.first(where: { $0.index == info.sound }),
        case .sound(let rate, let channels) = stream.kind
      else { throw MediaError(.missing, "there is no sound in it") }
      order.sound = .init(
        rate: sound.rate ?? min(max(rate, 4000), 192_000),
        channels: sound.channels ?? min(max(channels, 1), 2))
    }
    if let frames {
      guard let stream = info.streams.first(where: { $0.index == info.pictures }),
        case .pictures(let width, let height, _, _) = stream.kind
      else { throw MediaError(.missing, "there are no pictures in it") }
      // Never enlarged, and of the picture's own shape.
      let scale = min(1, Double(side) / Double(max(width, height, 1)))
      func scaled(_ length: Int) -> Int { max(1, Int((Double(length) * scale).rounded())) }
      order.pictures = .init(
        width: scaled(width), height: scaled(height), keepsShape: false, choice: .atMost(perSecond: frames))
    }
    return order
  }
}
