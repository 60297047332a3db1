public import Lifecycle
public import Storage
public import Telemetry

/// Lets one of several processes do what only one should: who holds an advisory lock leads.
///
/// The lock lives as long as its connection, so a process that dies leaves it at once. A leader that has lost its
/// connection knows it within a second and steps down.
public final class Leadership: Sendable {
  /// Any number but the migrator's, who must not wait for a leader's end; all processes use the same.
  static let key: Int64 = 0x686f_6f6b_6c65_6164

  private let settings: ConnectionSettings
  private let shutdown: Shutdown
  private let logger: Logger
  static let interval = Duration.seconds(1)

  public init(_ settings: ConnectionSettings, shutdown: Shutdown, logger: Logger) {
    var settings = settings
    settings.applicationName += " leader"
    settings.statementTimeout = .seconds(2)
    settings.connectTimeout = .seconds(2)
    self.settings = settings
    self.shutdown = shutdown
    self.logger = logger
  }

  /// Runs `lead` whenever this process leads, and cancels it when it no longer does, until a drain.
  public func run(_ lead: @escaping @Sendable () async -> Void) async {
    while shutdown.phase == .running, !Task.isCancelled {
      let connection = Connection(settings, logger: logger)
      if await take(connection) {
        logger.notice("leading")
        await hold(connection, lead)
        logger.notice("no longer leading")
      }
      // Closing the connection gives the lock away.
      await connection.close()
      await pause()
    }
  }

  private func take(_ connection: Connection) async -> Bool {
    do {
      return try await connection.value("select pg_try_advisory_lock(\(Self.key))", as: Bool.self)
    } catch {
      logger.debug("nobody can be asked who leads", ["error": "\(error)"])
      return false
    }
  }

  /// Leads until the connection or the process is to end.
  private func hold(_ connection: Connection, _ lead: @escaping @Sendable () async -> Void) async {
    let leading = Task { await lead() }
    while shutdown.phase == .running, !Task.isCancelled {
      await pause()
      do {
        // A new connection behind the same name would not have the lock.
        let holds = try await connection.value(
          """
          select exists (select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
                         and classid = \(Self.key >> 32)::oid and objid = \(Self.key & 0xffff_ffff)::oid and granted)
          """, as: Bool.self)
        if !holds { break }
      } catch {
        logger.warning("the leader's connection is lost", ["error": "\(error)"])
        break
      }
    }
    leading.cancel()
    await leading.value
  }

  private func pause() async {
    let sleep = Task { try? await Task.sleep(for: Self.interval) }
    let waker = Task {
      await shutdown.drainRequested()
      sleep.cancel()
    }
    await withTaskCancellationHandler {
      await sleep.value
    } onCancel: {
      sleep.cancel()
    }
    waker.cancel()
  }
}
