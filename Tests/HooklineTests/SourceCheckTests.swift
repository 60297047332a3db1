import Lifecycle
import TestKit
import Testing

@testable import Hookline

@Suite(.timeLimit(.minutes(1))) struct SourceCheckTests {
  private static func findings(_ environment: [String: String]) async -> [Finding] {
    let settings = Settings.survey(environment: environment, directory: "/nowhere").settings
    var findings: [Finding] = []
    for check in Checks.apis(settings) { findings += await check.run() }
    return findings
  }

  @Test func `an API that nobody wants is not looked at`() async {
    #expect(await Self.findings([:]).isEmpty)
  }

  @Test func `credentials without their partner are a problem of their own`() async {
    let findings = await Self.findings([
      "HOOKLINE_TIKTOK_CLIENT_KEY": "key", "HOOKLINE_SPOTIFY_CLIENT_SECRET": "s3cret",
    ])

    #expect(findings.map(\.verdict) == [.failure, .failure])
    #expect(
      findings.map(\.variable) == ["HOOKLINE_TIKTOK_CLIENT_SECRET", "HOOKLINE_SPOTIFY_CLIENT_ID"])
    #expect(
      findings.first?.detail
        == "HOOKLINE_TIKTOK_CLIENT_KEY is set, but HOOKLINE_TIKTOK_CLIENT_SECRET is not; set both, or neither"
    )
    #expect(!findings.contains { $0.detail.contains("s3cret") })
  }

  @Test func `credentials are tried where they are to be used`() async throws {
    let server = try APIServer { request in
      request.path == "/api/token"
        ? .json(#"{"error":"invalid_client","error_description":"s3cret"}"#, status: 400)
        : .json(#"{"access_token":"t0ken","expires_in":7200}"#)
    }

    let findings = await Self.findings([
      "HOOKLINE_TIKTOK_CLIENT_KEY": "key", "HOOKLINE_TIKTOK_CLIENT_SECRET": "s3cret",
      "HOOKLINE_TIKTOK_API_URL": server.url, "HOOKLINE_SPOTIFY_CLIENT_ID": "id",
      "HOOKLINE_SPOTIFY_CLIENT_SECRET": "s3cret", "HOOKLINE_SPOTIFY_ACCOUNTS_URL": server.url,
      "HOOKLINE_SPOTIFY_API_URL": server.url,
    ])

    #expect(server.requests.map(\.path) == ["/v2/oauth/token/", "/api/token"])
    #expect(findings.map(\.verdict) == [.fine, .failure])
    #expect(findings.first?.detail == "gives tokens at \(server.url); 1000 requests in a day")
    #expect(
      findings.last?.detail == "spotify does not accept the credentials (invalid_client: ***)")
  }
}
