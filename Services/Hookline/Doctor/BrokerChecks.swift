import Dispatch
import Lifecycle

extension Checks {
  /// The blocking functions get less time than the check, so that they can say what they waited for.
  static func broker(_ settings: Settings, patience: Duration = .milliseconds(4500)) -> [Check] {
    var checks: [Check] = []
    if let url = settings[\.amqpURL] {
      checks.append(
        Check(subject: "broker", variable: "HOOKLINE_AMQP_URL") {
          try await onThread { try [greet(url, patience)] }
        })
      checks.append(Check(subject: "broker login", variable: "HOOKLINE_AMQP_URL") { try await logIn(url) })
    }
    if let url = settings[\.amqpManagementURL] {
      checks.append(
        Check(subject: "broker management", variable: "HOOKLINE_AMQP_MANAGEMENT_URL") {
          try await onThread {
            try [reach(url, defaultPort: url.scheme == "https" ? 15671 : 15672, patience)]
          }
        })
    }
    return checks + management(settings)
  }

  /// Opens a connection as AMQP clients do and reads who answers. Sends no user and no password: a failure here is
  /// one of the address.
  private static func greet(_ url: ServiceURL, _ patience: Duration) throws -> Finding {
    guard url.scheme == "amqp" else {
      let reached = try reach(url, defaultPort: 5671, patience)
      return .fine(reached.detail).timed(reached.duration ?? .zero)
    }
    let start = ContinuousClock.now
    let socket = try Socket(host: url.host.name, port: url.host.port ?? 5672, deadline: start + patience)
    try socket.send(ConnectionStart.request)
    let frame = try ConnectionStart.payload { count throws(CommandFailure) in try socket.receive(count) }
    let answer = try ConnectionStart(frame)
    return .fine(answer.title).timed(.now - start)
  }

  private static func reach(
    _ url: ServiceURL, defaultPort: UInt16, _ patience: Duration
  ) throws -> Finding {
    let start = ContinuousClock.now
    let port = url.host.port ?? defaultPort
    _ = try Socket(host: url.host.name, port: port, deadline: start + patience)
    return .fine("\(url.host.name):\(port) accepts connections").timed(.now - start)
  }

  /// Whether the check of the broker's address has nothing to complain of.
  static func isAnswering(_ url: ServiceURL) async -> Bool {
    (try? await onThread { try greet(url, .seconds(2)) }) != nil
  }

  /// Whether the check of the management interface's address has nothing to complain of.
  static func isOpen(_ url: ServiceURL) async -> Bool {
    let port: UInt16 = url.scheme == "https" ? 15671 : 15672
    return (try? await onThread { try reach(url, defaultPort: port, .seconds(2)) }) != nil
  }

  /// Runs what blocks on a thread that may block.
  private static func onThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result(catching: body)) }
    }
  }
}
