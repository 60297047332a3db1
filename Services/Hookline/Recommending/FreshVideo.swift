import Content
import Glibc
import Lifecycle
import Media
import Models
import Storage

/// The video that music is wanted for: a file that is looked at now, or one that is stored.
enum FreshVideo {
  case file(String)
  case stored(VideoSelection)

  /// A file may be called like a number.
  init(_ text: String, _ invocation: Invocation) throws(Misuse) {
    if text.utf8.count < 4_096, access(text, F_OK) == 0 {
      self = .file(text)
      return
    }
    do throws(Misuse) { self = .stored(try VideoSelection(text, invocation)) } catch {
      throw Misuse(
        "\"\(excerpt(text, limit: 80))\" is neither a file nor a video: give its path, its number, or tiktok:ID",
        invocation.command)
    }
  }

  /// What is seen and heard in a file; nil for a stored video, which the database knows.
  func seen(_ context: Context) async throws -> VideoFeatures? {
    guard case .file(let path) = self else { return nil }
    let configured = try context.settings()
    var settings = DecoderSettings(
      program: configured[\.mediaDecoder]
        ?? DecoderSettings.installedProgram(environment: context.environment))
    settings.slots = 1
    let decoder = Decoder(settings, logger: context.logger)
    let clip: Result<AnalyzedClip, any Error>
    do { clip = .success(try await decoder.clip(of: MediaFile(path: path)).clip) } catch {
      clip = .failure(error)
    }
    await decoder.close()
    do { return VideoFeatures(of: AnalysableVideo(), clip: try clip.get()) } catch let error as MediaError {
      let hint = error.code == .noDecoder ? "; \(Checks.decoderHint)" : ""
      throw CommandFailure("\(excerpt(path, limit: 200)): \(error)\(hint)")
    }
  }

  /// What analysis has found in a stored video; nil for a file.
  func found(in database: any Database) async throws -> VideoFeatures? {
    guard case .stored(let selection) = self else { return nil }
    let number = try await selection.number(in: database)
    guard let features = try await database.videoFeatures(of: number) else {
      throw CommandFailure("video \(number) was not analysed yet: nothing is known of what would suit it")
    }
    return features
  }
}
