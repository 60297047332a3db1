import FoundationEssentials
import Lifecycle
import Models
import Samples
import Storage
import TestKit
import Testing

/// Two workers that share what an API allows in a day.
@Suite(.enabled(if: TestServers.hasPostgres && TestServers.hasRabbitMQ, "\(TestServers.advice)"), .serialized)
struct QuotaTests {
  private static let quota = 5

  /// The Research API, which knows whoever is called `api…`, each with a post of today.
  private static func server() throws -> APIServer {
    try APIServer { request in
      if request.path == "/v2/oauth/token/" {
        return .json(#"{"access_token":"clt.t0ken","expires_in":7200,"token_type":"Bearer"}"#)
      }
      guard let name = request.text.firstMatch(of: /"(api\d+)"/)?.1 else {
        return .json(
          #"{"data":{},"error":{"code":"invalid_params","message":"cannot find the user","log_id":"1"}}"#,
          status: 400)
      }
      let data =
        request.path.contains("user/info")
        ? #"{"display_name":"A","video_count":1}"#
        : #"{"videos":[{"id":73\#(name.dropFirst(3)),"username":"\#(name)","create_time":1772000000,"music_id":77}],"has_more":false}"#
      return .json(#"{"data":\#(data),"error":{"code":"ok","message":"","log_id":"1"}}"#)
    }
  }

  /// Those that count.
  private static func asked(_ server: APIServer) -> Int {
    server.requests.count { $0.path != "/v2/oauth/token/" }
  }

  @Test(.timeLimit(.minutes(5)))
  func `two workers keep within a day's quota, also when both begin anew, and nobody is lost`() async throws {
    try await withStage { stage in
      let world = try World(SampleWorld(creators: 3, videos: 30, tracks: 20), in: stage.folder)
      let server = try Self.server()
      defer { server.stop() }
      let settings = [
        "HOOKLINE_SOURCES": "tiktok-research,scrapes", "HOOKLINE_TIKTOK_CLIENT_KEY": "key",
        "HOOKLINE_TIKTOK_CLIENT_SECRET": "s3cret", "HOOKLINE_TIKTOK_API_URL": server.url,
        "HOOKLINE_TIKTOK_DAILY_REQUESTS": "\(Self.quota)",
      ]
      let pair = ["hookline-ingest", "hookline-ingest"]
      var workers = try await stage.start(pair, with: settings)
      try await stage.start(Stage.workers.filter { $0 != "hookline-ingest" })

      // More than there are requests.
      let first = try await stage.hookline(["enqueue"] + (1...6).map { "api\($0)" })
      // Whoever comes while all that is left is reserved asks again after half a minute.
      let waits = try await eventually(within: .seconds(120)) {
        try await Self.looked(stage) == 6 && Self.asked(server) >= Self.quota - 1
      }
      let scraped = try await stage.hookline(["enqueue", "--wait"] + world.handles)
      let before = Self.asked(server)
      for worker in workers { await worker.end() }
      workers = try await stage.start(pair, with: settings)
      let second = try await stage.hookline(["enqueue"] + (7...9).map { "api\($0)" })
      let waitsAgain = try await eventually(within: .seconds(60)) { try await Self.looked(stage) == 9 }

      #expect(first.isSuccess && second.isSuccess)
      #expect(scraped.isSuccess, "\(scraped.errorText)")
      // A creator takes two: nobody begins with the last one.
      #expect([before, Self.asked(server)].allSatisfy { Self.quota - 1...Self.quota ~= $0 })
      #expect(try await stage.count("dead_message") == 0)
      let tasks = try await Self.tasks(stage)
      #expect(waits && waitsAgain, "\(tasks)")
      let ended = tasks.filter { $0.state == "dead" || $0.state == "cancelled" }
      #expect(tasks.count == 9 + world.handles.count && ended.isEmpty, "\(tasks)")
      #expect(workers.allSatisfy { $0.result == nil })
    }
  }

  private static func tasks(_ stage: Stage) async throws -> [(subject: String, state: String)] {
    try await stage.pool.rows(
      "select r.subject, t.state::text from task t join run r on r.id = t.run_id where t.kind = 'ingest' order by 1",
      as: String.self, String.self
    ).map { ($0.0, $0.1) }
  }

  /// How many of those whom only the API knows are done, or were begun and wait for the next day.
  private static func looked(_ stage: Stage) async throws -> Int {
    try await stage.count(
      """
      task t join run r on r.id = t.run_id where t.kind = 'ingest' and r.subject like '%api%'
        and (t.state = 'succeeded' or (t.state = 'queued' and t.fence > 0))
      """)
  }
}
