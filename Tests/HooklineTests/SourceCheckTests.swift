import FoundationEssentials
import Glibc
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

  @Test func `yt-dlp is looked at where it is wanted, whatever is wrong with it`() async throws {
    try await MediaStage.withFolder { folder in
      func finding(saying words: String) async throws -> Finding? {
        let path = folder + "/yt-dlp"
        try Data("#!/bin/sh\necho \(words)\n".utf8).write(to: URL(filePath: path))
        chmod(path, 0o700)
        return await Self.ytDlp(path)
      }

      let fine = try await finding(saying: "2026.08.19")
      let old = try await finding(saying: "2020.01.01")
      let other = try await finding(saying: "hello")
      let absent = await Self.ytDlp(folder + "/nothing")

      #expect(fine?.verdict == .fine && fine?.variable == "HOOKLINE_YTDLP")
      #expect(old?.verdict == .failure && old?.detail.contains("too old: it is 2020.01.01") == true)
      #expect(other?.verdict == .failure && other?.detail.contains("is not yt-dlp") == true)
      #expect(absent?.verdict == .failure && absent?.detail.contains("is not installed") == true)
      #expect(await Self.ytDlp(nil) == nil)
    }
  }

  @Test func `a program that was called ends with the process that called it, however that ends`()
    async throws
  {
    try await MediaStage.withFolder { folder in
      let script = folder + "/yt-dlp"
      try Data("#!/bin/sh\necho $$ > \(folder)/pid\nexec sleep 1000\n".utf8).write(to: URL(filePath: script))
      chmod(script, 0o700)
      func number() -> Int32? {
        guard let data = try? Data(contentsOf: URL(filePath: folder + "/pid")) else { return nil }
        return Int32(String(decoding: data, as: UTF8.self).split(separator: "\n").first ?? "")
      }
      let doctor = Task {
        try await Binary.shell(
          #""$H" doctor & echo $! > \#(folder)/parent; wait"#, environment: ["HOOKLINE_YTDLP": script])
      }
      #expect(await eventually { number() != nil })
      let child = try #require(number())
      let parent = try #require(
        Int32(
          String(decoding: try Data(contentsOf: URL(filePath: folder + "/parent")), as: UTF8.self)
            .split(separator: "\n")[0]))
      let wasThere = kill(child, 0) == 0

      kill(parent, SIGKILL)
      _ = try await doctor.value

      #expect(wasThere)
      #expect(await eventually { kill(child, 0) != 0 })
    }
  }

  private static func ytDlp(_ path: String?) async -> Finding? {
    let environment = path.map { ["HOOKLINE_YTDLP": $0] } ?? [:]
    let settings = Settings.survey(environment: environment, directory: "/nowhere").settings
    return await Checks.ytDlp(settings).first?.run().first
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
