import HTTP
import Synchronization
import TestKit
import Testing

/// Bodies that are read while they are sent.
@Suite(.timeLimit(.minutes(1))) struct BodySourceTests {
  /// Bytes that follow from their places, a few at a time; at a place it has no more of them.
  private final class Counter: BodySource {
    let byteCount: Int
    let end: Int
    /// Where it was asked to read, and the largest piece that it was asked for.
    let asked = Mutex<(places: [Int], largest: Int)>(([], 0))

    init(_ byteCount: Int, end: Int? = nil) { (self.byteCount, self.end) = (byteCount, end ?? byteCount) }

    static func byte(_ place: Int) -> UInt8 { UInt8(truncatingIfNeeded: place &* 31 ^ (place >> 8)) }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
      asked.withLock { $0 = ($0.places + [offset], max($0.largest, buffer.count)) }
      let count = min(buffer.count, 10_007, end - offset)
      guard count > 0 else { return nil }
      for place in 0..<count { buffer[place] = Self.byte(offset + place) }
      return count
    }
  }

  private static func request(_ server: TestServer, _ source: Counter) -> ClientRequest {
    var request = ClientRequest(
      .post, "http://127.0.0.1:\(server.port)/sum", headers: ["Content-Type": "application/octet-stream"])
    request.source = source
    return request
  }

  private static func answering(_ body: (TestServer) async throws -> Void) async throws {
    try await withServer { router in
      router.add(.post, "/sum") { request in
        let isRight = request.body.enumerated().allSatisfy { $1 == Counter.byte($0) }
        let length = request.headers["Content-Length"] ?? "none"
        return Response(body: Array("\(request.body.count) \(isRight) \(length)".utf8))
      }
    } _: {
      try await body($0)
    }
  }

  @Test(arguments: [1, 10_007, 500_000])
  func `all bytes come in their order, with their number before`(count: Int) async throws {
    try await Self.answering { server in
      let source = Counter(count)
      let response = try await Client().send(Self.request(server, source))

      #expect(response.text == "\(count) true \(count)")
      let (places, largest) = source.asked.withLock { $0 }
      #expect(places.first == 0 && places == places.sorted() && largest <= 512 << 10)
    }
  }

  @Test func `a body of which less is there than was said breaks off, and the next goes on`() async throws {
    try await Self.answering { server in
      let client = Client()
      var failure: HTTPError?
      do { _ = try await client.send(Self.request(server, Counter(200_000, end: 50_000))) } catch let error
        as HTTPError
      { failure = error }
      let next = try await client.send(Self.request(server, Counter(100)))

      #expect(failure?.code == .unreadable, "\(failure.map { "\($0)" } ?? "none")")
      #expect(next.text == "100 true 100")
    }
  }

  @Test func `a body that is refused before its end is an answer`() async throws {
    try await Self.answering { server in
      let response = try await Client().send(Self.request(server, Counter(1 << 30)))

      #expect(response.status == .contentTooLarge)
    }
  }
}
