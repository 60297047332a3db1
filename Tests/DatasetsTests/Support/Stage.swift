import Datasets
import FoundationEssentials
import HTTP
import Sources
import Storage
import Synchronization
import TestKit

/// A database and a server that plays MoovitaMix.
struct Stage {
  let database: TestDatabase
  let server: MoovitaMixServer

  var store: DatasetStore { DatasetStore(database.pool) }

  static func with<Result: Sendable>(
    _ world: MoovitaMixWorld, _ body: (Stage) async throws -> Result
  ) async throws -> Result {
    try await withDatabase(migrated: true) { database in
      try await body(Stage(database: database, server: try MoovitaMixServer(world)))
    }
  }

  func run(
    _ settings: MoovitaMixImport.Settings = MoovitaMixImport.Settings(), size: Int = 100,
    concurrency: Int = 8,
    allowsGaps: Bool = false
  ) async throws -> MoovitaMixImport.Outcome {
    let client = Client(ClientSettings(timeout: .seconds(5), transferLimit: 64))
    let caller = Caller(source: "moovitamix", client: client, meter: SourceMeter()) { _ in }
    var crawl = MoovitaMixCrawl.Settings()
    crawl.concurrency = concurrency
    crawl.allowsGaps = allowsGaps
    let api = try MoovitaMixAPI(server.url, size: size, caller: caller)
    return try await MoovitaMixImport(database.pool, settings).run(.api(api, crawl))
  }

  /// Empty parts of all tables for a version.
  func makeParts(_ version: DatasetVersion.ID) async throws {
    for table in ["moovitamix_user", "moovitamix_track", "moovitamix_history"] {
      try await database.pool.execute("select hookline.open_dataset_part(\(table), \(version))")
      try await database.pool.execute("select hookline.close_dataset_part(\(table), \(version))")
    }
  }

  /// The tables of users that there are.
  func parts() async throws -> [String] {
    try await database.pool.rows(
      """
      select c.relname::text from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'hookline.moovitamix_user'::regclass order by c.oid
      """, as: String.self)
  }

  /// Brings files in that hold these texts, in the order of their names.
  func run(files: [String: String]) async throws -> MoovitaMixImport.Outcome {
    try await withFiles(files) { folder in
      try await MoovitaMixImport(database.pool).run(.files(try MoovitaMixFolder.files(at: folder)))
    }
  }

  /// The records of a kind as lines, of history as well.
  func lines(_ version: DatasetVersion.ID, _ kind: String) async throws -> [String] {
    guard let version = try await store.version(version),
      let kind = Dataset.moovitaMix.kinds.first(where: { $0.name == kind })
    else { return [] }
    let bytes = Mutex([UInt8]())
    try await store.export(kind, of: version) { part in bytes.withLock { $0 += part } }
    let text = String(decoding: bytes.withLock { $0 }, as: UTF8.self)
    return text.split(separator: "\n").map(String.init)
  }

  func rejections(_ version: DatasetVersion.ID) async throws -> [DatasetRejection] {
    let found = Mutex([DatasetRejection]())
    try await store.rejections(of: version) { rejection in found.withLock { $0.append(rejection) } }
    return found.withLock { $0 }
  }

  func count(_ table: String) async throws -> Int {
    try await database.pool.value("select count(*) from \(identifier: "hookline." + table)", as: Int.self)
  }
}

extension DatasetReport {
  func kind(_ name: String) -> Kind { kinds.first { $0.name == name } ?? Kind(name) }
}

/// Hands a folder with these files to the body.
func withFiles<Result>(
  _ files: [String: String], _ body: (String) async throws -> Result
) async throws -> Result {
  let folder = FileManager.default.temporaryDirectory.path + "/hookline-files-\(UUID())"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: folder + "/" + name)) }
  return try await body(folder)
}
