import HTTP
import Models
import TestKit

@testable import Sources

/// The Spotify Web API as it is documented.
struct SpotifySetting {
  static let ids = ["4uLU6hMCjMI75M1A2tKUQC", "0eGsygTp906u18L0Oimnem", "7ouMYWpwJ422jRcDASZB7P"]

  let server: APIServer
  let time = TestTime()
  let memory: KeepingMemory
  let api: Spotify

  init(
    memory: KeepingMemory = KeepingMemory(), searchLimit: Int = 10, isExtended: Bool = false,
    timeout: Duration = .seconds(30),
    _ answer: @escaping @Sendable (APIRequest) -> APIAnswer = { _ in APIAnswer(404) }
  ) throws {
    server = try APIServer { request in
      guard request.path == "/api/token" else { return answer(request) }
      return .json(#"{"access_token":"t0ken","token_type":"Bearer","expires_in":3600}"#)
    }
    var settings = SpotifySettings(
      credentials: ClientCredentials(id: "me", secret: "s3cret"), url: server.url, accountsURL: server.url)
    settings.caller.requestsPerSecond = nil
    (settings.searchLimit, settings.isExtended) = (searchLimit, isExtended)
    self.memory = memory
    api = Spotify(
      settings, memory: memory, client: Client(ClientSettings(timeout: timeout)),
      meter: SourceMeter(), timing: time.timing)
  }

  /// As the API writes it to older applications.
  static func track(
    _ id: String = ids[0], name: String = "Doxy", artists: [String] = ["Miles Davis"],
    duration: Int = 215_000,
    isrc: String? = "usrc1-76-07839"
  ) -> String {
    let people = artists.map { #"{"id":"0kbYTNQb4Pb1rPbbaF0pT4","name":"\#($0)","type":"artist"}"# }
    let code = isrc.map { #""external_ids":{"isrc":"\#($0)"},"# } ?? ""
    return """
      {"id":"\(id)","name":"\(name)","type":"track","duration_ms":\(duration),\(code)"popularity":61,"explicit":false,
      "artists":[\(people.joined(separator: ","))],"preview_url":null,"available_markets":["SE"],
      "album":{"name":"Bags Groove","images":[{"url":"https://i.example/300","height":300,"width":300},
      {"url":"https://i.example/640","height":640,"width":640},{"url":"https://i.example/64","height":64,"width":64}]}}
      """
  }

  static func found(_ tracks: String...) -> APIAnswer {
    .json(#"{"tracks":{"items":[\#(tracks.joined(separator: ","))],"total":1000}}"#)
  }

  static func trouble(_ status: Int) -> APIAnswer {
    .json(#"{"error":{"status":\#(status),"message":"why"}}"#, status: status)
  }

  /// Requests but those for tokens.
  var asked: [APIRequest] { server.requests.filter { $0.path != "/api/token" } }
}
