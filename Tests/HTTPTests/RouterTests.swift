import HTTP
import Testing

@Suite struct RouterTests {
  private static let router: Router = {
    var router = Router()
    router.get("/") { _ in .text("root") }
    router.get("/runs") { _ in .text("list") }
    router.add(.post, "/runs") { _ in .text("create") }
    router.get("/runs/latest") { _ in .text("latest") }
    router.get("/runs/{id}") { request in .text("run \(request.parameters["id"] ?? "")") }
    router.add(.delete, "/runs/{run}") { request in .text("delete \(request.parameters["run"] ?? "")") }
    router.get("/runs/{id}/events/{event}") { request in
      .text(request.parameters.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: ","))
    }
    return router
  }()

  private func answer(_ method: Method, _ path: String) async throws -> (Int, String, String?) {
    let request = Request(method: method, target: try #require(Target(path)))
    let response = await Self.router.respond(to: request)
    guard case .bytes(let bytes) = response.body else { return (0, "", nil) }
    return (response.status.rawValue, String(decoding: bytes, as: UTF8.self), response.headers["Allow"])
  }

  @Test(arguments: [
    (Method.get, "/", "root"), (.get, "/runs", "list"), (.head, "/runs", "list"),
    (.post, "/runs?x=/y", "create"),
    (.get, "/runs/latest", "latest"), (.get, "/runs/7", "run 7"), (.get, "/runs/a%2Fb", "run a/b"),
    (.delete, "/runs/latest", "delete latest"), (.get, "/runs/1/events/2", "event=2,id=1"),
    (.get, "/runs/latest/events/2", "event=2,id=latest"),
  ])
  func `finds the most literal route that knows the method`(method: Method, path: String, text: String)
    async throws
  {
    let (status, body, _) = try await answer(method, path)

    #expect(status == 200)
    #expect(body == text)
  }

  @Test(arguments: ["/run", "/runs/", "/runs/1/", "/runs/1/events", "//", "/Runs", "/runs//events/1"])
  func `knows no other paths`(path: String) async throws {
    #expect(try await answer(.get, path).0 == 404)
  }

  @Test func `a path with a slash at its end is another one`() async throws {
    var router = Router()
    router.get("/list/") { _ in .text("slash") }
    router.get("/{any}") { _ in .text("any") }
    var found: [Int: [String]] = [:]
    for path in ["/list/", "/list", "/list//", "/other/"] {
      let response = await router.respond(to: Request(target: try #require(Target(path))))
      found[response.status.rawValue, default: []].append(path)
    }

    #expect(found == [200: ["/list/", "/list"], 404: ["/list//", "/other/"]])
  }

  @Test func `tells which methods a path has`() async throws {
    let list = try await answer(.put, "/runs")
    let latest = try await answer(.put, "/runs/latest")

    #expect(list.0 == 405)
    #expect(list.2 == "GET, HEAD, POST")
    #expect(latest.2 == "DELETE, GET, HEAD")
  }

  @Test func `refuses two routes for one place`() async {
    await #expect(processExitsWith: .failure) {
      var router = Router()
      router.get("/a/{b}") { _ in .text("") }
      router.get("/a/{c}") { _ in .text("") }
    }
  }
}
