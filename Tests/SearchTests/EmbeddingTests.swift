import FoundationEssentials
import HTTP
import Models
import Storage
import TestKit
import Testing

@testable import Search

/// An endpoint that knows what dancing and cooking are.
struct EmbeddingServer {
  private struct Body: Decodable {
    var model: String
    var input: [String]
  }

  let server: APIServer

  init() throws {
    server = try APIServer { request in
      guard request.path == "/v1/embeddings",
        let body = try? JSONDecoder().decode(Body.self, from: Data(request.body))
      else { return APIAnswer(404) }
      let items = body.input.enumerated().reversed().map { index, text in
        "{\"index\":\(index),\"object\":\"embedding\",\"embedding\":\(Self.vector(text))}"
      }
      return .json(
        "{\"object\":\"list\",\"data\":[\(items.joined(separator: ","))],\"model\":\"\(body.model)\"}")
    }
  }

  static func vector(_ text: String) -> [Double] {
    func share(_ words: [String]) -> Double { words.contains { text.lowercased().contains($0) } ? 1 : 0 }
    return [share(["danc", "tanz", "waltz"]), share(["cook", "soup", "kitchen"]), 0.1]
  }

  func endpoint(_ change: (inout EmbeddingSettings) -> Void = { _ in }) -> EmbeddingEndpoint {
    var settings = EmbeddingSettings(url: server.url + "/v1/embeddings", model: "toy", key: "s3cret")
    change(&settings)
    return EmbeddingEndpoint(settings)
  }
}

@Suite(.timeLimit(.minutes(1))) struct EmbeddingEndpointTests {
  @Test func `vectors come in the order of their texts, with the key and the model`() async throws {
    let stage = try EmbeddingServer()

    let vectors = try await stage.endpoint().vectors(of: ["a dance", "a soup"])

    #expect(vectors == [Vector([1, 0, 0.1]), Vector([0, 1, 0.1])])
    let request = stage.server.requests.first
    #expect(request?.headers["authorization"] == "Bearer s3cret" && request?.text.contains("\"toy\"") == true)
  }

  @Test(arguments: [
    ("{}", "no list"), ("<html>", "no list"), ("", "no list"), ("{\"data\":[]}", "0 embeddings for 2 texts"),
    (#"{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}"#, "which text"),
    (#"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}]}"#, "1 and 2 numbers"),
    (#"{"data":[{"index":0,"embedding":[0,0]},{"index":1,"embedding":[1,2]}]}"#, "none"),
    (#"{"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[1,2]}]}"#, "none"),
    (#"{"data":[{"index":0,"embedding":["NaN"]},{"index":1,"embedding":[1]}]}"#, "no list"),
    (#"{"data":[{"index":0,"embedding":[1e999]},{"index":1,"embedding":[1]}]}"#, "embedding"),
  ])
  func `garbage is refused with what is wrong with it`(body: String, reason: String) async throws {
    let stage = try EmbeddingServer()
    stage.server.meet(.answer(.json(body)))

    let error = await #expect(throws: SearchError.self) {
      try await stage.endpoint().vectors(of: ["a", "b"])
    }

    #expect(error?.message.contains(reason) == true && error?.isRetriable == false, "\(error?.message ?? "")")
  }

  @Test func `too many requests, failures and silence say whether and when to come again`() async throws {
    let stage = try EmbeddingServer()
    stage.server.meet(
      .status(429, ["Retry-After": "7"]), .status(500),
      .status(401, [:], #"{"error":{"message":"wrong key"}}"#), .silent)
    var errors: [SearchError] = []
    // A busy machine takes its time to answer; only silence is waited out.
    for timeout in [Duration.seconds(10), .seconds(10), .seconds(10), .milliseconds(300)] {
      let endpoint = stage.endpoint { $0.timeout = timeout }
      do { _ = try await endpoint.vectors(of: ["a"]) } catch let error as SearchError { errors.append(error) }
    }

    #expect(errors.map(\.isRetriable) == [true, true, false, true])
    #expect(
      errors.first?.pause == .seconds(7)
        && errors.dropFirst(2).first?.message.hasSuffix("401: wrong key") == true)
  }

  @Test func `an endless answer is cut off`() async throws {
    let stage = try EmbeddingServer()
    stage.server.meet(.answer(.json("{\"data\":[" + String(repeating: " ", count: 200_000))))

    await #expect(throws: SearchError.self) {
      try await stage.endpoint { $0.answerLimit = 100_000 }.vectors(of: ["a"])
    }
  }

  @Test func `nothing shows a key`() throws {
    var settings = EmbeddingSettings(url: "http://host/v1/embeddings?key=s3cret", model: "toy", key: "s3cret")
    settings.password = "s3cret"
    var text = ""
    dump(settings, to: &text)

    #expect(!(text + "\(settings)" + String(reflecting: settings)).contains("s3cret"))
  }

  @Test func `a text is cut by its bytes, at a whole character`() {
    let wide = SearchableVideo(caption: String(repeating: "é🕺", count: 5_000)).text
    let endless = SearchableVideo(caption: "a" + String(repeating: "\u{301}", count: 10_000)).text

    #expect(wide.utf8.count <= 6_000 && wide.utf8.count > 5_990 && wide.hasPrefix("é🕺"))
    #expect(endless.isEmpty)
  }

  @Test func `a vector survives being kept, whatever its scale`() throws {
    let vector = try #require(Vector([3e300, -4e300, 0, 0, 1e290]))

    #expect(abs((vector.cosine(to: vector.bytes) ?? 0) - 1) < 1e-6)
    #expect(vector.cosine(to: Array(vector.bytes.dropLast(4))) == nil)
    #expect(Vector([.infinity]) == nil && Vector([.nan, 1]) == nil)
  }
}

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct MeaningSearchTests {
  typealias Post = SearchStage.Post

  private static func fillAll(_ stage: SearchStage, _ endpoint: EmbeddingEndpoint) async throws -> Int {
    let filling = EmbeddingFilling(stage.database.pool, endpoint)
    var (count, place) = (0, Int64(0))
    while true {
      let turn = try await filling.fill(after: place)
      count += turn.videos
      guard let next = turn.next else { return count }
      place = next
    }
  }

  @Test func `what means the same is found by other words, and only what changed is asked for again`()
    async throws
  {
    try await withSearch { stage in
      let server = try EmbeddingServer()
      let endpoint = server.endpoint { $0.batch = 2 }
      try await stage.add(
        Post(id: 1, caption: "Wiener waltz"), Post(id: 2, caption: "onion soup"),
        Post(id: 3, caption: "dancing cook"),
        Post(id: 4, caption: ""), Post(id: 5, caption: "waltz again", author: 2))
      try await stage.database.pool.execute("insert into video_copy (video_id, original_id) values (5, 1)")

      let first = try await Self.fillAll(stage, endpoint)
      let second = try await Self.fillAll(stage, endpoint)
      try await stage.database.pool.execute("update video set caption = 'kitchen' where id = 1")
      try await TextFilling(stage.database.pool).fillAll()
      let third = try await Self.fillAll(stage, endpoint)
      let search = MeaningSearch(stage.database.pool, endpoint)
      let dancers = try await search.videos("people who dance")
      var bob = Restriction()
      let isName = bob.setAuthor("bob")
      let bobs = try await search.videos("people who dance", bob)

      #expect(first == 4 && second == 0 && third == 1 && isName)
      #expect(
        dancers.map(\.video.video.rawValue) == [5, 3, 2] && dancers.allSatisfy { $0.likeness <= 1.000_001 })
      #expect(bobs.map(\.video.video.rawValue) == [5])
    }
  }

  @Test func `vectors of another length under the same name are refused, and nothing is kept of them`()
    async throws
  {
    try await withSearch { stage in
      let server = try EmbeddingServer()
      try await stage.add(Post(id: 1, caption: "waltz"))
      _ = try await Self.fillAll(stage, server.endpoint())
      try await stage.add(Post(id: 2, caption: "soup"))
      server.server.meet(.answer(.json(#"{"data":[{"index":0,"embedding":[1,2]}]}"#)))

      let error = await #expect(throws: SearchError.self) { try await Self.fillAll(stage, server.endpoint()) }

      #expect(error?.message.contains("of 2 numbers, those that are kept of toy have 3") == true)
      #expect(try await stage.database.pool.value("select count(*) from video_embedding", as: Int.self) == 1)
    }
  }

  @Test func `a single text that is not taken is passed over, several are asked for again by fewer`()
    async throws
  {
    try await withSearch { stage in
      let server = try EmbeddingServer()
      try await stage.add(Post(id: 1, caption: "waltz"), Post(id: 2, caption: "soup"))
      let filling = EmbeddingFilling(stage.database.pool, server.endpoint())
      server.server.meet(.status(413), .status(422))

      let error = await #expect(throws: SearchError.self) { try await filling.fill(after: 0) }
      let passed = try await filling.fill(after: 0, limit: 1)
      let rest = try await filling.fill(after: 1)

      #expect(error?.isOfTexts == true)
      #expect(passed.videos == 0 && passed.next == 1 && passed.refusal != nil)
      #expect(rest == EmbeddingFilling.Turn(videos: 1, next: 2))
    }
  }

  @Test func `an answer that is too large for several texts may be small enough for one`() async throws {
    try await withSearch { stage in
      let server = try EmbeddingServer()
      try await stage.add(Post(id: 1, caption: "waltz"), Post(id: 2, caption: "soup"))
      let endpoint = server.endpoint { $0.answerLimit = 150 }
      let filling = EmbeddingFilling(stage.database.pool, endpoint)

      let error = await #expect(throws: SearchError.self) { try await filling.fill(after: 0) }
      let first = try await filling.fill(after: 0, limit: 1)

      #expect(error?.isOfTexts == true && error?.isRetriable == false, "\(error?.message ?? "")")
      #expect(first.videos == 1 && first.refusal == nil)
    }
  }

  @Test func `what was passed over is left alone for a while, unless it is written anew`() async throws {
    try await withSearch { stage in
      let server = try EmbeddingServer()
      try await stage.add(Post(id: 1, caption: "waltz"), Post(id: 2, caption: "soup"))
      let pool = stage.database.pool
      let patient = EmbeddingFilling(pool, server.endpoint())
      let hasty = EmbeddingFilling(pool, server.endpoint(), pause: .zero)
      func asked() -> Int { server.server.requests.count { $0.text.contains("waltz") } }

      var asks: [Int] = []
      for filling in [patient, hasty] {
        server.server.meet(.status(422))
        #expect(try await filling.fill(after: 0, limit: 1).refusal != nil)
        asks.append(asked())
      }
      let rest = try await patient.fill(after: 0)
      asks.append(asked())
      server.server.meet(.status(422))
      _ = try await hasty.fill(after: 0, limit: 1)
      asks.append(asked())
      try await pool.execute("update video set caption = 'a waltz' where id = 1")
      try await TextFilling(pool).fillAll()
      let anew = try await patient.fill(after: 0)

      #expect(rest.videos == 1 && asks == [1, 2, 2, 3], "the patient one asks no more, the hasty one does")
      #expect(anew.videos == 1 && asked() == 4)
    }
  }

  @Test func `no more refusals are kept than allowed, those that end first go first`() {
    let start = ContinuousClock.now
    let refused = RefusedTexts(pause: .seconds(10), limit: 3)

    for video in 1...5 as ClosedRange<Int64> { refused.note([1], of: video, now: start + .seconds(video)) }
    let resting = (1...5 as ClosedRange<Int64>).filter {
      refused.rests([1], of: $0, now: start + .seconds(12))
    }

    #expect(refused.count == 3 && resting == [3, 4, 5])
    #expect(!refused.rests([2], of: 5, now: start) && !refused.rests([1], of: 5, now: start + .seconds(15)))
  }

  @Test func `without vectors the search says who makes them`() async throws {
    try await withSearch { stage in
      let server = try EmbeddingServer()
      let search = MeaningSearch(stage.database.pool, server.endpoint())

      let error = await #expect(throws: SearchError.self) { try await search.videos("dance") }
      await #expect(throws: SearchError.self) { try await search.videos(" \n") }

      #expect(error?.code == .missing && error?.message.contains("scheduler") == true)
    }
  }
}
