import Lifecycle
import Media
import Sources
import Telemetry

/// What sources are made with.
struct SourceParts: Sendable {
  let settings: Settings
  let memory: any SourceMemory
  /// Where the library is kept.
  var shelf: any LibraryShelf = BriefShelf()
  let logger: Logger
}

/// A source that ingest can have.
struct SourceLine: Sendable {
  let name: String
  /// What has to be set for it, for people.
  let needs: String
  /// Nil when it is not configured.
  let make: @Sendable (SourceParts) throws -> (any Sources.Source)?
}

/// The sources that ingest can have, in the order in which they are asked where nothing else is said. A new one is a line
/// here.
enum SourceTable {
  static let all = [
    SourceLine(name: "scrapes", needs: "HOOKLINE_SCRAPE_DIR") { parts in
      parts.settings[\.scrapeDirectory].map { ScrapeFolder($0) }
    },
    SourceLine(
      name: "tiktok-research", needs: "HOOKLINE_TIKTOK_CLIENT_KEY and HOOKLINE_TIKTOK_CLIENT_SECRET"
    ) { parts in ResearchSettings(parts.settings).map { ResearchAPI($0, memory: parts.memory) } },
    SourceLine(name: "yt-dlp", needs: "HOOKLINE_YTDLP") { parts in
      parts.settings[\.ytDlp].map { YtDlp(YtDlpSettings(program: $0)) }
    },
    SourceLine(
      name: "spotify", needs: "HOOKLINE_SPOTIFY_CLIENT_ID and HOOKLINE_SPOTIFY_CLIENT_SECRET"
    ) { parts in SpotifySettings(parts.settings).map { Spotify($0, memory: parts.memory) } },
    SourceLine(name: "library", needs: "HOOKLINE_LIBRARY_DIR") { parts in library(parts) },
  ]

  /// Those that are named, in that order, or all that are configured.
  static func sources(_ parts: SourceParts, from table: [SourceLine] = all) throws -> [any Sources.Source] {
    let found =
      if let names = parts.settings[\.sources] {
        try lines(of: names, table).map { line in
          guard let source = try line.make(parts) else {
            throw SourceSetupError(
              "HOOKLINE_SOURCES names \(line.name), which is not configured: set \(line.needs)")
          }
          return source
        }
      } else {
        try table.compactMap { try $0.make(parts) }
      }
    guard !found.isEmpty else {
      throw SourceSetupError(
        "no source is configured: set one of \(table.map(\.needs).joined(separator: ", "))")
    }
    return found
  }

  /// The folder is read by the decoder where there is one.
  private static func library(_ parts: SourceParts) -> LibraryFolder? {
    guard let path = parts.settings[\.libraryDirectory] else { return nil }
    let program =
      parts.settings[\.mediaDecoder] ?? DecoderSettings.installedProgram()
    let decoder =
      program.contains("/") ? Decoder(DecoderSettings(program: program), logger: parts.logger) : nil
    return LibraryFolder(path, decoder: decoder, shelf: parts.shelf)
  }

  private static func lines(of names: String, _ table: [SourceLine]) throws -> [SourceLine] {
    var lines: [SourceLine] = []
    for name in names.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
      guard let line = table.first(where: { $0.name == name.lowercased() }) else {
        let known = table.map(\.name).joined(separator: ", ")
        throw SourceSetupError("HOOKLINE_SOURCES names \"\(name)\", which is no source; there are \(known)")
      }
      if !lines.contains(where: { $0.name == line.name }) { lines.append(line) }
    }
    return lines
  }
}

/// Sources that cannot be set up as they are asked for.
struct SourceSetupError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
