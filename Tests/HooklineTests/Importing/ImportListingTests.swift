import Lifecycle
import Storage
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct ImportListingTests {
  @Test(arguments: [
    (
      ["#dance", "--source", "nosuch"],
      "\"nosuch\" is no source that lists posts with #dance; tiktok-research and yt-dlp can"
    ),
    (
      ["sunrise", "--source", "YT-DLP"],
      "\"YT-DLP\" cannot list posts found by \"sunrise\"; tiktok-research can"
    ),
    (
      ["@ann", "--source", "library"], "\"library\" cannot list posts of @ann; tiktok-research and yt-dlp can"
    ),
  ])
  func `a source that is none, or cannot do it, is refused with those that can`(
    arguments: [String], reason: String
  ) async throws {
    let result = try await Binary.run(["import", "listing"] + arguments)

    #expect(result.status == .exited(2))
    #expect(result.errorText.contains(reason), "\(result.errorText)")
  }

  @Test(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"))
  func `while the broker is away the request lies in the outbox, and that is said`() async throws {
    try await withJobs { stage in
      var stage = stage
      stage.environment["HOOKLINE_AMQP_URL"] = "amqp://me:hunter2@127.0.0.1:1/x"

      let result = try await stage.run("import", "listing", "#dance", "--source", "yt-dlp")

      #expect(result.isSuccess && result.text.hasPrefix("run "))
      #expect(result.errorText.contains("1 message lies in the outbox until the broker takes it"))
      #expect(!result.errorText.contains("hunter2"))
      #expect(try await stage.database.pool.value("select count(*) from outbox", as: Int.self) == 1)
    }
  }
}
