import API
import Glibc
import HTTP
import Lifecycle
import Media
import Telemetry

/// Looks at what strangers bring, in children that may die over it. Few are looked at at once, and nobody waits in line: a
/// gateway has other things to do.
final class UploadDesk: Sendable {
  /// Files that are looked at at once.
  static let places = 2
  /// Of one film or sound this much is looked at, in seconds: as long as videos that music can be asked for.
  static let lengthLimit = 600.0

  private let decoder: Decoder
  private let seats = Places(places, for: "files that are looked at")

  init(program: String? = nil, logger: Logger) {
    var settings = DecoderSettings(program: program ?? DecoderSettings.installedProgram())
    settings.slots = Self.places
    settings.timeout = .seconds(90)
    settings.cpuLimit = .seconds(60)
    settings.stallTimeout = .seconds(20)
    decoder = Decoder(settings, logger: logger)
  }

  /// Has something done with a file that may hold what is wanted, for who has this key.
  ///
  /// - Throws: `Refusal` for what is something else or cannot be read, and where all places are taken.
  func look<Value: Sendable>(
    at upload: UploadedFile, for wanted: [MediaKind], by key: Int64?,
    _ body: (MediaFile, Decoder) async throws -> Value
  ) async throws -> Value {
    _ = try Self.format(of: upload.read(at: 0, count: Sniffer.byteCount), wanted)
    defer { withExtendedLifetime(upload) {} }
    return try await look(at: upload.path, by: key, body)
  }

  /// The same with what is kept, which anybody may have brought.
  func look<Value: Sendable>(
    at stored: StoredFile, for wanted: [MediaKind], by key: Int64?,
    _ body: (MediaFile, Decoder) async throws -> Value
  ) async throws -> Value {
    _ = try Self.format(of: stored.read(upTo: Sniffer.byteCount), wanted)
    defer { withExtendedLifetime(stored) {} }
    return try await look(at: "/proc/\(getpid())/fd/\(stored.descriptor)", by: key, body)
  }

  private func look<Value: Sendable>(
    at path: String, by key: Int64?, _ body: (MediaFile, Decoder) async throws -> Value
  ) async throws -> Value {
    try await seats.withOne(by: key) {
      do { return try await body(MediaFile(path: path), decoder) } catch let error as MediaError {
        throw Self.refusal(for: error)
      }
    }
  }

  func close() async { await decoder.close() }

  /// By its first bytes, whatever it is called: what is no media at all needs no child.
  static func format(of head: [UInt8], _ wanted: [MediaKind]) throws(Refusal) -> MediaFormat {
    switch Sniffer.look(at: head) {
    case .media(let format) where wanted.contains { $0.accepts(format) }: return format
    case .media(let format): throw otherMedia("it is \(format.rawValue)")
    case .other(let words): throw otherMedia("it is \(words)")
    }
  }

  private static func otherMedia(_ words: String) -> Refusal {
    Refusal(
      .unsupportedMediaType, "media-type", "The file is not what is taken here: \(words).",
      faults: [Fault(.body("#"), words)])
  }

  /// What ended its child was the file's doing, as far as anybody can tell.
  private static func refusal(for error: MediaError) -> any Error {
    switch error.code {
    case .unreadable, .missing, .limit, .crashed, .tooLarge, .notMedia:
      let words = error.code == .crashed ? "its decoder has died over it" : "\(error)"
      return Refusal(
        .unprocessableContent, "media", "Nothing can be made of this file: \(words).",
        faults: [Fault(.body("#"), words)])
    case .noDecoder, .storeFailed, .unavailable:
      return Refusal(
        .serviceUnavailable, "decoder", "No file can be looked at here at the moment.",
        headers: ["Retry-After": "30"])
    default: return error
    }
  }
}
