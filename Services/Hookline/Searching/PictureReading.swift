import Glibc
import Knowledge
import Lifecycle
import Media
import Vision

/// Reads the picture that is looked for from a file: what it shows as a whole, and within black bars.
struct PictureReading {
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
    let picture: Result<SoughtPicture, any Error>
    do {
      picture = .success(try await SoughtPicture(in: MediaFile(path: path), at: second, decoder))
    } catch { picture = .failure(error) }
    await decoder.close()
    do { return try picture.get().descriptors } catch let error as MediaError {
      throw CommandFailure("\(excerpt(path, limit: 200)): \(error)")
    }
  }

  /// A file may have such a name itself.
  static func parted(
    _ text: String, isThere: (String) -> Bool
  ) throws(CommandFailure) -> (path: String, second: Double) {
    guard !isThere(text), let sign = text.lastIndex(of: "@"), sign > text.startIndex else { return (text, 0) }
    let number = text[text.index(after: sign)...]
    guard let second = Double(number), SoughtPicture.moments.contains(second) else {
      guard isThere(String(text[..<sign])) else { return (text, 0) }
      throw CommandFailure("\"\(excerpt(String(number), limit: 40))\" is no second of a film, such as 12.5")
    }
    return (String(text[..<sign]), second)
  }
}
