import Datasets
import FoundationEssentials
import HTTP
import Lifecycle
import Sources

extension Commands {
  private static let size = Option("size", value: "COUNT", help: "records a page, at most 100 (default 100)")
  private static let concurrency = Option(
    "concurrency", value: "COUNT", help: "pages asked for at once (default 100)")
  private static let most = Option(
    "max-records", value: "COUNT", help: "of users, tracks or histories each, at most (default 10000000)")
  private static let title = Option("title", value: "TEXT", help: "what the version is called")
  private static let expires = Option(
    "expires", value: "DURATION", help: "when the version is to be deleted, such as 30d (default never)")
  private static let gaps = Option("allow-gaps", help: "leave out pages that cannot be had")
  private static let partial = Option(
    "partial", help: "make a version of files even if there are none of users, tracks or histories")
  private static let force = Option(
    "force", help: "make a current version even if nothing has changed, or most is gone")

  static let importMoovitaMix = Command(
    name: "import moovitamix",
    summary: "brings users, tracks and listening histories of MoovitaMix in as a new version",
    examples: [
      .init(line: "import moovitamix http://host:8000", meaning: "from its API"),
      .init(
        line: "import moovitamix http://host:8000 --expires 30d", meaning: "for a month"),
      .init(line: "import moovitamix exports/", meaning: "from a folder"),
      .init(line: "import moovitamix users.jsonl tracks.jsonl.gz listen_history.json", meaning: "from files"),
    ],
    operands: .init(usage: "URL|DIR|FILE…", count: 1...1_000),
    options: [size, concurrency, most, title, expires, gaps, partial, force],
    notes: [
      "The version is current once all of it is there; until then, and when the import",
      "fails, the one before is. What was current becomes compressed history.",
      "A version that has none or less than half of the users, tracks or histories of the one",
      "before, or of which most were rejected, is held back: \"hookline datasets use\" or --force.",
      "Of those that are held back, only the newest is kept.",
      "Where nothing has changed, the current version stays, at least as long as --expires says.",
      "Records that break a rule are kept apart: \"hookline datasets export\" shows them.",
    ]
  ) { invocation, context in
    var settings = MoovitaMixImport.Settings()
    settings.title = invocation[title] ?? ""
    settings.expiry = try invocation.duration(expires).map { Date.now.addingTimeInterval($0 / .seconds(1)) }
    settings.isForced = invocation.has(force)
    let bar = ProgressBar(context.console)
    let origin = try origin(invocation, bar, context.console)
    let (remote, isPartial) = (try context.remote(), invocation.has(partial))
    if remote != nil, case .api = origin { throw RemoteMoovitaMix.refusal(of: invocation.operands[0]) }
    let report = try await Interruption.heard { [settings] shutdown in
      defer { bar.clear() }
      if let remote, case .files(let files) = origin {
        return await shutdown.unlessDrained { () -> Result<MoovitaMixImport.Outcome, any Error> in
          let bringing = RemoteMoovitaMix(
            remote: remote, files: files, settings: settings, isPartial: isPartial, bar: bar)
          do { return .success(try await bringing.run()) } catch { return .failure(error) }
        }
      }
      return try await context.withDatasets { database, connection in
        await shutdown.unlessDrained { () -> Result<MoovitaMixImport.Outcome, any Error> in
          do {
            let lock = try await DatasetLock(
              Dataset.moovitaMix.name, connection, logger: context.silentLogger)
            let result: Result<MoovitaMixImport.Outcome, any Error>
            do {
              result = .success(
                try await bar.minding("waiting for \(origin)") {
                  try await MoovitaMixImport(database, settings).run(origin) { bar.show($0, origin) }
                })
            } catch { result = .failure(error) }
            await lock.release()
            return result
          } catch { return .failure(error) }
        }
      }
    }
    guard let outcome = report ?? nil else {
      if remote != nil { context.console.error(Remote.interrupted) }
      return .interrupted
    }
    do { return ImportedReport(outcome: try outcome.get()).show(on: context.console) } catch let error
      as DatasetError where error.code == .tooLarge
    {
      throw CommandFailure("\(error); \(most.label) takes more")
    }
  }

  private static func origin(
    _ invocation: Invocation, _ bar: ProgressBar, _ console: Console
  ) throws -> MoovitaMixImport.Origin {
    let size = try invocation.number(size, in: 1...MoovitaMixAPI.sizeLimit) ?? MoovitaMixAPI.sizeLimit
    let concurrency = try invocation.number(concurrency, in: 1...4_000) ?? 100
    let places = invocation.operands
    guard places.contains(where: { $0.contains("://") }) else {
      return try files(places, isPartial: invocation.has(partial), console)
    }
    guard places.count == 1 else {
      throw Misuse("one address is imported at a time, and no files beside it", invocation.command)
    }
    var settings = ClientSettings(bodyLimit: 16 << 20, transferLimit: concurrency)
    settings.userAgent = "hookline/\(Program.version)"
    var caller = Caller(source: "moovitamix", client: Client(settings), meter: SourceMeter())
    let waiting = WaitNotes(bar)
    caller.onWait = { waiting.tell($0) }
    var crawl = MoovitaMixCrawl.Settings()
    crawl.concurrency = concurrency
    crawl.allowsGaps = invocation.has(gaps)
    crawl.recordLimit = try invocation.number(most, in: 1...100_000_000) ?? crawl.recordLimit
    do { return .api(try MoovitaMixAPI(places[0], size: size, caller: caller), crawl) } catch {
      throw Misuse("\(error)", invocation.command)
    }
  }
}

extension Commands {
  private static func files(
    _ places: [String], isPartial: Bool, _ console: Console
  ) throws -> MoovitaMixImport.Origin {
    let files = try places.flatMap { try MoovitaMixFolder.files(at: $0) }
    for place in places {
      for name in try MoovitaMixFolder.ignored(at: place).prefix(20) {
        console.warn("\(place)/\(name) is none of the files of MoovitaMix, and is left out")
      }
    }
    if !isPartial {
      do { try MoovitaMixFolder.requireAllKinds(files) } catch {
        throw CommandFailure("\(error); --partial imports it all the same")
      }
    }
    return .files(files)
  }
}

extension ProgressBar {
  fileprivate func show(_ progress: MoovitaMixImport.Progress, _ origin: MoovitaMixImport.Origin) {
    let noun = if case .api = origin { "page" } else { "file" }
    let share = progress.pageCount.map { Double(progress.pages) / Double(max(1, $0)) }
    let whole = progress.pageCount.map { " of \(grouped($0))" } ?? ""
    show(share, "\(grouped(progress.pages))\(whole) \(noun)s, \(counted(progress.records, "record"))")
  }
}
