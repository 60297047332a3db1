import FoundationEssentials
import Glibc
import Lifecycle
import Media
import Telemetry
import TestKit
import TestVideo

/// Films, sounds and photos that ffmpeg makes, in a folder that goes, and the real decoder to see them with.
struct FilmFolder: Sendable {
  static let canMake = ["/usr/bin/", "/usr/local/bin/"].contains { access($0 + "ffmpeg", X_OK) == 0 }

  let path: String
  let decoder: Decoder

  static func with<Value>(_ body: (FilmFolder) async throws -> Value) async throws -> Value {
    let path = FileManager.default.temporaryDirectory.path + "/hookline-films-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    var settings = DecoderSettings(program: CheckoutFiles.program("hookline-media-decoder"))
    settings.slots = 1
    let decoder = Decoder(settings, logger: .silent)
    do {
      let value = try await body(FilmFolder(path: path, decoder: decoder))
      await decoder.close()
      return value
    } catch {
      await decoder.close()
      throw error
    }
  }

  /// A file of this name, made with these arguments of ffmpeg before the name.
  @discardableResult
  func make(_ name: String, _ arguments: [String]) async throws -> String {
    let file = "\(path)/\(name)"
    let result = try await ChildProcess(
      "ffmpeg", ["-v", "error", "-nostdin", "-y"] + arguments + [file]
    ).run()
    guard result.isSuccess else { throw ChildProcessError(program: "ffmpeg", reason: result.errorText) }
    return file
  }

  /// A file of this name with these bytes.
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let file = "\(path)/\(name)"
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }

  func bytes(_ file: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: file))) }

  /// A clip of this size, nearly without loss and without sound, as material for others.
  func material(_ clip: Clip, width: Int = 180, height: Int = 320) throws -> String {
    let file = "\(path)/\(clip.name).mkv"
    // Through a pipe, because all frames together are large.
    let input = "-f rawvideo -pix_fmt rgb24 -s \(width)x\(height) -framerate \(clip.rate.perSecond) -i -"
    let codec = "-c:v libx264 -preset ultrafast -crf 8 -pix_fmt yuv420p"
    guard let stream = popen("exec ffmpeg -v error -y \(input) \(codec) '\(file)'", "w") else {
      throw MediaError(.storeFailed, "ffmpeg cannot be started")
    }
    var painter = Painter(clip, width: width, height: height)
    for frame in 0..<clip.frameCount {
      let pixels = painter.pixels(of: frame)
      _ = fwrite(pixels, 1, pixels.count, stream)
    }
    guard pclose(stream) == 0 else { throw MediaError(.storeFailed, "ffmpeg could not make \(file)") }
    return file
  }

  func clip(_ file: String) async throws -> AnalyzedClip {
    try await decoder.clip(of: MediaFile(path: file)).clip
  }

  /// The code of the error that seeing a file ends with; nil where it ends well.
  func failure(_ file: String) async -> MediaError? {
    do { _ = try await clip(file) } catch { return error as? MediaError }
    return nil
  }
}
