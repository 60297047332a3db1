import Datasets
import Documents
import FoundationEssentials
import Lifecycle
import Models
import Sources
import Storage

extension Commands {
  private static let dryRun = Option("dry-run", help: "check everything, and store nothing")
  private static let strict = Option("strict", help: "store nothing unless every row is right")
  private static let partial = Option(
    "partial", help: "take the right rows of a contract in, though others of it are wrong")
  private static let rowSource = Option("source", value: "NAME", help: "the contract of rows that name none")
  private static let listSource = Option("source", value: "NAME", help: "only what this contract states")
  private static let listLimit = Option(
    "limit", value: "COUNT", help: "how many at most (default 1000)")

  static let rightsNotes = [
    "Columns: track, or title and artist; territory, use, permission, from, until, source.",
    "track is a number or a key: spotify:…, tiktok:…, apple-music:…, library:…, isrc:…",
    "territory is WW or countries of ISO 3166-1, use some of organic (a creator's own post),",
    "branded (one that a company pays for), commercial (a company's own), advertising (shown",
    "for money) and off-platform (used elsewhere); several stand with blanks between. permission",
    "is allow or forbid, and allow where nothing stands. from and until are dates, until's day included.",
  ]

  static let rightsImport = Command(
    name: "rights import",
    summary: "takes in licences by track, territory, use and time",
    examples: [
      .init(line: "rights import label.csv --dry-run", meaning: "what is wrong with the file"),
      .init(line: "rights import label.csv --rejects bad.csv", meaning: "the rest for mending"),
      .init(
        line: "rights import label.jsonl --source contract-17",
        meaning: "a JSON object a line, of one contract"),
      .init(line: "rights import -", meaning: "what is piped in, packed or not"),
    ],
    operands: .init(usage: "FILE|-", count: 1...1),
    options: [dryRun, strict, partial, rowSource, RejectsFile.option],
    notes: rightsNotes + [
      "What a source has stated before is replaced, so that a file can be taken in again.",
      "Of a source with a wrong row nothing is taken in, and what it stated before stays; a row",
      "that does not say whose it is may be anybody's. Exits with 1 when rows are wrong. A gateway",
      "takes CSV that is not packed, up to 8 MiB, and tells the first 100 rows that are wrong.",
    ]
  ) { invocation, context in
    let path = invocation.operands[0]
    let rejects = try RejectsFile(invocation, sparing: [path])
    if let remote = try context.remote() {
      return try await bring(path, terms(invocation), rejects, to: remote, context.console)
    }
    let bar = ProgressBar(context.console)
    let terms = terms(invocation)
    let outcome = try await Interruption.heard { shutdown in
      await shutdown.unlessDrained { () -> Result<RightsImport.Report, any Error> in
        do {
          // Before anything is locked: what is piped in may be long in coming.
          let origin = try await origin(path, shutdown)
          let importing = RightsImport(origin, terms) { share in
            bar.show(share, "rows")
          } reject: { row in
            if context.console.isJSON == false, rejects == nil {
              bar.clear()
              context.console.error("\(row.file):\(row.line): \(row.reason)")
            }
            try rejects?.add(row)
          }
          return .success(try await context.withDatabase { try await importing.run(in: $0) })
        } catch { return .failure(error) }
      }
    }
    bar.clear()
    guard let outcome = outcome.flatMap(\.self) else {
      context.console.error("interrupted; nothing was stored")
      return .interrupted
    }
    let report = try outcome.get()
    try rejects?.finish()
    let told = ToldRightsImport(report, isStored: terms.stores(report))
    RightsSummary(told: told, strangeColumns: report.strangeColumns).show(on: context.console)
    return report.rejected > 0 ? .failed : .done
  }

  private static func terms(_ invocation: Invocation) -> RightsImport.Terms {
    RightsImport.Terms(
      source: invocation[rowSource], isDryRun: invocation.has(dryRun), isStrict: invocation.has(strict),
      isPartial: invocation.has(partial))
  }

  /// Of very many rows that are wrong a gateway tells the first only.
  private static func bring(
    _ path: String, _ terms: RightsImport.Terms, _ rejects: RejectsFile?, to remote: Remote,
    _ console: Console
  ) async throws -> ExitCode {
    let name = path == "-" ? "standard input" : path
    let (told, strangeColumns, rejected) = try await remote.importRights(
      path == "-" ? "/dev/stdin" : path, terms)
    for row in rejected {
      if !console.isJSON, rejects == nil { console.error("\(name):\(row.line): \(row.reason)") }
      try rejects?.add(
        CSVText.record([name, "\(row.line)", row.rules.joined(separator: "; "), row.reason, row.row]))
    }
    try rejects?.finish()
    if rejected.count < told.rejected {
      console.warn(
        "a gateway tells the first \(rejected.count) rows that are wrong"
          + (rejects == nil ? "" : ", and --rejects has these only"))
    }
    RightsSummary(told: told, strangeColumns: strangeColumns).show(on: console)
    return told.rejected > 0 ? .failed : .done
  }

  private static func origin(_ path: String, _ shutdown: Shutdown) async throws -> RightsImport.Origin {
    guard path == "-" else { return .file(path) }
    return .input(try await SpooledInput.standardInput { shutdown.phase == .running })
  }

  static let rightsShow = Command(
    name: "rights show",
    summary: "shows what may be done with a track now, and why",
    examples: [
      .init(line: "rights show isrc:USS1Z9900001", meaning: "a track by the code of its recording"),
      .init(line: "rights show 42 --json", meaning: "one by its number, for a program"),
    ],
    operands: .init(usage: "TRACK", count: 1...1)
  ) { invocation, context in
    let subject: TrackSubject
    do throws(TrackSubjectError) { subject = try TrackSubject(invocation.operands[0]) } catch {
      throw Misuse(
        "\"\(excerpt(invocation.operands[0], limit: 80))\" cannot be meant: \(error)", invocation.command)
    }
    if let remote = try context.remote() {
      guard let told = try await remote.rights(of: invocation.operands[0]) else {
        throw CommandFailure("no track \(subject) is known")
      }
      RightsReport.show(told.map { ($0.track, $0.rights) }, at: Date(), on: context.console)
      return .done
    }
    let rights = try await context.withDatabase { database in
      let found = try await database.perform { try MeantTracks([subject], $0)[subject] }
      guard case .found(let tracks) = found else { throw CommandFailure("no track \(subject) is known") }
      let rights = try await RightsStore(database).rights(of: tracks)
      return tracks.map { ($0, rights[$0] ?? Rights()) }
    }
    RightsReport.show(rights, at: Date(), on: context.console)
    return .done
  }

  static let rightsList = Command(
    name: "rights list",
    summary: "lists contracts, or what one of them states",
    examples: [
      .init(line: "rights list", meaning: "every source, with its rights and tracks"),
      .init(line: "rights list --source contract-17", meaning: "all that this one states"),
    ],
    options: [listSource, listLimit]
  ) { invocation, context in
    let limit = try invocation.number(listLimit, in: 1...1_000_000) ?? 1_000
    if let source = invocation[listSource] {
      let entries: [RightsStore.Entry]
      if let remote = try context.remote() {
        entries = try await remote.rights(statedBy: source, limit: limit)
      } else {
        entries = try await context.withDatabase {
          try await RightsStore($0).entries(of: source, limit: limit)
        }
      }
      guard !entries.isEmpty else {
        throw CommandFailure("nothing is stated by \"\(excerpt(source, limit: 80))\"")
      }
      RightsReport.show(entries, on: context.console)
    } else if let remote = try context.remote() {
      RightsReport.show(try await remote.contracts(), on: context.console)
    } else {
      RightsReport.show(
        try await context.withDatabase { try await RightsStore($0).sources() }, on: context.console)
    }
    return .done
  }
}
