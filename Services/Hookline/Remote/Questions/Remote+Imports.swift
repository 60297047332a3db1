import API
import Datasets
import Documents
import FoundationEssentials
import HTTP
import Jobs

extension Remote {
  /// Bytes of all files of a data set together, with room for what a form says of each.
  static let datasetLimit = ImportLimits.datasetBytes - (1 << 16)
  /// Of a data set that was on its way.
  static let interrupted =
    "interrupted; \"hookline datasets list\" shows whether the gateway has gone on"
  /// Of files that are each small enough.
  static let tooMuch = CommandFailure(
    "the files are together larger than the \(ImportLimits.datasetBytes >> 30) GiB that a gateway takes at once; "
      + "import them beside the servers, with \(urlName) not set")
  /// What is larger is sent once: it takes long, and a gateway may refuse it after all of it has come.
  private static let resendLimit = 1 << 20
  /// The upload and what is done with it may each take as long as a gateway lets them.
  private static let scrapeTime = Duration.seconds(1_230)
  private static let datasetTime = Duration.seconds(1_530)

  /// Takes in a file of scrapes that was true at a moment.
  func importScrape(_ file: any UploadBody, called name: String, at: Date) async throws -> ImportedScrapes {
    var question = Question(
      method: .post, path: ["v1", "imports", "scrape"], timeout: Self.scrapeTime)
    question.query = [
      ("name", String(String.UnicodeScalarView(printable(name).unicodeScalars.suffix(300)))),
      ("at", min(at, Date()).formatted(.iso8601)),
      ("empty", "true"),
    ]
    let answer = try await bring(file, question)
    return try read { () throws(DocumentError) in try ImportedScrapes(answer) }
  }

  func importMoovitaMix(
    _ files: any UploadBody, documents: [String], _ settings: MoovitaMixImport.Settings, isPartial: Bool
  ) async throws -> MoovitaMixImport.Outcome {
    var question = Question(
      method: .post, path: ["v1", "imports", "moovitamix"], timeout: Self.datasetTime)
    question.query = documents.map { ("document", $0) }
    if !settings.title.isEmpty { question.query.append(("title", settings.title)) }
    if let expiry = settings.expiry {
      question.query.append(("expires", "\(max(1, expiry.timeIntervalSinceNow.rounded()))"))
    }
    if isPartial { question.query.append(("partial", "true")) }
    if settings.isForced { question.query.append(("force", "true")) }
    let answer = try await bring(files, question)
    return try read { () throws(DocumentError) in try MoovitaMixImport.Outcome(answer) }
  }

  func importMovieLens(
    _ files: any UploadBody, title: String, isForced: Bool
  ) async throws -> MovieLensReport {
    var question = Question(
      method: .post, path: ["v1", "imports", "movielens"], timeout: Self.datasetTime)
    if !title.isEmpty { question.query.append(("title", Self.title(title))) }
    if isForced { question.query.append(("force", "true")) }
    let answer = try await bring(files, question)
    return try read { () throws(DocumentError) in try MovieLensReport(answer) }
  }

  /// What is longer than a gateway takes is cut: nobody has written it for that.
  static func title(_ name: String) -> String {
    String(String.UnicodeScalarView(printable(name).unicodeScalars.prefix(ImportLimits.titleLength)))
  }

  /// One import is at work at a time: where another is, nothing was done, and what is small is asked again.
  private func bring(_ body: any UploadBody, _ question: Question) async throws -> JSONValue {
    var question = question
    (question.file, question.isRefusedWhole) = (body, body.byteCount <= Self.resendLimit)
    let response = try await send(question)
    if 200...299 ~= response.status.rawValue { return try document(response) }
    let problem = RemoteProblem(response, self)
    guard problem.kind == "busy" else { throw problem.failure }
    throw RemoteAway("\(place) refuses this: another import is under way; try again")
  }

  /// Has ingest take something in: the run, and whether one was under way that stands for it. Asked again with the same
  /// `once`, it begins none again.
  func begin(
    importOf kind: String, _ members: [(String, JSONValue)], once: String
  ) async throws -> (run: RunID, isMerged: Bool) {
    let answer = try await ask(
      Question(method: .post, path: ["v1", "imports", kind], body: .object(members), once: once))
    return try read { () throws(DocumentError) in
      let part = DocumentPart(answer)
      return (try part.value("run", "id of a run") { RunID($0) }, try part.flag("isMerged"))
    }
  }
}
