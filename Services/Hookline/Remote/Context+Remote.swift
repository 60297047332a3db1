import Lifecycle

extension Context {
  /// The gateway to ask; nil where the servers are to be asked. Throws where it cannot be asked, whatever else is set.
  func remote() throws -> Remote? {
    guard asksGateway else { return nil }
    let settings = try settings(requiring: [\.apiURL])
    let url = try settings.require(\.apiURL)
    guard let key = settings[\.apiKey] else {
      throw CommandFailure(
        "\(Remote.urlName) is set, and \(Remote.keyName) or \(Remote.keyName)_FILE with a key is not; "
          + "\"hookline keys create NAME --scope read,submit\" beside the servers makes one")
    }
    let host = url.host.name
    if url.scheme == "http", !Self.isLoopback(host) {
      console.warn("the key goes to \(host) in clear text, for anybody on the way to read; use https")
    }
    return try Remote(url, key: key)
  }

  /// Whether commands ask a gateway.
  var asksGateway: Bool {
    // What is wrong with it is told by those who need it.
    let survey = Settings.survey(environment: environment, directory: directory)
    return survey.settings[\.apiURL] != nil || survey.problems.contains { $0.subject == Remote.urlName }
  }

  static func isLoopback(_ host: String) -> Bool {
    guard host != "localhost", !host.hasSuffix(".localhost") else { return true }
    return IPAddress(host).map { "\($0)".hasPrefix("127.") || "\($0)" == "::1" } ?? false
  }
}
