import Glibc
import Models
import TestKit
import Testing

@testable import Sources

/// Everything that can go wrong with the program, and what is made of it.
@Suite(.timeLimit(.minutes(1))) struct YtDlpFailureTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let what: String
    let says: String
    let code: SourceError.Code
    let failure: SourceFailure
    var testDescription: String { what }
  }

  private static let table = [
    Row(
      what: "blocked", says: "ERROR: [TikTok] 7: Your IP address is blocked from accessing this post",
      code: .limited, failure: .forbidden),
    Row(
      what: "a riddle for people",
      says: "ERROR: [TikTok] 7: Unable to solve JS challenge; please report this issue on",
      code: .limited, failure: .forbidden),
    Row(
      what: "no page but a riddle", says: "ERROR: [TikTok] 7: Unexpected response from webpage request",
      code: .limited, failure: .forbidden),
    Row(
      what: "429",
      says: "ERROR: [tiktok:user] k: Unable to download JSON metadata: HTTP Error 429: Too Many Requests",
      code: .limited, failure: .limited),
    Row(
      what: "login",
      says: "ERROR: [TikTok] 7: TikTok is requiring login for access to this content. Use --cookies",
      code: .refused, failure: .forbidden),
    Row(
      what: "not for all",
      says: "ERROR: [TikTok] 7: This post may not be comfortable for some audiences. Log in for access",
      code: .refused, failure: .forbidden),
    Row(
      what: "unsupported", says: "ERROR: Unsupported URL: https://www.tiktok.com/explore", code: .unsupported,
      failure: .refused),
    Row(
      what: "not TikTok's", says: "ERROR: No suitable extractor found for URL https://example.org/",
      code: .unsupported, failure: .refused),
    Row(
      what: "the same page",
      says:
        "ERROR: [tiktok:user] k: TikTok API keeps sending the same page. Try again with a different device_id",
      code: .unavailable, failure: .unreadable),
    Row(
      what: "403", says: "ERROR: [TikTok] 7: Unable to download webpage: HTTP Error 403: Forbidden",
      code: .refused, failure: .forbidden),
    Row(
      what: "500", says: "ERROR: [TikTok] 7: Unable to download webpage: HTTP Error 502: Bad Gateway",
      code: .unavailable, failure: .server),
    Row(
      what: "503 of the page",
      says: """
        WARNING: [TikTok] Unable to download webpage: HTTP Error 503: Service Unavailable
        ERROR: [TikTok] 7: Unable to extract universal data for rehydration
        """,
      code: .unavailable, failure: .server),
    Row(
      what: "no name",
      says:
        "ERROR: [TikTok] 7: Unable to download webpage: [Errno -3] Temporary failure in name resolution",
      code: .unavailable, failure: .unreachable),
    Row(
      what: "refused", says: "ERROR: [TikTok] 7: Unable to download webpage: [Errno 111] Connection refused",
      code: .unavailable, failure: .unreachable),
    Row(
      what: "slow", says: "ERROR: [TikTok] 7: Unable to download webpage: The read operation timed out",
      code: .unavailable, failure: .timeout),
    Row(
      what: "no JSON",
      says: "ERROR: [TikTok] 7: Failed to parse JSON: Expecting value in '': line 1 column 1",
      code: .unavailable, failure: .unreadable),
    Row(
      what: "another page", says: "ERROR: [TikTok] 7: Unable to extract universal data for rehydration",
      code: .unavailable, failure: .unreadable),
    Row(
      what: "private, gone or kept from us",
      says: "WARNING: This user's account is either private or has embedding disabled\n"
        + "ERROR: [tiktok:user] k: Unable to extract secondary user ID. If you are able to get the channel_id",
      code: .refused, failure: .forbidden),
    Row(
      what: "no way to the page",
      says: "WARNING: [tiktok:user] k: Unable to download user webpage: [Errno 111] Connection refused\n"
        + "ERROR: [tiktok:user] k: Unable to extract secondary user ID", code: .unavailable,
      failure: .unreachable),
    Row(
      what: "429 in a warning",
      says: "WARNING: [tiktok:user] k: Unable to download user webpage: HTTP Error 429: Too Many Requests\n"
        + "ERROR: [tiktok:user] k: Unable to extract secondary user ID", code: .limited, failure: .limited),
    Row(
      what: "a sound", says: "ERROR: No working app info is available", code: .unsupported, failure: .refused),
    Row(
      what: "words that nobody knows", says: "Traceback (most recent call last):\nKeyError: 'x'",
      code: .unavailable,
      failure: .server),
    Row(what: "no words", says: "", code: .unavailable, failure: .server),
  ]

  @Test(arguments: table) func `tells failures apart`(row: Row) async throws {
    let program = try FakeYtDlp(errors: row.says, then: "exit 1")
    let source = program.source()

    let error = await #expect(throws: SourceError.self) { try await source.profile(Handle("kestrel")) }

    #expect(error?.code == row.code)
    #expect(source.meter.take().failures == [row.failure: 1])
    #expect((error?.message.utf8.count ?? 0) < 400)
    #expect((error?.retryAfter != nil) == (row.code == .limited))
  }

  @Test(arguments: [
    ("This user's account is private. Log into an account that has access", true, Bool?.none),
    (
      "This user's account is likely either private or all of their videos are private. Log into", true, nil
    ),
    ("Unable to download user webpage: HTTP Error 404: Not Found", nil, true),
    (
      "Unable to extract secondary user ID\nWARNING: [tiktok:user] k: Unable to download user webpage: HTTP Error 404",
      nil, true
    ),
    ("This account does not have any videos posted", nil, nil),
  ])
  func `what an account is, is no failure`(says: String, isPrivate: Bool?, isGone: Bool?) async throws {
    let program = try FakeYtDlp(errors: "ERROR: [tiktok:user] kestrel: " + says, then: "exit 1")
    let source = program.source()

    let scrape = try await source.profile(Handle("kestrel"))

    #expect(
      scrape == Scrape(author: Author(handle: try Handle("kestrel"), isPrivate: isPrivate, isGone: isGone)))
    #expect(source.meter.take() == SourceActivity(requests: 1))
    #expect(try await source.listing(of: .profile(Handle("kestrel")), after: nil) == nil)
  }

  @Test func `a post that is not there is nil, and one that is private refused`() async throws {
    let link = "https://www.tiktok.com/@kestrel/video/7"
    let gone = try FakeYtDlp(
      errors: "ERROR: [TikTok] 7: Video not available, status code 10231", then: "exit 1")
    let closed = try FakeYtDlp(
      errors: "ERROR: [TikTok] 7: You do not have permission to view this post. Log into an account",
      then: "exit 1")

    #expect(try await gone.source().post(at: link) == nil)
    let error = await #expect(throws: SourceError.self) { try await closed.source().post(at: link) }
    #expect(error?.code == .refused)
  }

  @Test(arguments: ["", "null", "[]", "{", "\u{1}", "{\"entries\":[", "<html>", "5"])
  func `an answer that is no document is a failure that may pass`(text: String) async throws {
    let program = try FakeYtDlp(output: text)
    defer { withExtendedLifetime(program) {} }
    let source = program.source()

    let error = await #expect(throws: SourceError.self) { try await source.profile(Handle("kestrel")) }

    #expect(error?.code == .unavailable)
    #expect(source.meter.take().failures == [.unreadable: 1])
  }

  @Test func `a program that hangs is killed with all that it has started`() async throws {
    let program = try FakeYtDlp(then: "sleep 1000 & echo $! > \"$here/child\"; wait")
    let source = program.source { $0.timeout = .milliseconds(700) }

    let error = await #expect(throws: SourceError.self) { try await source.profile(Handle("kestrel")) }

    #expect(error?.code == .unavailable)
    #expect(source.meter.take().failures == [.timeout: 1])
    let child = try #require(program.lines("child").first.flatMap { Int32($0) })
    #expect(await eventually { kill(child, 0) != 0 || Self.isZombie(child) })
  }

  @Test func `a task that is cancelled ends the program`() async throws {
    let program = try FakeYtDlp(then: "sleep 1000 & echo $! > \"$here/child\"; wait")
    let source = program.source()
    let task = Task { try await source.profile(Handle("kestrel")) }
    #expect(await eventually { !program.lines("child").isEmpty })

    task.cancel()
    let error = await #expect(throws: SourceError.self) { try await task.value }

    #expect(error?.code == .cancelled)
    #expect(source.meter.take().failures.isEmpty)
    let child = try #require(program.lines("child").first.flatMap { Int32($0) })
    #expect(await eventually { kill(child, 0) != 0 || Self.isZombie(child) })
  }

  @Test(arguments: ["", " >&2"]) func `a program that does not stop talking is stopped`(stream: String)
    async throws
  {
    let program = try FakeYtDlp(then: "while :; do cat /dev/zero\(stream); done")
    defer { withExtendedLifetime(program) {} }
    let source = program.source()

    let error = await #expect(throws: SourceError.self) { try await source.profile(Handle("kestrel")) }

    #expect(error?.code == .unavailable)
    #expect(source.meter.take().failures == [.unreadable: 1])
  }

  @Test func `a list of nothing but what failed is the failure`() async throws {
    let program = try FakeYtDlp(
      output: FakeYtDlp.list(["null", "null"]),
      errors: "ERROR: [tiktok:sound] 7: Unable to download video list: Unable to connect to proxy",
      then: "exit 1")
    let source = program.source()

    let error = await #expect(throws: SourceError.self) { try await source.profile(Handle("kestrel")) }

    #expect(error?.code == .unavailable)
    #expect(source.meter.take().failures == [.unreachable: 1])
  }

  @Test func `a list that ends with a complaint is taken in as far as it goes`() async throws {
    let program = try FakeYtDlp(
      output: FakeYtDlp.list([FakeYtDlp.entry(1), "null", FakeYtDlp.entry(3)]),
      errors: "ERROR: [tiktok:user] kestrel: Unable to download JSON metadata: HTTP Error 500", then: "exit 1"
    )
    let source = program.source()

    let scrape = try #require(try await source.profile(Handle("kestrel")))

    #expect(scrape.videos.map(\.key.id) == ["1", "3"])
    #expect(scrape.rejections.map(\.rule) == [Rule.ytDlpID.id, Rule.ytDlpWhole.id])
    #expect(scrape.rejections.map(\.offset) == [1, 3])
    #expect(source.meter.take().rejected == [Rule.ytDlpID.id: 1, Rule.ytDlpWhole.id: 1])
  }

  @Test func `one that is missing is this machine's trouble, and counted once for each look`() async throws {
    let source = YtDlp(YtDlpSettings(program: "/nowhere/yt-dlp"))

    let kestrel = try Handle("kestrel")
    var errors: [SourceError] = []
    for _ in 0..<3 {
      do throws(SourceError) { _ = try await source.profile(kestrel) } catch {
        errors.append(error)
      }
    }

    #expect(errors.count == 3 && errors.allSatisfy { $0.isLocal && $0.code == .misconfigured })
    let activity = source.meter.take()
    #expect(activity.requests == 1 && activity.failures == [.unreachable: 1])
  }

  private static func isZombie(_ child: Int32) -> Bool {
    guard let file = fopen("/proc/\(child)/stat", "r") else { return true }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 512)
    guard fgets(&line, 512, file) != nil else { return true }
    let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return text.contains(") Z ")
  }
}
