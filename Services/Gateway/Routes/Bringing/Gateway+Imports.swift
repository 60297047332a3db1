import API
import Datasets
import Documents
import FoundationEssentials
import HTTP
import Models
import Sources
import Storage

/// Files of facts that are brought, as the command line takes them in.
extension Gateway {
  var imports: [Endpoint] { [importScrape] }

  /// Of a file of scrapes when it is unpacked.
  private static let unpackedLimit = 64 << 30

  private var importScrape: Endpoint {
    Endpoint(
      .post, "/v1/imports/scrape", .scope(.submit), "imports",
      "Takes in creators, posts and sounds of a file of scrapes of TikTok"
    ) { call in
      try await scrapePlaces.withOne(by: call.caller.key) { try await takeInScrapes(call) }
    }
    .with {
      $0.notes =
        "JSON or JSON lines, packed with gzip or not, as TikTok's web pages, its app or Apify's scraper write it. It is read "
        + "as a stream and written part by part: what is known is left as it is, so an import that was broken off, also by "
        + "this answer's time running out, is sent again. Broken records are counted by rule and left out, and the first of "
        + "them told. Where nothing in it is a profile, a video or a sound, the answer is 422. The file is not kept. "
        + "One import is at work at a time. Posts are analysed when their creator is next asked for: POST /v1/runs."
      $0.parameters = [
        .query(
          "name", .string(1...500),
          "What rejections and complaints call it; the number of the request unless said"),
        .query("at", .moment, "When it was true; now unless said, and at the latest"),
        .query("empty", .boolean, "Answer 200 also where nothing in it is a profile, a video or a sound"),
      ]
      $0.body = .file(
        Upload(
          "file",
          [
            MediaType.json, "application/x-ndjson", "application/jsonl", "application/gzip", MediaType.text,
            "application/octet-stream",
          ], "a file of scrapes", patience: .seconds(600)), limit: ImportLimits.scrapeBytes)
      $0.outcomes = [.init(.ok, "What came of it", Schemas.scrapes)]
      $0.deadline = .seconds(600)
    }
  }

  private func takeInScrapes(_ call: Call) async throws -> Answer {
    guard let file = call.file else { throw Refusal.invalid([Fault(.body("#"), "there is no file")]) }
    let change = Change(call, "scrape.import")
    try await change.note(nil, ["bytes": .int(file.byteCount)], result: .begun, in: database)
    var intake = ScrapeIntake(database, place: call.text("name") ?? "request \(call.requestID)")
    if let text = call.text("at"), let at = try? Date(text, strategy: .iso8601) { intake.at = min(at, .now) }
    intake.mayBeEmpty = call.flag("empty")
    let failure = await intake.take(file)
    let tally = intake.report.tally
    // In a task of its own: what was taken in is there, also where nobody waits any more.
    try await Task { [database, failure] in
      try await change.note(
        nil,
        [
          "records": .int(tally.records), "posts": .int(tally.posts.all), "new": .int(tally.posts.new),
          "rejected": .int(tally.rejections),
        ], result: failure == nil ? .done : .failed, in: database)
    }.value
    if let failure { throw Task.isCancelled ? CancellationError() : failure }
    guard tally.records > 0 || intake.mayBeEmpty else { throw Refusal.invalid(Self.faults(intake.report)) }
    return .json(.scrapes(intake.report))
  }

  private static func faults(_ report: ImportedScrapes) -> [Fault] {
    report.rejections.map { Fault(.body("#"), "byte \($0.offset): \($0.reason)") }
      + report.problems.map { Fault(.body("#"), $0) }
  }

  /// One file on its way into the catalogue.
  private struct ScrapeIntake {
    let place: String
    var at = Date.now
    /// Whether nothing in it is no complaint.
    var mayBeEmpty = false
    var intake: ScrapeImport
    var report = ImportedScrapes()

    init(_ database: any Database, place: String) {
      self.place = place
      intake = ScrapeImport(database)
    }

    /// What broke it off, but for a file that cannot be read to its end: that is told.
    mutating func take(_ file: UploadedFile) async -> (any Error)? {
      let start = ContinuousClock.now
      var failure: (any Error)?
      do { try await read(file) } catch let error as SourceError where error.code == .unreadable {
        report.add(problem: error.message, of: "")
        if intake.tally.records > 0 { report.tornFiles = 1 }
      } catch { failure = error }
      do { try await intake.book() } catch { failure = failure ?? error }
      if intake.tally.records == 0, report.problems.isEmpty, !mayBeEmpty { report.add(emptiness: "the file") }
      report.tally = intake.tally
      report.byteCount = file.byteCount
      report.duration = .now - start
      return failure
    }

    private mutating func read(_ file: UploadedFile) async throws {
      var settings = ScrapeStream.Settings()
      settings.byteLimit = Gateway.unpackedLimit
      let stream = try await ScrapeStream.open(file.path, place: place, settings: settings)
      try await stream.forEach { batch in
        try Task.checkCancellation()
        try await intake.takeIn(batch, at: at)
        report.note(batch.rejections)
      }
      report.files = 1
    }
  }
}
