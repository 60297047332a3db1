import Lifecycle
import Management
import Messaging

extension Checks {
  /// As a worker does at its start.
  static func logIn(_ url: ServiceURL) async throws -> [Finding] {
    var broker = try BrokerSettings(url: url.text)
    // Less than the check itself has, so that it can say what it waited for.
    broker.connectTimeout = .seconds(2)
    // Who cannot be reached is told by the check of the address already.
    guard await isAnswering(url) else { return [] }
    let start = ContinuousClock.now
    let inspector = Inspector(broker)
    let version = try await inspector.version()
    let login = Finding.fine("RabbitMQ \(version), vhost \(broker.virtualHost) as \(broker.user)")
      .timed(.now - start)
    let missing = try await inspector.missing(from: .hookline)
    guard missing.isEmpty else {
      return [login, .failure("missing \(summary(missing)); run \"hookline topology apply\"")]
    }
    return [login]
  }

  /// What only the management interface tells.
  static func management(_ settings: Settings) -> [Check] {
    guard let url = settings[\.amqpManagementURL], let amqp = settings[\.amqpURL] else { return [] }
    func check(
      _ subject: String, _ look: @escaping @Sendable (ManagementClient) async throws -> [Finding]
    ) -> Check {
      Check(subject: subject, variable: "HOOKLINE_AMQP_MANAGEMENT_URL") {
        guard await isOpen(url) else { return [] }
        let broker = try BrokerSettings(url: amqp.text)
        var place = try ManagementClient.Settings(url, virtualHost: broker.virtualHost)
        place.timeout = .seconds(4)
        return try await look(ManagementClient(place))
      }
    }
    return [
      check("broker alarms", alarms),
      check("broker topology") { client in
        try await unlessToldWithAlarms { try await topology(client) }
      },
      check("broker permissions") { client in
        try await unlessToldWithAlarms { try await permissions(BrokerSettings(url: amqp.text).user, client) }
      },
    ]
  }

  /// A login that is refused, say, is one failure and not three: the check of the alarms has it.
  private static func unlessToldWithAlarms(
    _ look: () async throws -> [Finding]
  ) async throws -> [Finding] {
    do { return try await look() } catch let error as MessagingError where error.code != .topology {
      return []
    }
  }

  private static func alarms(_ client: ManagementClient) async throws -> [Finding] {
    let alarms = try await client.alarms()
    guard alarms.isEmpty else {
      return alarms.map { .failure("publishers are blocked; free memory or disk at the broker (\($0))") }
    }
    return [.fine("none")]
  }

  private static func topology(_ client: ManagementClient) async throws -> [Finding] {
    let plan = try await client.plan(.hookline)
    var findings = plan.blocked.map { Finding.failure("\($0.part) \($0.reason); \($0.remedy)") }
    let missing = plan.changes.filter { $0.verdict == .missing }.map { "\($0.part)" }
    if !missing.isEmpty {
      findings.append(.failure("missing \(summary(missing)); run \"hookline topology apply\""))
    }
    findings += plan.changes.filter { $0.verdict == .different }.map {
      .warning("\($0.part): \($0.reason); run \"hookline topology apply\"")
    }
    findings += plan.changes.filter { $0.verdict == .superfluous }.map {
      .warning("\($0.part) is superfluous; \($0.remedy)")
    }
    if BrokerSeries(version: plan.version) == .upTo311 {
      findings.append(
        .fine("RabbitMQ \(plan.version) takes its consumer timeout from its own file, 30 minutes unless set"))
    }
    return findings.isEmpty ? [.fine("as wanted (RabbitMQ \(plan.version))")] : findings
  }

  private static func permissions(_ user: String, _ client: ManagementClient) async throws -> [Finding] {
    guard let permissions = try await client.permissions(of: user) else {
      return [.fine("not readable for \(client.settings.user), as it should be")]
    }
    return [judge(permissions, of: user)]
  }

  /// A pure judgement; more than a worker needs is worth a word, not a failure.
  static func judge(_ permissions: BrokerRole.Permissions, of user: String) -> Finding {
    if let role = BrokerRole.allCases.first(where: { $0.permissions == permissions }) {
      return .fine("\(user) has the rights of a \(role.rawValue)")
    }
    let needed = BrokerRole.worker.permissions
    return .warning(
      "\(user) may configure \(permissions.configure), write \(permissions.write), read \(permissions.read); "
        + "a worker needs \(needed.configure), \(needed.write), \(needed.read)")
  }

  private static func summary(_ names: [String]) -> String {
    names.count > 3
      ? names.prefix(2).joined(separator: ", ") + " and \(names.count - 2) others"
      : names.joined(separator: ", ")
  }
}
