import Crypto
import Storage
import Telemetry

/// A database with the schema of this program and no rows. Copies of it take a fraction of the time that migrations do.
///
/// It is named after the migrations, so that it serves later runs, too.
actor MigratedTemplate {
  private static let shared = MigratedTemplate()
  private var making: Task<String, any Error>?

  /// Its name; made where it is not there.
  static func name(_ address: String, _ admin: Connection) async throws -> String {
    try await shared.name(address, admin)
  }

  private func name(_ address: String, _ admin: Connection) async throws -> String {
    if let making { return try await making.value }
    let task = Task { try await Self.make(address, admin) }
    making = task
    return try await task.value
  }

  /// Under another name first: what bears the name is complete, whoever was killed in the middle.
  private static func make(_ address: String, _ admin: Connection) async throws -> String {
    let checksums = Migration.all.map(\.checksum).joined()
    let name = "hookline_template_" + SHA256.hash(checksums).description.prefix(12)
    let isThere = try await admin.value(
      "select exists (select from pg_database where datname = \(name))", as: Bool.self)
    guard !isThere else { return name }
    let draft = "test_" + Hex.encode(try SecureRandom.bytes(count: 6))
    try await admin.execute("create database \(identifier: draft) template template0")
    var settings = try ConnectionSettings(url: address, connectTimeout: .seconds(30))
    settings.database = draft
    _ = try await Migrator(settings, logger: .silent).migrate()
    do {
      try await admin.execute("alter database \(identifier: draft) rename to \(identifier: name)")
    } catch let error as StorageError {
      // Another process was quicker.
      guard error.sqlState == "42P04" else { throw error }
      try await admin.execute("drop database \(identifier: draft) with (force)")
    }
    return name
  }
}
