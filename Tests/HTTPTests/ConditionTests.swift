import Testing

@testable import HTTP

@Suite struct EntityTagTests {
  private static let tag = EntityTag("a1")

  @Test(arguments: [
    #""a1""#, #"W/"a1""#, #""x", "a1""#, "*", #""a1-gzip""#, #" "b" ,W/"a1-gzip" "#, #","a1","#,
  ])
  func `is found in lists that name it`(list: String) {
    #expect(Self.tag.isNamed(in: [list]))
    #expect(Self.tag.isNamed(in: [#""other""#, list]))
  }

  @Test(arguments: [
    "", "a1", #""a""#, #""a1"#, #"a1""#, #""A1""#, #"w/"a1""#, #""a1-br""#, #""a1-gzip-gzip""#, "\"", "**",
    #""*""#,
  ])
  func `is not found in others`(list: String) {
    #expect(!Self.tag.isNamed(in: [list]))
  }

  @Test func `holds only what may stand in a tag`() {
    #expect(EntityTag("a\"b,c d\r\né").text == #""abcd""#)
    #expect(EntityTag(of: [1, 2, 3]) == EntityTag(of: [1, 2, 3]))
    #expect(EntityTag(of: [1, 2, 3]) != EntityTag(of: [1, 2, 4]))
    #expect(EntityTag(of: []).value.utf8.count == 32)
  }
}

@Suite(.timeLimit(.minutes(1))) struct ConditionTests {
  private func answer(
    _ method: Method, _ condition: String?, status: Status = .ok, made: inout Int
  ) async throws -> Response {
    var request = Request(method: method, target: try #require(Target("/")))
    if let condition {
      request = Request(
        method: method, target: try #require(Target("/")), headers: ["If-None-Match": condition])
    }
    return await request.response(tagged: EntityTag("v1")) {
      made += 1
      return .json("{}", status: status)
    }
  }

  @Test func `makes no body for who has it`() async throws {
    var made = 0
    let fresh = try await answer(.get, nil, made: &made)
    let stale = try await answer(.get, #""v0""#, made: &made)
    #expect(made == 2)
    for response in [fresh, stale] {
      #expect(response.status == .ok)
      #expect(response.headers["ETag"] == #""v1""#)
      #expect(response.headers["Cache-Control"] == "private, no-cache")
    }

    for condition in [#""v1""#, "*", #""v0", "v1-gzip""#] {
      for method in [Method.get, .head] {
        let response = try await answer(method, condition, made: &made)
        #expect(response.status == .notModified)
        #expect(response.headers["ETag"] == #""v1""#)
      }
    }
    #expect(made == 2)
  }

  @Test func `refuses to change what must not be there`() async throws {
    var made = 0
    #expect(try await answer(.put, "*", made: &made).status == .preconditionFailed)
    #expect(try await answer(.put, #""v0""#, made: &made).status == .ok)
    #expect(made == 1)
  }

  @Test func `tags no failure`() async throws {
    var made = 0
    let response = try await answer(.get, nil, status: .notFound, made: &made)
    #expect(response.headers["ETag"] == nil)
  }

  @Test func `sends 304 without a body, and keeps the connection`() async throws {
    try await withServer(
      routes: { router in
        router.get("/tagged") { request in
          await request.response(tagged: EntityTag("v1")) { .text(String(repeating: "x", count: 5_000)) }
        }
      },
      { server in
        let replies = try await onThread {
          let client = try RawClient(port: server.port)
          var replies: [RawClient.Reply?] = []
          for fields in ["", "If-None-Match: \"v1\"\r\n", "If-None-Match: \"v1\"\r\n", ""] {
            client.send("GET /tagged HTTP/1.1\r\nHost: h\r\n\(fields)\r\n")
            let isConditional = !fields.isEmpty
            replies.append(try client.reply(toHead: isConditional))
          }
          return replies
        }
        #expect(replies.map { $0?.status } == [200, 304, 304, 200])
        #expect(replies.map { $0?.headers["etag"] } == Array(repeating: #""v1""#, count: 4))
        #expect(replies[1]?.headers["vary"] == "Accept-Encoding")
        #expect(replies[3]?.body.count == 5_000)
      })
  }
}
