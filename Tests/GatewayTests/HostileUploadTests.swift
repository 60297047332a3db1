import API
import Compression
import Documents
import FoundationEssentials
import Glibc
import HTTP
import Lifecycle
import Media
import Synchronization
import Telemetry
import TestKit
import TestPictures
import Testing

@testable import Gateway

/// Lets tasks wait until all of them may go on.
final class WaitingLine: Sendable {
  private let waiting = Mutex<[CheckedContinuation<Void, Never>]>([])

  var count: Int { waiting.withLock(\.count) }

  func wait() async { await withCheckedContinuation { task in waiting.withLock { $0.append(task) } } }

  func open() {
    for task in waiting.withLock({ $0 }) { task.resume() }
  }
}

/// Files that are not what they should be.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct HostileUploadTests {
  private static func search(
    _ stage: GatewayStage, _ bytes: [UInt8], type: String = "image/png"
  ) async throws -> GatewayStage.Reply {
    let key = try await stage.key(.read)
    return await stage.ask(.post, "/v1/search", key: key, [("Content-Type", type)], file: bytes)
  }

  /// A PNG of some kilobytes that is a picture of this many pixels, one bit each, all of them black.
  private static func bomb(side: Int) -> [UInt8] {
    let lines = [UInt8](repeating: 0, count: side * (1 + (side + 7) / 8))
    let packed = Gzip.packed(lines)
    let deflated = packed[10..<(packed.count - 8)]
    let zlib = [0x78, 0x9C] + deflated + PlainPNG.number((lines.count % 65_521) << 16 | 1)
    let size = PlainPNG.number(side) + PlainPNG.number(side)
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + PlainPNG.chunk("IHDR", size + [1, 0, 0, 0, 0]) + PlainPNG.chunk("IDAT", Array(zlib))
      + PlainPNG.chunk("IEND", [])
  }

  @Test func `what is damaged or shows nothing is refused with the reason`() async throws {
    try await withGateway { stage in
      let picture = PlainPNG.bytes(GatewayStage.picture)
      let empty = try await Self.search(stage, [])
      let truncated = try await Self.search(stage, Array(picture.prefix(60)))
      let noise = try await Self.search(
        stage, [0x89] + (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 131 ^ $0 >> 3) })
      let began = ContinuousClock.now
      let bomb = try await Self.search(stage, Self.bomb(side: 20_000))

      for (name, reply) in [("truncated", truncated), ("noise", noise), ("bomb", bomb), ("empty", empty)] {
        let errors = reply.document["errors"]?.arrayValue
        #expect(reply.status == 422 && errors?.count == 1, "\(name) \(reply.status)")
        #expect(errors?.first?["pointer"] == "#", "\(name)")
      }
      #expect(.now - began < .seconds(60))
      // It goes on as if nothing had been.
      _ = try await stage.fill()
      try await stage.fillForSearch()
      #expect(try await Self.search(stage, picture).status == 200)
    }
  }

  @Test func `what is no picture needs no decoder, whatever it is called`() async throws {
    try await withGateway { stage in
      let page = try await Self.search(stage, Array("<!doctype html><p>hello".utf8))
      let archive = try await Self.search(stage, [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 100))
      let sound = try await Self.search(stage, PlainWAV.chord)
      let text = try await Self.search(stage, Array("GIF".utf8))
      let called = try await Self.search(stage, PlainPNG.bytes(GatewayStage.picture), type: "text/html")

      for (reply, word) in [(page, "a web page"), (archive, "an archive"), (sound, "wav"), (text, "a text")] {
        #expect(reply.status == 415 && reply.document["detail"]?.stringValue?.contains(word) == true)
      }
      #expect(called.status == 415 && called.headers["Accept"]?.contains("image/png") == true)
    }
  }

  @Test func `a form is read strictly, and all that is wrong with it is told`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.read)
      func send(_ form: TestForm) async -> GatewayStage.Reply {
        await stage.ask(
          .post, "/v1/search?limit=0", key: key, [("Content-Type", form.type)], file: form.bytes)
      }
      let picture = PlainPNG.bytes(GatewayStage.picture)
      let wrong = await send(
        TestForm(
          [("at", Array("soon".utf8)), ("limmit", Array("3".utf8)), ("note", [0x61, 0x00])],
          file: ("image", "a.png", picture)))
      let cut = await stage.ask(
        .post, "/v1/search", key: key, [("Content-Type", "multipart/form-data; boundary=q")],
        file: Array("--q\r\nContent-Disposition: form-data; name=\"picture\"".utf8))
      let two = TestForm([], file: ("picture", "a.png", picture))
      let both = await stage.ask(
        .post, "/v1/search", key: key, [("Content-Type", two.type)],
        file: Array(two.bytes.dropLast("--xYz--\r\n".utf8.count)) + two.bytes)
      let boundless = await stage.ask(
        .post, "/v1/search", key: key, [("Content-Type", "multipart/form-data")], file: two.bytes)

      #expect(wrong.status == 422)
      let places = wrong.document["errors"]?.arrayValue?.map {
        "\($0["in"]?.stringValue ?? "") \($0["parameter"]?.stringValue ?? "")"
      }
      #expect(
        Set(places ?? []) == ["form at", "query limit", "form limmit", "form note", "form picture"]
          && places?.count == 6)
      #expect(cut.status == 400 && both.status == 413 && boundless.status == 415)
    }
  }

  @Test func `few files are looked at at once, and who comes then is told to come again`() async throws {
    let desk = UploadDesk(program: "/bin/true", logger: .silent)
    let line = WaitingLine()
    let file = try UploadedFile.holding(PlainPNG.bytes(GatewayStage.picture), in: "/var/tmp")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for key in 0..<Int64(UploadDesk.places) {
        group.addTask {
          try await desk.look(at: file, for: [.image], by: key) { _, _ in
            await line.wait()
          }
        }
      }
      #expect(await eventually { line.count == UploadDesk.places })
      let refusal = await #expect(throws: Refusal.self) {
        try await desk.look(at: file, for: [.image], by: 99) { _, _ in }
      }
      #expect(refusal?.status == .serviceUnavailable && refusal?.headers["Retry-After"] != nil)
      line.open()
      try await group.waitForAll()
    }
    try await desk.look(at: file, for: [.image], by: 99) { _, _ in }
    await desk.close()
  }

  @Test func `nobody has so many files looked at that others have to wait`() async throws {
    let desk = UploadDesk(program: "/bin/true", logger: .silent)
    let line = WaitingLine()
    let file = try UploadedFile.holding(PlainPNG.bytes(GatewayStage.picture), in: "/var/tmp")
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await desk.look(at: file, for: [.image], by: 1) { _, _ in
          await line.wait()
        }
      }
      #expect(await eventually { line.count == 1 })
      let refusal = await #expect(throws: Refusal.self) {
        try await desk.look(at: file, for: [.image], by: 1) { _, _ in }
      }
      #expect(refusal?.status == .tooManyRequests && refusal?.headers["Retry-After"] != nil)
      try await desk.look(at: file, for: [.image], by: 2) { _, _ in }
      try await desk.look(at: file, for: [.image], by: nil) { _, _ in }
      line.open()
      try await group.waitForAll()
    }
    try await desk.look(at: file, for: [.image], by: 1) { _, _ in }
    await desk.close()
  }

  @Test func `without a decoder, or with one that dies, nothing breaks`() async throws {
    let file = try UploadedFile.holding(PlainPNG.bytes(GatewayStage.picture), in: "/var/tmp")
    // It is not the file's fault.
    for program in ["/nowhere/decoder", "/bin/false"] {
      let desk = UploadDesk(program: program, logger: .silent)
      let refusal = await #expect(throws: Refusal.self) {
        try await desk.look(at: file, for: [.image], by: nil) { file, decoder in
          _ = try await decoder.info(of: file)
        }
      }
      #expect(refusal?.status == .serviceUnavailable, "\(program)")
      await desk.close()
    }
  }

  @Test func `strangers and slow ones cost nothing behind a socket`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.read)
      let other = try await stage.key(.ops)
      var settings = ServerSettings()
      settings.uploadLimit = 4
      let shutdown = Shutdown()
      let server = Server(
        address: .loopback(port: 0), router: stage.router, settings: settings, shutdown: shutdown,
        metrics: Metrics(), logger: .silent)
      let root = "http://\(try server.bind())"
      let url = root + "/v1/search"
      let task = Task { try await server.run() }
      let picture = PlainPNG.bytes(GatewayStage.picture)
      func send(_ key: String?, _ body: [UInt8], type: String = "image/png") async throws -> Int {
        var request = ClientRequest(.post, url, headers: ["Content-Type": type], body: body)
        if let key { request.headers["Authorization"] = "Bearer \(key)" }
        return try await Client().send(request).status.rawValue
      }
      _ = try await stage.fill()
      try await stage.fillForSearch()

      #expect(try await send(nil, picture) == 401)
      #expect(try await send(other, picture) == 403)
      #expect(try await send(key, picture, type: "text/html") == 415)
      #expect(try await send(key, picture) == 200)
      #expect(try await send(key, [UInt8](repeating: 7, count: Gateway.pictureLimit + 1)) == 413)
      #expect(try await send(key, picture) == 200)

      // What may be long is asked for in the same way, though it goes into memory.
      let submit = try await stage.key(.submit)
      for (key, status) in [(nil, 401), (other, 403), (submit, 202)] {
        var request = ClientRequest(
          .post, root + "/v1/runs", headers: ["Content-Type": "text/plain"], body: Array("@carla".utf8))
        if let key { request.headers["Authorization"] = "Bearer \(key)" }
        #expect(try await Client().send(request).status.rawValue == status)
      }

      shutdown.drain()
      try await task.value
    }
  }
}
