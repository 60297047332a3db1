import FoundationEssentials
import Glibc
import HTTP
import Synchronization
import Telemetry
import TestKit
import Testing

@Suite(.timeLimit(.minutes(2))) struct UploadTests {
  private static let options = Route.Options(bodyLimit: 1_000_000, takesFile: true)

  private static func head(_ length: Int, _ path: String = "/file") -> String {
    "POST \(path) HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: \(length)\r\n\r\n"
  }

  private static func addRoute(_ router: inout Router) {
    router.add(.post, "/file", options: options) { request in
      guard let upload = request.upload, request.body.isEmpty,
        let bytes = try? upload.read(at: 0, count: upload.byteCount + 10)
      else { return Problem(.internalServerError).response }
      return Response(body: bytes)
    }
  }

  @Test(arguments: [0, 1, 16_384, 999_999, 1_000_000])
  func `brings a body into a file`(count: Int) async throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try await withServer(
      routes: Self.addRoute,
      { server in
        let reply = try await server.exchange(Array(Self.head(count).utf8) + bytes).reply
        #expect(reply?.body == bytes)
      })
  }

  @Test func `takes chunks, and no more of them than fit`() async throws {
    try await withServer(
      routes: Self.addRoute,
      { server in
        let head = "POST /file HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        let chunk = "186A0\r\n" + String(repeating: "x", count: 100_000) + "\r\n"
        let fits = try await server.exchange(
          Array((head + String(repeating: chunk, count: 10) + "0\r\n\r\n").utf8)
        ).reply
        let exceeds = try await server.exchange(Array((head + String(repeating: chunk, count: 11)).utf8))
          .reply
        let announced = try await server.exchange(Array(Self.head(1_000_001).utf8)).reply

        #expect(fits?.body.count == 1_000_000)
        #expect(exceeds?.status == 413)
        #expect(announced?.status == 413)
      })
  }

  @Test func `leaves no file behind, however it ends`() async throws {
    var settings = ServerSettings()
    settings.bodyTimeout = .milliseconds(100)
    let folder = FileManager.default.temporaryDirectory.path + "/uploads-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    settings.uploadFolder = folder
    let kept = Mutex<UploadedFile?>(nil)
    try await withServer(
      settings,
      routes: { router in
        router.add(.post, "/file", options: Self.options) { request in
          kept.withLock { $0 = request.upload }
          return .text("ok")
        }
      },
      { server in
        // One that stops in the middle, one that leaves, and one that arrives.
        _ = try await server.exchange(Array((Self.head(1_000) + "abc").utf8))
        try await onThread { try RawClient(port: server.port).send(Self.head(1_000) + "abc") }
        #expect(try await server.exchange(Array((Self.head(3) + "abc").utf8)).reply?.text == "ok")
        // That of the value that is kept has no name either.
        #expect(openUploads(folder).allSatisfy { $0.hasSuffix("(deleted)") })
        kept.withLock { $0 = nil }
        #expect(await eventually { openUploads(folder).isEmpty })
      })
  }

  @Test func `takes only so many at once`() async throws {
    var settings = ServerSettings()
    settings.uploadLimit = 2
    try await withServer(
      settings, routes: Self.addRoute,
      { server in
        let statuses = try await onThread { () -> [Int?] in
          let waiting = try (0..<2).map { _ in try RawClient(port: server.port) }
          for client in waiting { client.send(Self.head(5) + "ab") }
          // The first two are known to have begun when a third is refused.
          var third: RawClient.Reply?
          for _ in 0..<500 where third?.status != 503 {
            let client = try RawClient(port: server.port)
            client.send(Self.head(0))
            third = try client.reply()
          }
          for client in waiting { client.send("cde") }
          let others = try waiting.map { try $0.reply()?.status }
          return [third?.status] + others
        }
        #expect(statuses == [503, 200, 200])
        #expect(
          await eventually {
            (try? await server.exchange(Array((Self.head(1) + "x").utf8)).reply?.status) == 200
          })
      })
  }

  @Test func `says that there is no room`() async throws {
    var settings = ServerSettings()
    settings.uploadFolder = "/nonexistent/folder"
    try await withServer(
      settings, routes: Self.addRoute,
      { server in
        let reply = try await server.exchange(Array(Self.head(3).utf8)).reply
        #expect(reply?.status == 507)
        #expect(await server.log.first { $0.message == "no file for an upload" } != nil)
      })
  }

  @Test(.enabled(if: TinyFolder.isPossible, "only root can make a folder that is full soon"))
  func `says that there is no room when that ends in the middle, and goes on when there is some`()
    async throws
  {
    try await TinyFolder.with(byteCount: 65_536) { folder in
      var settings = ServerSettings()
      settings.uploadFolder = folder
      try await withServer(
        settings, routes: Self.addRoute,
        { server in
          let bytes = [UInt8](repeating: 7, count: 500_000)
          let full = try await server.exchange(Array(Self.head(500_000).utf8) + bytes).reply
          let fits = try await server.exchange(Array(Self.head(3).utf8) + Array("abc".utf8)).reply

          #expect(full?.status == 507 && full?.headers["content-type"] == "application/problem+json")
          #expect(fits?.text == "abc")
        })
    }
  }

  @Test func `copies a stretch into another file`() async throws {
    let copied = Mutex<[UInt8]>([])
    try await withServer(
      routes: { router in
        router.add(.post, "/file", options: Self.options) { request in
          guard let upload = request.upload else { return Problem(.internalServerError).response }
          var ends: [Int32] = [0, 0]
          guard pipe(&ends) == 0 else { return Problem(.internalServerError).response }
          defer { for end in ends { close(end) } }
          do { try upload.copy(2..<5, to: ends[1]) } catch { return Problem(.internalServerError).response }
          var bytes = [UInt8](repeating: 0, count: 10)
          let count = read(ends[0], &bytes, 10)
          copied.withLock { $0 = Array(bytes.prefix(count)) }
          return (try? upload.copy(2..<50, to: ends[1])) == nil ? .text("ok") : .text("more than there is")
        }
      },
      { server in
        let reply = try await server.exchange(Array((Self.head(8) + "abcdefgh").utf8)).reply
        #expect(reply?.text == "ok")
        #expect(copied.withLock { $0 } == Array("cde".utf8))
      })
  }
}

/// What open files of this process are called that are uploads.
private func openUploads(_ folder: String) -> [String] {
  (0..<1_024).compactMap { descriptor in
    var path = [CChar](repeating: 0, count: 1_024)
    let count = readlink("/proc/self/fd/\(descriptor)", &path, 1_023)
    guard count > 0 else { return nil }
    let text = String(decoding: path.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.contains(folder) ? text : nil
  }
}
