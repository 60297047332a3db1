import HTTP
import Lifecycle
@testable import Sources
import Synchronization
import TestKit
import Testing

/// A server that starts anew while it is asked for the first pages and for those that are expected.
@Suite struct MoovitaMixRestartTests {
  private static let before = MoovitaMixWorld(seed: 31, count: 250)
  private static let after = before.renumbered(seed: 32)

  @Test(.timeLimit(.minutes(1)))
  func `takes no expected page that came before a first one was asked for again`() async throws {
    let server = try Self.server(failing: true)

    let users = try await Self.users(of: server)

    #expect(users == Set(Self.after.users.map { Int64($0.id) }))
  }

  @Test(.timeLimit(.minutes(1)))
  func `notices that expected pages are of another data set than the first`() async throws {
    let server = try Self.server(failing: false)

    await #expect(throws: MoovitaMixCrawl.Changed.self) { try await Self.users(of: server) }
  }

  @Test(.timeLimit(.minutes(1)))
  func `looks at the last expected pages together with the first, once more`() async throws {
    let server = try MoovitaMixServer(Self.before)

    let users = try await Self.users(of: server.api)

    #expect(users == Set(Self.before.users.map { Int64($0.id) }))
    let last = server.api.requests.suffix(6).map { "\($0.path) \($0.query["page"] ?? "")" }
    #expect(
      Set(last) == [
        "/users 1", "/users 5", "/tracks 1", "/tracks 5", "/listen_history 1", "/listen_history 5",
      ])
    #expect(server.api.requests.count == 15 + 6)
  }

  /// Gives the first pages after the restart, and the others once before.
  private static func server(failing: Bool) throws -> APIServer {
    let (old, new) = (try MoovitaMixServer(before), try MoovitaMixServer(after))
    let asked = Mutex(Set<String>())
    return try APIServer { request in
      let page = Int(request.query["page"] ?? "") ?? 0
      let isNew = asked.withLock { $0.insert("\(request.path) \(page)").inserted }
      guard isNew else { return new.answer(at: request.path, page: page, size: 50) }
      guard page == 1 else { return old.answer(at: request.path, page: page, size: 50) }
      return failing ? APIAnswer(503) : new.answer(at: request.path, page: page, size: 50)
    }
  }

  /// The ids of all users, where five pages of each kind are expected.
  private static func users(of server: APIServer) async throws -> Set<Int64> {
    let client = Client(ClientSettings(timeout: .seconds(10), transferLimit: 64))
    let caller = Caller(source: "moovitamix", client: client, meter: SourceMeter()) { _ in }
    var settings = MoovitaMixCrawl.Settings()
    for kind in MoovitaMixKind.allCases { settings.expectedPages[kind] = 5 }
    let users = Mutex(Set<Int64>())
    let api = try MoovitaMixAPI(server.url, size: 50, caller: caller)
    _ = try await MoovitaMixCrawl(api, settings).run { page, kind, _ in
      guard kind == .user else { return }
      let fields = page.batch.shape.fieldCount
      let ids = (0..<page.batch.count).map { page.batch.values[$0 * fields].number }
      users.withLock { $0.formUnion(ids) }
    }
    return users.withLock { $0 }
  }
}
