import API
import Datasets
import Documents
import FoundationEssentials
import HTTP
import Sources
import Storage

/// Data sets that are brought as files, as the command line takes them in: each whole, as a new version.
extension Gateway {
  var datasetImports: [Endpoint] { [importMoovitaMix, importMovieLens] }

  private static let lines = [
    "application/x-ndjson", "application/jsonl", MediaType.json, "application/gzip",
  ]

  private static let force = Parameter.query(
    "force", .boolean, "Make a current version even if nothing has changed, or most is gone")

  private static let importNotes =
    "All of it or nothing; what was current becomes history. A version that has lost most of the one before, or of which "
    + "most was rejected, is held back, and \"doubts\" say why: POST /v1/datasets/{version}/use makes it current. Where "
    + "nothing has changed the current version stays. Records that break a rule are kept apart: "
    + "GET /v1/datasets/{version}/export?rejected=true has them. The files are not kept. One import is at work at a time."

  private static let userFields = ["users"]
  /// In which files may be brought beside that: the first of each kind, and the further ones.
  private static let otherFields =
    ["tracks", "listen_history"]
    + (2...ImportLimits.parts).flatMap { part in
      ["users", "tracks", "listen_history"].map { "\($0)_\(part)" }
    }

  private static let importProblems: [(status: Status, summary: String)] = [
    (.conflict, "Another import of the same data set is under way")
  ]

  // MARK: MoovitaMix

  private var importMoovitaMix: Endpoint {
    Endpoint(
      .post, "/v1/imports/moovitamix", .scope(.ops), "imports",
      "Brings users, tracks and listening histories of MoovitaMix in as a new version"
    ) { call in
      try await importPlaces.withOne(by: call.caller.key) { try await takeInMoovitaMix(call) }
    }
    .with {
      $0.notes =
        "A form with the files in \"users\", \"tracks\" and \"listen_history\", packed with gzip or not; further ones of a kind "
        + "in \"users_2\" to \"users_\(ImportLimits.parts)\" and so on. "
        + Self.importNotes
      $0.parameters = [
        .query("title", .string(1...ImportLimits.titleLength), "What the version is called"),
        .query(
          "expires", .number(1...Double(ImportLimits.expiry)),
          "After how many seconds it is to be deleted; never unless said"),
        .query(
          "layout", .choice(["lines", "document"]),
          "Whether each line of a file is a record, or the file is a list; lines unless said"),
        .query(
          "document", .array(.choice(Self.userFields + Self.otherFields), count: 1...Self.otherFields.count),
          "Fields whose files are lists, whatever \"layout\" says of the others"),
        .query("partial", .boolean, "Make a version even if there are none of users, tracks or histories"),
        Self.force,
      ]
      $0.body = .file(
        Upload(
          "users", Self.lines, "records, a file of each kind", others: Self.otherFields,
          patience: .seconds(600)), limit: ImportLimits.datasetBytes)
      $0.outcomes = [.init(.ok, "What came of it", Schemas.datasetImport)]
      $0.problems = Self.importProblems
      $0.deadline = .seconds(900)
    }
  }

  private func takeInMoovitaMix(_ call: Call) async throws -> Answer {
    let brought = try Self.files(call, "users")
    let lists = Set(call.texts("document"))
    let usual = call.text("layout") == "document" ? ".json" : ".jsonl"
    let named = try brought.map { name, file in
      let isPacked = try file.read(at: 0, count: 2) == [0x1F, 0x8B]
      let ending = lists.contains(name) ? ".json" : usual
      return (name: name + ending + (isPacked ? ".gz" : ""), file: file)
    }
    guard let folder = NamedFiles(named) else { throw Self.noFolder }
    var settings = MoovitaMixImport.Settings()
    settings.title = call.text("title") ?? ""
    settings.expiry = call["expires"]?.double.map { Date() + $0 }
    settings.isForced = call.flag("force")
    let outcome = try await load(.moovitaMix, folder, call) { [settings] database in
      var files = try MoovitaMixFolder.files(at: folder.folder)
      for place in files.indices { files[place].name = folder.bare(files[place].path) }
      if !call.flag("partial") { try MoovitaMixFolder.requireAllKinds(files) }
      let outcome = try await MoovitaMixImport(database, settings).run(.files(files))
      return (outcome, outcome.version)
    }
    return .json(.datasetImport(outcome))
  }

  // MARK: MovieLens

  private var importMovieLens: Endpoint {
    Endpoint(
      .post, "/v1/imports/movielens", .scope(.ops), "imports",
      "Takes in a data set of MovieLens, and says what is wrong with it"
    ) { call in
      try await importPlaces.withOne(by: call.caller.key) { try await takeInMovieLens(call) }
    }
    .with {
      $0.notes =
        "A form with movies.csv in \"movies\" and ratings.csv in \"ratings\"; tags.csv and links.csv may be in \"tags\" and "
        + "\"links\". " + Self.importNotes
      $0.parameters = [
        .query(
          "title", .string(1...ImportLimits.titleLength),
          "What the version is called; \"brought\" unless said"), Self.force,
      ]
      $0.body = .file(
        Upload(
          "movies", [], "a table as MovieLens publishes it", others: ["ratings", "tags", "links"],
          patience: .seconds(600)), limit: ImportLimits.datasetBytes)
      $0.outcomes = [.init(.ok, "What came of it", Schemas.movieLensImport)]
      $0.problems = Self.importProblems
      $0.deadline = .seconds(900)
    }
  }

  private func takeInMovieLens(_ call: Call) async throws -> Answer {
    let brought = try Self.files(call, "movies")
    let missing = ["movies", "ratings"].filter { name in !brought.contains { $0.name == name } }
    guard missing.isEmpty else {
      throw Refusal.invalid(missing.map { Fault(.form($0), "it is missing or empty; expected a file") })
    }
    guard let folder = NamedFiles(brought.map { (name: $0.name + ".csv", file: $0.file) }) else {
      throw Self.noFolder
    }
    let (isForced, title) = (call.flag("force"), call.text("title") ?? "brought")
    let report = try await load(.movieLens, folder, call) { database in
      let source = try MovieLensFolder(folder.folder)
      let importing = MovieLensImport(
        source, into: database, title: title, origin: brought.map(\.name).joined(separator: ", "))
      let report = try await importing.run(isForced: isForced)
      return (report, report.version)
    }
    return .json(.movieLensImport(report))
  }

  // MARK: Both

  private static let noFolder = Refusal(
    .insufficientStorage, "room", "There is no room for the names of the files.")

  /// Those that a form has brought; what is no form brings the first.
  private static func files(_ call: Call, _ first: String) throws -> [(name: String, file: UploadedFile)] {
    let files = call.file.map { [(name: first, file: $0)] } ?? []
    return files + call.otherFiles.sorted { $0.key < $1.key }.map { (name: $0.key, file: $0.value) }
  }

  /// Has a new version made, with connections of its own: whoever brings records waits for whoever stores them, and must not
  /// keep others from theirs.
  private func load<Value: Sendable>(
    _ dataset: Dataset, _ folder: NamedFiles, _ call: Call,
    _ body: (Pool) async throws -> (Value, DatasetVersion.ID?)
  ) async throws -> Value {
    let change = Change(call, "datasets.import")
    let what: (String, JSONValue) = ("dataset", .string(dataset.name))
    let lock: DatasetLock
    do { lock = try await DatasetLock(dataset.name, connection, logger: logger) } catch let error
      as DatasetError
    { throw Self.refusal(error) }
    let pool = Pool(
      connection,
      settings: PoolSettings(connectionLimit: 3, waitingLimit: 100_000, waitingTimeout: .seconds(600)),
      logger: logger)
    let result: Result<(Value, DatasetVersion.ID?), any Error>
    do {
      try await change.note(nil, .object([what]), result: .begun, in: database)
      result = .success(try await body(pool))
    } catch { result = .failure(error) }
    await pool.close()
    await lock.release()
    let version = try? result.get().1
    // In a task of its own: what came of it is written down though nobody waits any more.
    let isDone = if case .success = result { true } else { false }
    try await Task { [database] in
      try await change.note(
        version.map { "\($0)" }, .object([what]), result: isDone ? .done : .failed, in: database)
    }.value
    do { return try result.get().0 } catch { throw Self.explained(error, folder) }
  }

  /// What is wrong with the files is the caller's to know, without where they lay.
  private static func explained(_ error: any Error, _ folder: NamedFiles) -> any Error {
    let words: String
    switch error {
    case let error as DatasetError where [.busy, .lost].contains(error.code): return refusal(error)
    case let error as DatasetError: words = "\(error)"
    case let error as CSVError: words = "\(error)"
    default: return error
    }
    return Refusal.invalid([Fault(.body("#"), folder.bare(words))])
  }
}
