import HTTP
import Lifecycle

extension Checks {
  /// Whether the gateway that commands ask is there and takes the key.
  static func remote(_ settings: Settings) -> [Check] {
    guard let url = settings[\.apiURL] else { return [] }
    let look: @Sendable () async throws -> [Finding] = {
      guard let key = settings[\.apiKey] else {
        return [
          .failure("\(Remote.keyName) is not set; \"hookline keys create\" beside the servers makes a key")
        ]
      }
      var remote = try Remote(url, key: key)
      remote.patience = .zero
      let start = ContinuousClock.now
      let response = try await remote.send(
        Remote.Question(path: ["v1", "workers"], timeout: .seconds(4)))
      let took = ContinuousClock.now - start
      guard response.status != .forbidden else {
        return [
          .warning("takes the key, which has no scope \"read\": only commands that change something work")
        ]
      }
      guard response.status == .ok else { throw RemoteProblem(response, remote).failure }
      return [.fine("answers at \(remote.place) and takes the key").timed(took)] + clearText(url)
    }
    return [
      Check(subject: "gateway", variable: Remote.urlName, look: look),
      Check(subject: "gateway", variable: Remote.urlName) { precedence(settings) },
    ]
  }

  private static func clearText(_ url: ServiceURL) -> [Finding] {
    guard url.scheme == "http", !Context.isLoopback(url.host.name) else { return [] }
    return [.warning("the key goes there in clear text; use https")]
  }

  /// What is asked where more than one could be.
  private static func precedence(_ settings: Settings) -> [Finding] {
    let servers = [
      settings[\.databaseURL].map { _ in "HOOKLINE_DATABASE_URL" },
      settings[\.amqpURL].map { _ in "HOOKLINE_AMQP_URL" },
    ].compactMap(\.self)
    guard !servers.isEmpty else { return [.fine("commands ask it instead of the servers")] }
    return [
      .warning(
        "commands ask it, and not the servers of \(servers.joined(separator: " and ")); unset \(Remote.urlName) to "
          + "ask those")
    ]
  }
}
