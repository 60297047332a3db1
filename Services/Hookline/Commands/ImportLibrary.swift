import Datasets
import Glibc
import Lifecycle
import Media
import Models
import Sources
import Storage

extension Commands {
  private static let watch = Option("watch", help: "go on, and take in what changes, until Ctrl-C")

  private static let force = Option(
    "force", help: "believe that files are gone, even if most of them are")

  static let importLibrary = Command(
    name: "import library",
    summary: "takes in a folder of audio files, by their tags and their sound",
    examples: [
      .init(line: "import library ~/Music", meaning: "what is new or has changed since the last time"),
      .init(line: "import library --watch", meaning: "HOOKLINE_LIBRARY_DIR, and go on with what changes"),
    ],
    operands: .init(usage: "[DIR]", count: 0...1), options: [watch, force],
    notes: [
      "A track is known by the bytes of its file, so that it stays the same under another",
      "name. Title, artist, album, duration and ISRC come from the tags; without them the file",
      "is taken to be called \"Artist - Title\". Links are not followed, what is hidden is left",
      "out, and a file that cannot be read is told of and does not hold up the others. Where",
      "nothing is left, or less than half, nothing is taken for gone without --force: the folder",
      "may not be mounted. No broker is needed. --json prints one object a line with --watch.",
    ]
  ) { invocation, context in
    let settings = try context.settings(requiring: [\.databaseURL])
    guard let path = invocation.operands.first ?? settings[\.libraryDirectory] else {
      throw Misuse("DIR is missing, and HOOKLINE_LIBRARY_DIR names none", invocation.command)
    }
    let decoder = decoder(settings, context)
    let watches = invocation.has(watch)
    let outcome = try await Interruption.heard { shutdown -> Result<ExitCode, any Error>? in
      let result = await shutdown.unlessDrained { () -> Result<ExitCode, any Error> in
        do { return .success(try await take(path, decoder, (watches, invocation.has(force)), context)) } catch
        {
          return .failure(error)
        }
      }
      await decoder?.close()
      return result
    }
    guard let outcome = outcome.flatMap(\.self) else {
      // What was read before is kept.
      return watches ? .done : .interrupted
    }
    return try outcome.get()
  }

  /// Nil where there is none.
  private static func decoder(_ settings: Settings, _ context: Context) -> Decoder? {
    let program =
      settings[\.mediaDecoder] ?? DecoderSettings.installedProgram(environment: context.environment)
    guard program.contains("/"), access(program, X_OK) == 0 else {
      context.console.note(
        "there is no media decoder, so files are taken by their names and without fingerprints; \(Checks.decoderHint)"
      )
      return nil
    }
    return Decoder(DecoderSettings(program: program), logger: context.silentLogger)
  }

  private static func take(
    _ path: String, _ decoder: Decoder?, _ manner: (watches: Bool, isForced: Bool), _ context: Context
  ) async throws -> ExitCode {
    try await context.withDatabase { database in
      let store = LibraryIntake(database)
      let width = decoder == nil ? 2 : DecoderSettings().slots
      let folder = LibraryFolder(path, decoder: decoder, shelf: store, width: width)
      let taking = LibraryTaking(
        folder: folder, context: context, watches: manner.watches, isForced: manner.isForced)
      guard manner.watches else { return try await taking.look() }
      try await LibraryWatch(path, logger: context.logger) { _ = try await taking.look() }.run()
      return .done
    }
  }
}
