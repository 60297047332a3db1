import Glibc
import Lifecycle
import Media
import MediaWire
import Recommending
import Search
import Vision

/// Reads the picture that is looked for from a file: what it shows as a whole, and within black bars.
struct PictureReading {
  private static let side = 640

  private let settings: DecoderSettings
  private let context: Context

  init(_ settings: Settings, _ context: Context) {
    self.context = context
    self.settings = {
      var decoding = DecoderSettings(
        program: settings[\.mediaDecoder]
          ?? DecoderSettings.installedProgram(environment: context.environment))
      decoding.slots = 1
      return decoding
    }()
  }

  /// Of a path, perhaps with `@` and the second of a film.
  func descriptors(of text: String) async throws -> [FrameDescriptor] {
    let (path, second) = try Self.parted(text) { access($0, F_OK) == 0 }
    let decoder = Decoder(settings, logger: context.logger)
    let frame: Result<Frame, any Error>
    do {
      frame = .success(try await Self.frame(of: MediaFile(path: path), at: second, decoder))
    } catch { frame = .failure(error) }
    await decoder.close()
    do { return Self.descriptors(of: try frame.get()) } catch let error as MediaError {
      throw CommandFailure("\(excerpt(path, limit: 200)): \(error)")
    }
  }

  /// A file may have such a name itself.
  static func parted(
    _ text: String, isThere: (String) -> Bool
  ) throws(CommandFailure) -> (path: String, second: Double) {
    guard !isThere(text), let sign = text.lastIndex(of: "@"), sign > text.startIndex else { return (text, 0) }
    let number = text[text.index(after: sign)...]
    guard let second = Double(number), (0...86_400).contains(second) else {
      guard isThere(String(text[..<sign])) else { return (text, 0) }
      throw CommandFailure("\"\(excerpt(String(number), limit: 40))\" is no second of a film, such as 12.5")
    }
    return (String(text[..<sign]), second)
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
