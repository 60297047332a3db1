import Media
import Models
import Samples
import Storage
import Telemetry
import TestKit
import Testing

@testable import ContentAnalysis

/// Films and photos behind links, fetched from a server that the test plays, and looked at by the real decoder.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(3)))
struct LinkTests {
  private static func film(_ seed: UInt64) throws -> [UInt8] {
    try LookingStage.clip(seed).file(soundRate: 22_050)
  }

  private static func photo(_ seed: UInt64) throws -> [UInt8] {
    guard let look = ClipLook(light: 6, warmth: 5, colour: 6), let photo = SamplePhoto(seed: seed, look: look)
    else { throw MediaError(.badOrder, "no such photo") }
    return photo.file()
  }

  /// How long after a failure another try comes, in seconds; nil for never.
  private static func wait(_ id: Int64, _ stage: LookingStage) async throws -> Double? {
    try await stage.database.pool.value(
      "select extract(epoch from retry_at - at)::float8 from video_unseen where video_id = \(id)",
      as: Double?.self)
  }

  @Test func `a film is fetched through a redirect, once, and seen again from what is kept`() async throws {
    try await withLooking { stage in
      let film = try Self.film(61)
      let server = try PlayedServer { request, number in
        if request.hasPrefix("GET /old") { return .of(302, ["Location: /film?x-signature=topsecret"]) }
        return number == 2 && request.hasPrefix("GET /film") ? .of(200, [], film) : .of(410)
      }
      try await stage.add(1, "#kpop", link: "http://127.0.0.1:\(server.port)/old?x-signature=topsecret")

      let states = try await stage.analyse([1], stage.eye([stage.links(to: server)]))
      let seen = try #require(try await stage.view(1))
      try await stage.database.pool.execute("update video_view set version = 1")
      try await stage.database.pool.execute("delete from content_features")
      _ = try await stage.analyse([1], stage.eye([stage.links(to: server)]), mark: "again")

      #expect(states == ["succeeded": 1])
      #expect(seen.origin == "link" && seen.contents.count == 1 && seen.contents[0].utf8.count == 64)
      let again = try #require(try await stage.view(1))
      #expect(again.version == VideoFeatures.version && again.contents == seen.contents)
      #expect(try again.clip.decode(AnalyzedClip.self) == seen.clip.decode(AnalyzedClip.self))
      #expect(server.requests.count == 2 && stage.fetching().isEmpty)
      #expect(try await stage.unseen(1) == nil)
      #expect(!stage.database.log.entries.contains { "\($0)".contains("topsecret") })
    }
  }

  @Test func `of a post those photos are seen that are there, and the one that is gone is told of`()
    async throws
  {
    try await withLooking { stage in
      let photos = try [Self.photo(1), Self.photo(2)]
      let server = try PlayedServer { request, _ in
        if request.hasPrefix("GET /moved") { return .of(301, ["Location: /2.png"]) }
        if request.hasPrefix("GET /1.png") { return .of(200, [], photos[0]) }
        return request.hasPrefix("GET /2.png") ? .of(200, [], photos[1]) : .of(404)
      }
      let place = "http://127.0.0.1:\(server.port)"
      try await stage.add(1, "#kpop", photos: [place + "/1.png", place + "/gone.png", place + "/moved"])
      try await stage.add(2, "#kpop", photos: [place + "/gone.png", place + "/gone2.png"])

      let states = try await stage.analyse([1, 2], stage.eye([stage.links(to: server)]))

      #expect(states == ["succeeded": 2])
      let view = try #require(try await stage.view(1)), clip = try view.clip.decode(AnalyzedClip.self)
      #expect(clip.picture?.kind == .photos && clip.picture?.frames == 2 && view.contents.count == 2)
      #expect(view.remark?.hasPrefix("1 of 3 links lead nowhere: ") == true, "\(view.remark ?? "")")
      #expect(view.remark?.hasSuffix("answered 404") == true, "\(view.remark ?? "")")
      #expect(try await stage.unseen(1) == nil)
      #expect(try await stage.view(2) == nil)
      #expect(try await stage.unseen(2)?.code == "gone")
    }
  }

  /// What a link leads to that is no film, and what is kept of that.
  private static let misses: [(path: String, code: String, words: String, comesAgain: Bool)] = [
    ("/gone", "gone", "answered 404", false), ("/forbidden", "gone", "answered 403", false),
    ("/busy", "unavailable", "answered 503", true), ("/cut", "unavailable", "", true),
    ("/page", "not-media", "web page", false), ("/song", "not-media", "", false),
    ("/photo", "not-media", "", false), ("/empty", "not-media", "empty", false),
    ("/damaged", "unreadable", "", false), ("/large", "too-large", "more than", false),
    ("/endless", "too-large", "more than", false), ("/circle", "refused", "circle", false),
    ("/inward", "refused", "10.0.0.1", false), ("/file", "refused", "", false),
  ]

  private static func answer(
    _ request: String, film: [UInt8], photo: [UInt8]
  ) -> PlayedServer.Answer {
    let wave = Array("RIFF\0\0\0\0WAVE".utf8)
    switch request.split(separator: " ").dropFirst().first?.prefix(while: { $0 != "?" }) {
    case "/forbidden": return .of(403)
    case "/busy": return .of(503)
    case "/cut": return .raw("HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n", Array(film.prefix(900)))
    case "/page": return .of(200, ["Content-Type: video/mp4"], Array("<!DOCTYPE html><p>Log in".utf8))
    case "/song": return .of(200, [], wave + [UInt8](repeating: 1, count: 900))
    case "/photo": return .of(200, [], photo)
    case "/empty": return .of(200)
    case "/damaged": return .of(200, [], Array(film.prefix(40)) + [UInt8](repeating: 7, count: 3_000))
    case "/large": return .raw("HTTP/1.1 200 OK\r\nContent-Length: 5000001\r\n\r\n", film, then: .silence)
    case "/endless": return .raw("HTTP/1.1 200 OK\r\n\r\n", film, then: .endless(film))
    case "/circle": return .of(302, ["Location: /circle"])
    case "/inward": return .of(302, ["Location: http://10.0.0.1/admin"])
    case "/file": return .of(302, ["Location: file:///etc/passwd"])
    default: return .of(404)
    }
  }

  @Test func `what a link leads to that cannot be seen is kept with its reason, and whether it comes again`()
    async throws
  {
    try await withLooking { stage in
      let (film, photo) = try (Self.film(62), Self.photo(3))
      let server = try PlayedServer { request, _ in Self.answer(request, film: film, photo: photo) }
      let place = "http://127.0.0.1:\(server.port)"
      for (number, miss) in Self.misses.enumerated() {
        try await stage.add(Int64(number + 1), "#kpop", link: place + miss.path + "?x-signature=topsecret")
      }

      let ids = Self.misses.indices.map { Int64($0 + 1) }
      let links = stage.links(to: server) { $0.byteLimit = 5_000_000 }
      let states = try await stage.analyse(ids, stage.eye([links]))

      #expect(states == ["succeeded": ids.count])
      for (id, miss) in zip(ids, Self.misses) {
        let unseen = try #require(try await stage.unseen(id), "\(miss.path)")
        #expect(unseen.code == miss.code && unseen.reason.contains(miss.words), "\(miss.path): \(unseen)")
        #expect(!unseen.reason.contains("topsecret"), "\(unseen.reason)")
        #expect(try await Self.wait(id, stage) == (miss.comesAgain ? 3_600 : nil), "\(miss.path)")
        #expect(try await stage.view(id) == nil)
        #expect(try await stage.features(id)?.genre?.value.top == .kPop)
      }
      #expect(stage.fetching().isEmpty)
      #expect(!stage.database.log.entries.contains { "\($0)".contains("topsecret") })
    }
  }

  @Test func `a link into the inner network, or to another port or scheme, is not followed`() async throws {
    try await withLooking { stage in
      let server = try PlayedServer { _, _ in .of(200, [], Array("never".utf8)) }
      let other = try PlayedServer { _, _ in .of(200, [], Array("never".utf8)) }
      let refused = [
        "http://127.0.0.1:\(other.port)/1.mp4", "http://localhost:\(server.port)/1.mp4",
        "http://169.254.169.254/latest/meta-data", "http://[::1]:\(server.port)/1.mp4",
        "http://10.1.2.3/1.mp4", "https://media.internal/1.mp4",
        "http://user@127.0.0.1.example.local:\(server.port)/",
      ]
      for (number, link) in refused.enumerated() { try await stage.add(Int64(number + 1), link: link) }
      let last = Int64(refused.count + 1)
      try await stage.add(last, link: "file:///etc/passwd")

      _ = try await stage.analyse(Array(1...last), stage.eye([stage.links(to: server)]))

      for (number, link) in refused.enumerated() {
        #expect(try await stage.unseen(Int64(number + 1))?.code == "refused", "\(link)")
        #expect(try await Self.wait(Int64(number + 1), stage) == nil, "\(link)")
      }
      #expect(try await stage.unseen(last)?.code == "off")
      #expect(server.requests.isEmpty && other.requests.isEmpty)
    }
  }

  @Test func `a server that says nothing costs one film its time, and comes again later each time`()
    async throws
  {
    try await withLooking { stage in
      let film = try Self.film(63)
      let server = try PlayedServer { request, _ in
        request.hasPrefix("GET /film") ? .of(200, [], film) : .raw("", then: .silence)
      }
      let place = "http://127.0.0.1:\(server.port)"
      try await stage.add(1, "#kpop", link: place + "/silent")
      try await stage.add(2, "#kpop", link: place + "/film")
      let links = stage.links(to: server) { settings in
        settings.timeout = .seconds(3)
        settings.retryLimit = 1
      }

      let start = ContinuousClock.now
      let states = try await stage.analyse([1, 2], stage.eye([links]))
      let took = ContinuousClock.now - start
      let first = try await stage.unseen(1), wait = try await Self.wait(1, stage)
      _ = try await stage.analyse([1], stage.eye([links]), mark: "again")

      #expect(states == ["succeeded": 2] && took < .seconds(30), "\(took)")
      #expect(first?.code == "unavailable" && wait == 3_600)
      #expect(try await stage.view(2) != nil)
      #expect(try await stage.unseen(1)?.placeTries == 2)
      #expect(try await Self.wait(1, stage) == 4 * 3_600)
      #expect(try await stage.features(1)?.genre?.value.top == .kPop)
      #expect(await eventually { server.openCount <= 1 })
      #expect(stage.fetching().isEmpty)
    }
  }

  @Test func `a film that was away is seen once it is back, and nothing says any more that it was not`()
    async throws
  {
    try await withLooking { stage in
      let film = try Self.film(64)
      let isBack = Tally()
      let server = try PlayedServer { _, _ in isBack.count > 0 ? .of(200, [], film) : .of(503) }
      try await stage.add(1, link: "http://127.0.0.1:\(server.port)/1.avi")

      _ = try await stage.analyse([1], stage.eye([stage.links(to: server)]))
      let missed = try await stage.unseen(1)
      isBack.add()
      _ = try await stage.analyse([1], stage.eye([stage.links(to: server)]), mark: "again")

      #expect(missed?.code == "unavailable")
      #expect(try await stage.view(1)?.origin == "link")
      #expect(try await stage.unseen(1) == nil)
    }
  }

  @Test func `what wants a newer version is kept for a newer worker`() async throws {
    try await withLooking { stage in
      for id in 1...3 as ClosedRange<Int64> { try await stage.add(id, "#kpop", link: nil) }
      try await stage.begin([1], schema: VideoToAnalyse.schema + 1)
      // As it was queued before versions were told.
      try await stage.begin([2], schema: 1)
      try await stage.begin([3])

      var isParked = false
      try await stage.work([stage.eye([])]) {
        isParked = try await eventually(within: .seconds(30)) {
          let parked = try await stage.database.pool.value(
            "select count(*) from outbox where parked_since is not null and due_at > now()", as: Int.self)
          let states = try await stage.states()
          return states == ["succeeded": 2, "queued": 1] && parked == 1
        }
      }
      let before = try await stage.features(1)
      let dead = try await stage.database.pool.value("select count(*) from dead_message", as: Int.self)
      var isDone = false
      try await stage.work([stage.eye([])], version: VideoToAnalyse.schema + 1) {
        isDone = try await eventually(within: .seconds(30)) { try await stage.states() == ["succeeded": 3] }
      }

      #expect(isParked && before == nil && dead == 0 && stage.database.hasLogged("message parked"))
      #expect(isDone)
      #expect(try await stage.features(1)?.genre?.value.top == .kPop)
    }
  }
}
