import Crypto
import Glibc
import HTTP
import Lifecycle
import Telemetry
import TestKit
import Testing

@testable import Media

@Suite(.timeLimit(.minutes(1))) struct FetchTests {
  @Test(arguments: [1, 12, 1023, 1024, 1025, 70_000, 3_000_001])
  func `fetches a file to the byte and hashes it`(byteCount: Int) async throws {
    let body = sound(byteCount: byteCount)
    let server = try PlayedServer { _, _ in .of(200, ["Content-Type: audio/wav; x=1"], body) }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      // One byte of a sound is a text to whoever looks.
      guard byteCount > 1 else {
        #expect(await fixture.failure(server.url())?.code == .notMedia)
        return
      }
      let link = MediaLink(
        server.url("/a?sig=topsecret#top"), referer: "https://www.tiktok.com/", expected: .sound)
      let file = try await fixture.fetcher.fetch(link)

      #expect(bytes(ofFileAt: file.path) == body)
      #expect(file.byteCount == byteCount)
      #expect(file.sha256 == SHA256.hash(body))
      #expect(file.format == .wav)
      #expect(file.contentType == "audio/wav; x=1")
      #expect(file.finalPlace == "http://127.0.0.1:\(server.port)")
      let request = server.requests.first ?? ""
      #expect(request.hasPrefix("GET /a?sig=topsecret HTTP/1.1\r\n"))
      #expect(request.contains("\r\nReferer: https://www.tiktok.com/\r\n"))
      #expect(
        !request.contains("Cookie") && !request.contains("Accept-Encoding") && !request.contains("Range"))
      #expect(!"\(link) \(String(reflecting: link))".contains("topsecret"))
    }
  }

  @Test func `a file is private and goes with its last reference, unless it is moved`() async throws {
    let server = try PlayedServer { _, _ in .of(200, [], sound(byteCount: 100)) }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      do {
        let file = try await fixture.fetcher.fetch(MediaLink(server.url()))
        var about = stat()
        #expect(stat(file.path, &about) == 0 && about.st_mode & 0o777 == 0o600)
        #expect(fixture.names.count == 1)
      }
      #expect(await eventually { fixture.names.isEmpty })
      do {
        let file = try await fixture.fetcher.fetch(MediaLink(server.url()))
        try file.move(to: fixture.directory + "/moved.wav")
      }

      #expect(fixture.names == ["moved.wav"])
      #expect(bytes(ofFileAt: fixture.directory + "/moved.wav").count == 100)
    }
  }

  @Test func `refuses by what was expected, and lets what it does not know through`() async throws {
    let unknown: [UInt8] = [0, 1, 2, 3, 0xFE]
    let server = try PlayedServer { request, _ in
      request.hasPrefix("GET /x") ? .of(200, [], unknown) : .of(200, [], [0xFF, 0xD8, 0xFF, 0xE0])
    }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      let error = await fixture.failure(MediaLink(server.url(), expected: .sound))
      let image = try await fixture.fetcher.fetch(MediaLink(server.url(), expected: .image))
      let file = try await fixture.fetcher.fetch(MediaLink(server.url("/x"), expected: .sound))

      #expect(error?.code == .notMedia)
      #expect(error?.message == "http://127.0.0.1:\(server.port): the answer is jpeg, which holds no sound")
      #expect(image.format == .jpeg)
      #expect(file.format == .unknown)
    }
  }

  @Test func `a file at the limit is taken, one above is not, announced or not`() async throws {
    let server = try PlayedServer { request, _ in
      let body = sound(byteCount: request.hasPrefix("GET /fits") ? 5000 : 5001)
      let isAnnounced = request.contains("announced")
      return isAnnounced ? .of(200, [], body) : .raw("HTTP/1.1 200 OK\r\n\r\n", body)
    }
    var settings = quickSettings(allowing: server.port)
    settings.byteLimit = 5000
    try await withFetcher(settings) { fixture in
      for path in ["announced", "open"] {
        let file = try await fixture.fetcher.fetch(MediaLink(server.url("/fits-\(path)")))
        let error = await fixture.failure(server.url("/large-\(path)"))

        #expect(file.byteCount == 5000)
        #expect(error?.code == .tooLarge)
      }
      #expect(fixture.names.isEmpty)
    }
  }

  @Test func `cancelling ends at once and leaves no file and no connection`() async throws {
    let server = try PlayedServer { _, _ in
      .init(
        pieces: [Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + sound(byteCount: 4000)], pause: .milliseconds(1),
        then: .endless([UInt8](repeating: 1, count: 4096)))
    }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      let task = Task { try await fixture.fetcher.fetch(MediaLink(server.url())) }
      #expect(await eventually { !fixture.names.isEmpty && server.openCount == 1 })

      task.cancel()

      await #expect(throws: CancellationError.self) { _ = try await task.value }
      #expect(fixture.names.isEmpty)
      #expect(await eventually { server.openCount == 0 })
      #expect(fixture.fetcher.gate.counts == (0, 0))
    }
  }

  @Test func `cancelling in a pause or in line ends it as well`() async throws {
    let server = try PlayedServer { request, _ in
      request.hasPrefix("GET /busy") ? .of(503, ["Retry-After: 10"]) : .init([], then: .silence)
    }
    var settings = quickSettings(allowing: server.port)
    settings.transferLimit = 1
    try await withFetcher(settings) { fixture in
      let silent = Task { try await fixture.fetcher.fetch(MediaLink(server.url("/silent"))) }
      #expect(await eventually { server.requests.count == 1 })
      let inLine = Task { try await fixture.fetcher.fetch(MediaLink(server.url("/line"))) }
      #expect(await eventually { fixture.fetcher.gate.counts.waiting == 1 })
      inLine.cancel()
      await #expect(throws: CancellationError.self) { _ = try await inLine.value }
      silent.cancel()
      await #expect(throws: CancellationError.self) { _ = try await silent.value }
      let pausing = Task { try await fixture.fetcher.fetch(MediaLink(server.url("/busy"))) }
      #expect(await eventually { fixture.log.entries.contains { $0.message == "a fetch is tried again" } })
      pausing.cancel()
      await #expect(throws: CancellationError.self) { _ = try await pausing.value }

      #expect(fixture.names.isEmpty)
      #expect(fixture.fetcher.gate.counts == (0, 0))
      #expect(!server.requests.contains { $0.hasPrefix("GET /line") })
    }
  }

  @Test func `no more transfers than allowed run for one host`() async throws {
    let crowd = Tally()
    let most = Tally()
    let server = try PlayedServer { _, _ in
      let count = crowd.add()
      if count > most.count { most.add(count - most.count) }
      var pause = timespec(tv_sec: 0, tv_nsec: 3_000_000)
      nanosleep(&pause, nil)
      crowd.add(-1)
      return .of(200, [], sound(byteCount: 50))
    }
    var settings = quickSettings(allowing: server.port)
    settings.transferLimitPerHost = 3
    try await withFetcher(settings) { fixture in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<40 {
          group.addTask { try await fixture.fetcher.fetch(MediaLink(server.url())).byteCount }
        }
        for try await count in group { #expect(count == 50) }
      }

      #expect(server.requests.count == 40)
      #expect((2...3).contains(most.count))
      #expect(await eventually { fixture.names.isEmpty })
    }
  }

  @Test func `files of processes that died are swept, those of the living are not`() async throws {
    let server = try PlayedServer { _, _ in .of(200, [], sound(byteCount: 50)) }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      mkdir(fixture.directory, 0o700)
      let (dead, living) = (fixture.directory + "/fetch-dead.part", fixture.directory + "/fetch-living.part")
      let other = fixture.directory + "/kept.wav"
      for path in [dead, other] { close(open(path, O_CREAT | O_WRONLY, 0o600)) }
      let descriptor = open(living, O_CREAT | O_WRONLY, 0o600)
      #expect(flock(descriptor, LOCK_EX) == 0)
      defer { close(descriptor) }

      do { _ = try await fixture.fetcher.fetch(MediaLink(server.url())) }

      #expect(await eventually { Set(fixture.names) == ["fetch-living.part", "kept.wav"] })
    }
  }

  @Test func `a folder that cannot be made is said`() async throws {
    let fetcher = Fetcher(quickSettings(), directory: "/proc/nowhere/media", logger: .silent)
    let error = await #expect(throws: MediaError.self) {
      try await fetcher.fetch(MediaLink("https://h.example/"))
    }

    #expect(error?.code == .storeFailed)
    #expect(error?.message.hasPrefix("cannot make the folder /proc/nowhere/media: ") == true)
  }

  @Test func `a full disk is said, and nothing is left`() async throws {
    let file = PartialFile(path: "/nowhere/x", descriptor: open("/dev/full", O_WRONLY | O_CLOEXEC))
    let error = #expect(throws: MediaError.self) {
      try [UInt8](repeating: 1, count: 10).withUnsafeBytes { try file.append($0) }
    }

    #expect(error?.code == .storeFailed)
    #expect(error?.message.hasSuffix("No space left on device") == true)
    #expect(file.byteCount == 0)
  }

  @Test func `a hundred fetches, good and bad, leave no descriptor open`() async throws {
    let server = try PlayedServer { request, _ in
      switch request.split(separator: " ")[1] {
      case "/good": .of(200, ["ETag: \"a\""], sound(byteCount: 30_000))
      case "/gone": .of(404, [], Array("<html>".utf8))
      case "/cut": .raw("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", sound(byteCount: 3000))
      default: .of(200, [], Array("<html>".utf8))
      }
    }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      for number in 0..<100 {
        let path = ["/good", "/gone", "/cut", "/page"][number % 4]
        let task = Task { try await fixture.fetcher.fetch(MediaLink(server.url(path))) }
        if number % 10 == 3 { task.cancel() }
        _ = try? await task.value
      }

      #expect(await eventually { fixture.names.isEmpty })
      // Other tests open descriptors meanwhile, but none of theirs leads to this folder.
      #expect(await eventually { !openPaths().contains { $0.hasPrefix(fixture.directory) } })
      // Connections are kept for the next fetch, as many as may run at once and not a hundred.
      #expect(await eventually { server.openCount <= 8 })
    }
    #expect(await eventually { server.openCount == 0 })
  }

  @Test func `settings take what is allowed from the environment`() throws {
    let environment = ["HOOKLINE_FETCH_ALLOW": "127.0.0.1:8080, cdn.example"]
    let settings = try Settings(environment: environment, directory: "/nowhere")

    #expect(FetchSettings(settings).allowed == AllowList("127.0.0.1:8080,cdn.example"))
    #expect(FetchSettings(try Settings(environment: [:], directory: "/nowhere")).allowed.entries.isEmpty)
  }

  @Test func `takes no more in a second than it was told`() async throws {
    let body = sound(byteCount: 600_000)
    let server = try PlayedServer { _, _ in .of(200, [], body) }
    var settings = quickSettings(allowing: server.port)
    settings.rateLimit = 200_000
    try await withFetcher(settings) { fixture in
      let began = ContinuousClock.now
      let file = try await fixture.fetcher.fetch(MediaLink(server.url()))

      #expect(file.sha256 == SHA256.hash(body))
      // Three seconds' share, of which the first comes in one go. Without the limit all would.
      #expect(ContinuousClock.now - began > .milliseconds(900))
    }
  }
}

/// What this process has open.
private func openPaths() -> [String] {
  folderNames("/proc/self/fd").compactMap { name in
    var path = [CChar](repeating: 0, count: 4096)
    guard readlink("/proc/self/fd/\(name)", &path, path.count - 1) > 0 else { return nil }
    return String(decoding: path.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
