import Lifecycle
import Models
import Testing

@testable import Sources

@Suite(.timeLimit(.minutes(1))) struct YtDlpProgramTests {
  @Test func `a program that is not there is told at once, every time`() async throws {
    let source = YtDlp(YtDlpSettings(program: "/nonexistent/yt-dlp"))

    for _ in 0..<100 {
      let error = await #expect(throws: SourceError.self) { try await source.profile(Handle("kestrel")) }
      #expect(error?.code == .misconfigured)
      #expect(error?.message.hasPrefix("yt-dlp is not installed; ") == true)
    }
  }

  @Test(arguments: ["2025.06.08", "2021.12.31", "nonsense", "", "1.2.3", "2026.13.01"])
  func `one that is too old, or none at all, is asked for nothing`(version: String) async throws {
    let program = try FakeYtDlp(version: version, output: FakeYtDlp.list([]))
    let source = program.source()

    for _ in 0..<3 {
      let error = await #expect(throws: SourceError.self) { try await source.profile(Handle("kestrel")) }
      #expect(error?.code == .misconfigured)
    }

    #expect(program.lines("checks").isEmpty)
    #expect(program.lines("words").filter { $0 == "--version" }.count == 1)
    #expect(program.addresses.isEmpty)
  }

  @Test func `one that does not know its options is too old`() async throws {
    let folder = try Folder([
      "yt-dlp": "#!/bin/sh\necho 'yt-dlp: error: no such option: --no-plugin-dirs' >&2\nexit 2\n"
    ])
    _ = try await ChildProcess("chmod", ["700", folder.path + "/yt-dlp"]).run()
    let source = YtDlp(YtDlpSettings(program: folder.path + "/yt-dlp"))

    let error = await #expect(throws: SourceError.self) { try await source.check() }

    #expect(error?.message.hasPrefix("yt-dlp is too old") == true)
  }

  @Test(arguments: ["kill -9 $$", "sleep 1000", "echo 'MemoryError' >&2; exit 1"])
  func `one that dies or hangs while it is asked for its version may work later`(does: String) async throws {
    let folder = try Folder(["yt-dlp": "#!/bin/sh\n\(does)\n"])
    _ = try await ChildProcess("chmod", ["700", folder.path + "/yt-dlp"]).run()
    var settings = YtDlpSettings(program: folder.path + "/yt-dlp")
    settings.versionTimeout = .milliseconds(500)
    let source = YtDlp(settings)

    let error = await #expect(throws: SourceError.self) { try await source.profile(Handle("kestrel")) }

    #expect(error?.code == .unavailable && source.meter.take().failures == [.unreachable: 1])
    try folder.write("#!/bin/sh\necho 2026.08.19\n", to: "yt-dlp")
    await #expect(throws: Never.self) { try await source.check() }
  }

  @Test(arguments: ["2025.06.09", "2026.08.19", "2026.08.19.232701", "2030.01.01"])
  func `the version is asked for once`(version: String) async throws {
    let program = try FakeYtDlp(version: version + "\n", output: FakeYtDlp.list([]))
    let source = program.source()

    for _ in 0..<3 { _ = try await source.profile(Handle("kestrel")) }

    #expect(program.lines("words").filter { $0 == "--version" }.count == 1)
    #expect(program.addresses.count == 3)
  }

  @Test func `it gets nothing of the environment but the way to the web`() async throws {
    let program = try FakeYtDlp(output: FakeYtDlp.list([]))
    let source = program.source {
      $0.environment["HOOKLINE_DATABASE_URL"] = "postgres://secret"
      $0.environment["PYTHONPATH"] = "/evil"
      $0.environment["HTTPS_PROXY"] = "http://proxy:1"
    }

    _ = try await source.profile(Handle("kestrel"))

    let names = Set(
      program.lines("environment").compactMap { $0.split(separator: "=").first.map(String.init) })
    let known: Set = [
      "PATH", "TMPDIR", "HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY", "https_proxy", "http_proxy",
      "all_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR", "HOME", "LANG", "PYTHONUTF8",
      // The shell's own.
      "PWD", "OLDPWD", "SHLVL", "_",
    ]
    #expect(names.subtracting(known).isEmpty)
    #expect(names.contains("HTTPS_PROXY"))
    #expect(program.lines("environment").contains("HOME=/nonexistent"))
  }

  @Test func `nothing that it is asked for is taken for an option`() async throws {
    let program = try FakeYtDlp(output: FakeYtDlp.list([]))
    let source = program.source()
    let tags = ["--exec=touch /tmp/x", "-o", "a b", "../../@x", "?x=1#y", "fypシ", "$(id)", "`id`", "a\nb"]

    for tag in tags { _ = try await source.listing(of: .hashtag(tag), after: nil) }

    #expect(program.addresses.count == tags.count)
    #expect(
      program.addresses.allSatisfy { address in
        address.hasPrefix("https://www.tiktok.com/tag/")
          && address.dropFirst(27).utf8.allSatisfy {
            $0 > 0x20 && $0 < 0x7f && ![0x2f, 0x3f, 0x23].contains($0)
          }
      })
    #expect(program.addresses[5] == "https://www.tiktok.com/tag/fyp%E3%82%B7")
    // Every word before the sign is one of ours.
    let words = Set(program.words.filter { $0.hasPrefix("-") })
    #expect(!words.contains { $0.hasPrefix("--exec") || $0 == "-o" })
  }

  @Test(arguments: ["", "#", ".", "..", String(repeating: "a", count: 201)])
  func `tags that are none are not asked for`(tag: String) async throws {
    let program = try FakeYtDlp(output: FakeYtDlp.list([]))
    let source = program.source()

    let error = await #expect(throws: SourceError.self) {
      try await source.listing(of: .hashtag(tag), after: nil)
    }

    #expect(error?.code == .unsupported)
    #expect(program.addresses.isEmpty)
  }

  @Test(arguments: [
    ("https://www.tiktok.com/@kestrel/photo/7301?lang=en", "https://www.tiktok.com/@kestrel/video/7301"),
    ("https://tiktok.com/@Kestrel/video/7301", "https://www.tiktok.com/@kestrel/video/7301"),
    ("https://m.tiktok.com/@x.y/video/1/", "https://www.tiktok.com/@x.y/video/1"),
    ("https://www.tiktok.com/share/video/7301", "https://www.tiktok.com/@/video/7301"),
    ("https://vm.tiktok.com/ZM123ab/", "https://vm.tiktok.com/ZM123ab"),
    ("https://www.tiktok.com/t/ZM123ab/", "https://www.tiktok.com/t/ZM123ab"),
    ("https://www.tiktok.com.evil.example/@k/video/1", nil), ("https://evil.example/@k/video/1", nil),
    ("file:///etc/passwd", nil), ("--exec=id", nil), ("https://www.tiktok.com/@k/video/x", nil),
    ("https://user@www.tiktok.com/@k/video/1", nil), ("https://www.tiktok.com:1/@k/video/1", nil),
    ("ytsearch:x", nil), ("", nil),
  ])
  func `posts are asked for by their own address`(link: String, address: String?) {
    #expect(YtDlpAddress.post(link) == address)
  }

  @Test func `only what knows TikTok is let answer, and nothing else is believed`() async throws {
    let foreign = try FakeYtDlp(output: #"{"id":"7","extractor_key":"Generic","url":"http://127.0.0.1/"}"#)
    let own = try FakeYtDlp(output: #"{"id":"7","extractor_key":"TikTok"}"#)

    let error = await #expect(throws: SourceError.self) {
      try await foreign.source().post(at: "https://vm.tiktok.com/ZM1/")
    }
    let post = try await own.source().post(at: "https://vm.tiktok.com/ZM1/")

    #expect(error?.code == .refused && error?.message.hasSuffix("to Generic") == true)
    #expect(post?.video.key.id == "7")
    let place = try #require(own.words.firstIndex(of: "--use-extractors"))
    #expect(own.words[place + 1] == "tiktok,tiktok:user,tiktok:sound,tiktok:tag,vm.tiktok")
  }

  @Test(arguments: ["Unsupported URL:", "No suitable extractor found for URL"])
  func `a short link to photos is asked for by the address that is known`(words: String) async throws {
    let program = try FakeYtDlp(
      output: "",
      then: """
        case "$*" in *vm.tiktok.com*)
          echo 'ERROR: \(words) https://www.tiktok.com/@kestrel/photo/7301?x=1' >&2; exit 1;;
        esac
        echo '\(FakeYtDlp.entry(7301))'
        """)

    let post = try await program.source().post(at: "https://vm.tiktok.com/ZM1/")

    #expect(post?.video.key.id == "7301")
    #expect(
      program.addresses == ["https://vm.tiktok.com/ZM1", "https://www.tiktok.com/@kestrel/video/7301"])
  }

  @Test func `no more of them run at once than may`() async throws {
    let program = try FakeYtDlp(
      output: FakeYtDlp.list([]),
      then: """
        mkdir "$here/one" 2>/dev/null || mkdir "$here/two" 2>/dev/null || echo >> "$here/toomany"
        sleep 0.05
        rmdir "$here/two" 2>/dev/null || rmdir "$here/one" 2>/dev/null
        exit 0
        """)
    let source = program.source { $0.width = 2 }
    try await source.check()

    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { _ = try await source.profile(Handle("kestrel")) } }
      try await group.waitForAll()
    }

    #expect(program.lines("toomany").isEmpty)
    #expect(program.addresses.count == 8)
  }
}
