import Lifecycle
import Media
import MediaWire

extension Checks {
  static let decoderProgram = "hookline-media-decoder"

  static let decoderHint =
    "build it with \"swift build --product \(decoderProgram)\", "
    + "or say in HOOKLINE_MEDIA_DECODER where it is"

  /// The decoder is `installed` where the settings name none.
  static func media(_ settings: Settings, installed: String) -> [Check] {
    let folder = settings[\.mediaDirectory]
    let named = settings[\.mediaDecoder]
    let limit = settings[\.mediaLimit]
    let checks = [
      folder.map { path in
        Check(
          subject: "media folder", variable: "HOOKLINE_MEDIA_DIR", deadline: .seconds(30),
          overdue: "could not be counted"
        ) {
          [mediaFolder(try await FolderStore(path).condition(), at: path, limit: limit)]
        }
      },
      Check(subject: "media decoder", variable: "HOOKLINE_MEDIA_DECODER") {
        let program = named ?? installed
        let finding = await decoder(program)
        let isNeeded = folder != nil || named != nil
        // Only those who look at media need it then.
        return [finding.verdict == .failure && !isNeeded ? .warning(finding.detail) : finding]
      },
    ]
    return checks.compactMap(\.self)
  }

  static func mediaFolder(_ condition: StoreCondition?, at path: String, limit: ByteCount) -> Finding {
    guard let condition else {
      return .warning("\(path) is not there yet; the first program that keeps media makes it")
    }
    let (usage, free) = (condition.usage, ByteCount(condition.freeByteCount))
    let used = ByteCount(usage.totalByteCount)
    let detail =
      "\(usage.objectCount) files, \(used.roughText) of at most \(limit.roughText), "
      + "\(free.roughText) free at \(path)"
    if free.value < limit.value - used.value {
      return .warning(detail + "; the disk is full before that, so lower HOOKLINE_MEDIA_LIMIT")
    }
    guard usage.damagedCount == 0 else {
      return .warning(detail + "; \(usage.damagedCount) were damaged and put aside, so look at the disk")
    }
    guard usage.foreignCount == 0 else {
      return .warning(detail + "; \(usage.foreignCount) in it are not media and never removed")
    }
    return .fine(detail)
  }

  private static func decoder(_ program: String) async -> Finding {
    guard program.contains("/") else {
      return .failure("\(decoderProgram) is neither beside hookline nor in PATH; \(decoderHint)")
    }
    do {
      let result = try await ChildProcess(
        program, ["--version"], timeout: .seconds(5), outputLimit: 1 << 16
      ).run()
      guard result.isSuccess else {
        return .failure("\(program) does not work: \(firstLine(result.errorText) ?? "\(result.status)")")
      }
      return decoder(program, saying: firstLine(result.text) ?? "")
    } catch {
      return .failure("\(error)")
    }
  }

  static func decoder(_ program: String, saying version: String) -> Finding {
    guard version.hasPrefix(decoderProgram) else {
      return .failure("\(program) is another program; it says \"\(version)\"")
    }
    guard version.contains("wire version \(Wire.version),") else {
      return .failure("\(program) is of another version of Hookline than this program: \(version)")
    }
    return .fine("\(version) at \(program)")
  }

  private static func firstLine(_ text: String) -> String? {
    text.split(whereSeparator: \.isNewline).first.map { String($0.prefix(200)) }
  }
}
