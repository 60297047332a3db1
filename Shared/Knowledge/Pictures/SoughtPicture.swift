public import Media
import MediaWire
import Recommending
public import Vision

/// A picture that videos are sought by: a still, or what a film shows at a moment.
public struct SoughtPicture: Sendable {
  /// Within black bars too, where there are some.
  public let descriptors: [FrameDescriptor]

  private static let side = 640
  /// The moments of a film that can be asked for, in seconds.
  public static let moments = 0.0...86_400.0

  /// - Throws: `MediaError`, also where there is no picture at that moment.
  public init(in file: MediaFile, at second: Double = 0, _ decoder: Decoder) async throws {
    descriptors = Self.descriptors(of: try await Self.frame(of: file, at: second, decoder))
  }

  private static func descriptors(of frame: Frame) -> [FrameDescriptor] {
    var meter = LooksMeter(.photos)
    meter.take(frame)
    let bars = meter.finish()?.letterbox ?? .none
    let whole = FrameDescriptor(frame)
    return bars == .none ? [whole] : [whole, FrameDescriptor(frame, within: bars)]
  }

  /// What is seen at that time: the last picture until then, which stands until another comes. Slideshows have one in many
  /// seconds.
  private static func frame(of file: MediaFile, at second: Double, _ decoder: Decoder) async throws -> Frame {
    var length: Double?
    for (seconds, choice) in second > 0 ? looks : [(seconds: 1, choice: .atMost(perSecond: 1))] {
      let start = max(0, second - seconds)
      let end = second > 0 ? second + 0.001 : seconds
      let found = try await decoded(file, from: start, seconds: end - start, choice, decoder)
      length = found.length
      // Lengths are told and rounded to a tenth.
      if let length, second > length + 0.1 { break }
      if let picture = found.picture { return try frame(picture) }
      // What does not say how long it is may have ended long ago.
      if length == nil { break }
    }
    let words = length.map { "; it lasts \(Words.tenths($0)) s" } ?? ""
    throw MediaError(
      .missing, second > 0 ? "there is no picture at second \(second)\(words)" : "there is no picture in it")
  }

  /// How far back is looked for it: first a little and at each.
  private static let looks: [(seconds: Double, choice: DecodeOrder.Pictures.Choice)] = [
    (1, .every), (120, .atMost(perSecond: 4)),
  ]

  private static func decoded(
    _ file: MediaFile, from start: Double, seconds: Double, _ choice: DecodeOrder.Pictures.Choice,
    _ decoder: Decoder
  ) async throws -> (picture: Picture?, length: Double?) {
    let pictures = DecodeOrder.Pictures(
      width: side, height: side, keepsShape: true, pixels: .rgb, choice: choice)
    let order = DecodeOrder(pictures: pictures, start: start, duration: seconds)
    let decoded = try await decoder.decode(file, order, into: LastPicture())
    return (decoded.consumer.picture, decoded.info.duration)
  }

  private static func frame(_ picture: Picture) throws -> Frame {
    let frame = Frame(
      width: picture.width, height: picture.height, time: max(0, picture.time), pixels: picture.pixels)
    guard let frame else { throw MediaError(.unreadable, "the picture is too small or too large") }
    return frame
  }
}

/// Keeps the last picture.
private struct LastPicture: ReplyConsumer {
  private(set) var picture: Picture?

  mutating func take(_ reply: Reply) {
    if case .picture(let new) = reply { picture = new }
  }
}
