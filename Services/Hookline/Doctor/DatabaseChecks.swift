import Lifecycle
import Storage

extension Checks {
  /// The oldest server that has what the schema uses.
  private static let oldestServer = 150_000

  static func databases(_ settings: Settings, _ context: Context) -> [Check] {
    let databases = [
      Target("worker", "HOOKLINE_DATABASE_URL", settings[\.databaseURL], role: "hookline_worker"),
      // Where one URL stands in for the other there is nothing more to look at.
      settings.source(of: \.ownerDatabaseURL) == .variable("HOOKLINE_DATABASE_URL")
        ? nil
        : Target(
          "owner", "HOOKLINE_OWNER_DATABASE_URL", settings[\.ownerDatabaseURL], role: "hookline_owner"),
      Target("api", "HOOKLINE_API_DATABASE_URL", settings[\.apiDatabaseURL], role: "hookline_api"),
      Target("admin", "HOOKLINE_ADMIN_DATABASE_URL", settings[\.adminDatabaseURL], role: nil),
    ].compactMap(\.self)
    let worker = databases.first { $0.name == "worker" }
    return databases.map { connects($0, context) }
      + [worker.map { copies($0, context) }, worker.map { hears($0, context) }].compactMap(\.self)
  }

  static func migrations(_ settings: Settings, _ context: Context) -> [Check] {
    guard let url = settings[\.ownerDatabaseURL] else { return [] }
    let check = Check(subject: "migrations", variable: "HOOKLINE_OWNER_DATABASE_URL") {
      let start = ContinuousClock.now
      guard let (plan, lack) = try await plan(url, context) else { return [] }
      let elapsed = ContinuousClock.now - start
      if let lack { return [lack.timed(elapsed)] }
      if !plan.problems.isEmpty { return plan.problems.map { .failure($0) } }
      guard plan.pending.isEmpty else {
        let names = plan.pending.map(\.title).joined(separator: ", ")
        return [.failure("\(plan.pending.count) pending (\(names)); run \"hookline migrate\"").timed(elapsed)]
      }
      return [.fine("up to date, \(plan.applied.count) applied").timed(elapsed)]
    }
    return [check]
  }

  /// Nil when the database cannot be reached, which the check of the connection says already.
  private static func plan(
    _ url: ServiceURL, _ context: Context
  ) async throws -> (plan: MigrationPlan, lack: Finding?)? {
    let settings = try Target.settings(url)
    let connection = Connection(settings, logger: context.logger)
    guard await isReachable(connection) else { return nil }
    let lack = try await connection.perform { session in try Trigrams(session).finding }
    await connection.close()
    return (try await Migrator(settings, logger: context.logger).plan(), lack)
  }

  private static func isReachable(_ connection: Connection) async -> Bool {
    do { return try await connection.value("select true", as: Bool.self) } catch { return false }
  }

  /// One of the databases in the settings.
  private struct Target: Sendable {
    let name: String
    let variable: String
    let url: ServiceURL
    /// Whose privileges it should have; nil for a superuser.
    let role: String?

    init?(_ name: String, _ variable: String, _ url: ServiceURL?, role: String?) {
      guard let url else { return nil }
      (self.name, self.variable, self.url, self.role) = (name, variable, url, role)
    }

    /// Gives up a little before the check does, to be able to say why.
    static func settings(_ url: ServiceURL) throws(StorageError) -> ConnectionSettings {
      try ConnectionSettings(url: url.text, applicationName: "hookline doctor", connectTimeout: .seconds(4))
    }

    func connection(_ context: Context) throws(StorageError) -> Connection {
      Connection(try Self.settings(url), logger: context.logger)
    }
  }

  // MARK: One connection

  private static func connects(_ target: Target, _ context: Context) -> Check {
    Check(subject: "database \(target.name)", variable: target.variable) {
      let connection = try target.connection(context)
      let start = ContinuousClock.now
      let server = try await connection.perform { session in try Server(session, role: target.role ?? "") }
      let elapsed = ContinuousClock.now - start
      await connection.close()
      return findings(server, target, took: elapsed)
    }
  }

  private static func findings(_ server: Server, _ target: Target, took elapsed: Duration) -> [Finding] {
    let summary = Finding.fine("PostgreSQL \(server.version), as \(server.user), \(server.transport)")
    guard server.number >= oldestServer else {
      return [.failure("PostgreSQL \(server.version) is too old; Hookline needs 15 or later").timed(elapsed)]
    }
    return [summary.timed(elapsed), server.privileges(expecting: target.role), server.secrecy, server.skew]
      .compactMap(\.self)
  }

  /// Rows go in and come out again the way the services move them.
  private static func copies(_ target: Target, _ context: Context) -> Check {
    Check(subject: "copy", variable: target.variable) {
      let connection = try target.connection(context)
      guard await isReachable(connection) else { return [] }
      let start = ContinuousClock.now
      do {
        let isSame = try await connection.perform { session in try copyThere(session) }
        let elapsed = ContinuousClock.now - start
        await connection.close()
        guard isSame else { return [.failure("the rows that came back are not those that were sent")] }
        return [.fine("1,000 rows in and out").timed(elapsed)]
      } catch let error as StorageError where error.code == .permission {
        return [.failure("\(error.message); \"hookline migrate\" grants it")]
      }
    }
  }

  private static func copyThere(_ session: Session) throws -> Bool {
    let table = "pg_temp.hookline_doctor"
    let columns = ["number", "word"]
    let sent = (0..<1000).map { "\($0) größer" }
    try session.execute("create temporary table hookline_doctor (number int8, word text)")
    try session.copyIn(into: table, columns: columns) { writer in
      for (number, word) in sent.enumerated() {
        writer.append(number)
        writer.append(word)
        try writer.endRow()
      }
    }
    var received: [String] = []
    try session.copyOut(from: table, columns: columns) { reader in
      _ = try reader.next(Int64.self)
      received.append(try reader.next(String.self))
    }
    try session.execute("drop table pg_temp.hookline_doctor")
    return received == sent
  }

  /// One connection tells, another hears.
  private static func hears(_ target: Target, _ context: Context) -> Check {
    Check(
      subject: "notify", variable: target.variable,
      overdue: "no notification heard (a pooler in transaction mode loses them)"
    ) {
      let connection = try target.connection(context)
      guard await isReachable(connection) else { return [] }
      let listener = Listener(try Target.settings(target.url), logger: context.logger)
      let channel = "hookline_doctor_\(UInt64.random(in: 0 ... .max))"
      let events = listener.events(on: channel)
      let running = Task { try await listener.run() }
      defer { running.cancel() }
      var start = ContinuousClock.now
      for await event in events {
        if case .notification = event { break }
        start = .now
        try await connection.execute("select pg_notify(\(channel), '')")
      }
      let elapsed = ContinuousClock.now - start
      await connection.close()
      return [.fine("told on one connection, heard on another").timed(elapsed)]
    }
  }
}
