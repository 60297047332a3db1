import API
import Crypto
import Documents
import FoundationEssentials
import HTTP
import Lifecycle
import Management
import Messaging
import Models
import Search
import Storage
import Telemetry
import TestKit
import TestPictures
import Vision

@testable import Gateway
@testable import Jobs

/// A gateway on a database of a test's own, with the rights that it has in earnest.
final class GatewayStage: Sendable {
  let database: TestDatabase
  let store: JobStore
  let gateway: Gateway
  let gatekeeper: Gatekeeper
  let interface: Interface
  let router: Router
  let shutdown = Shutdown()
  private let own: Pool

  init(
    _ database: TestDatabase, rate: Int = 0, isOpen: Bool = false,
    depths: BrokerDepths = BrokerDepths(problem: "nobody was asked"), embeddings: EmbeddingEndpoint? = nil,
    media: KeptMedia? = nil, spoolFolder: String? = nil
  ) throws {
    self.database = database
    store = JobStore(database.pool)
    var settings = database.settings
    settings.serverSettings["role"] = "hookline_api"
    own = Pool(settings, settings: PoolSettings(connectionLimit: 4), logger: .silent)
    let jobs = JobStore(own)
    gateway = Gateway(
      database: own,
      producer: Producer(jobs, broker: MemoryBroker.hookline(), patience: .seconds(5), logger: .silent),
      feed: RunFeed(store: jobs, listener: nil, shutdown: shutdown, logger: .silent),
      lists: StoredLists(own, checks: own, byteLimit: 1 << 20),
      depths: DepthGauge { depths },
      desk: UploadDesk(program: CheckoutFiles.program("hookline-media-decoder"), logger: .silent),
      shelf: FrameShelf { [own] in try await FrameLoading(own, memoryLimit: 1 << 20).load() },
      health: Health(), logger: .silent, connection: settings, isCompatOpen: isOpen, embeddings: embeddings,
      media: media, spoolFolder: spoolFolder)
    gatekeeper = Gatekeeper(
      keys: KeyRing(KeyStore(own)), answers: IdempotencyStore(own), limiter: RateLimiter(limit: rate),
      logger: .silent)
    interface = gateway.interface
    var router = Router()
    interface.add(to: &router, door: gatekeeper)
    self.router = router
  }

  func close() async {
    shutdown.drain()
    await gateway.desk.close()
    await gateway.producer.close()
    await own.close()
  }

  /// A key, as its text.
  func key(_ scopes: Scope..., name: String = "test") async throws -> String {
    try await makeKey(scopes, name).text
  }

  func makeKey(_ scopes: [Scope], _ name: String = "test", lifetime: Duration? = nil) async throws -> MadeKey
  {
    try await database.pool.transaction { session in
      try KeyStore.create(
        name: name, scopes: scopes.map(\.rawValue), lifetime: lifetime, by: "a test", session)
    }
  }

  struct Reply: Sendable {
    let status: Int
    let headers: Headers
    let bytes: [UInt8]

    var document: JSONValue { (try? JSONReader.read(bytes)) ?? .null }
  }

  func ask(
    _ method: HTTP.Method, _ target: String, key: String? = nil, json: JSONValue? = nil,
    _ more: [(String, String)] = [], body: [UInt8]? = nil, file: [UInt8]? = nil
  ) async -> Reply {
    var headers: Headers = json == nil ? [:] : ["Content-Type": "application/json"]
    let upload = file.flatMap { try? UploadedFile.holding($0, in: "/var/tmp") }
    if let key { headers["Authorization"] = "Bearer \(key)" }
    for (name, value) in more { headers[name] = value }
    guard let target = Target(target) else { return Reply(status: 0, headers: [:], bytes: []) }
    let response = await router.respond(
      to: Request(
        method: method, target: target, headers: headers, body: body ?? json?.bytes ?? [], upload: upload))
    guard case .bytes(let bytes) = response.body else {
      return Reply(status: response.status.rawValue, headers: response.headers, bytes: [])
    }
    return Reply(status: response.status.rawValue, headers: response.headers, bytes: bytes)
  }

  // MARK: What there is to ask for

  func begin(_ name: String) async throws -> RunID {
    let request = InfluencerRequest(try Handle(name))
    let work = Enqueuement(
      .ingest, runKind: InfluencerRequest.runKind, subject: request.subject,
      payload: try JSON(encoding: request))
    return try await store.enqueue([work]).answers[0].run
  }

  /// Lets the first task of a run die.
  func kill(_ run: RunID) async throws {
    try await database.pool.transaction { session in
      let id = try session.value(
        "select id from task where run_id = \(run) for no key update", as: TaskID.self)
      _ = try JobStore.settle(
        [Settlement(task: id, verdict: .dead, reason: "attempts", error: "no answer")], session)
    }
  }

  /// Something of everything; returns the run that died.
  func fill() async throws -> RunID {
    let run = try await begin("ben")
    try await kill(run)
    try await database.pool.execute(
      """
      insert into dead_message(kind, lane, reason, detail, key, headers, body)
      values ('ingest', 1, 'malformed', 'cannot be read', 'job.ingest.norm', '{"id": "7", "fence": 3}',
              \(Bytes([0xFF, 0x00])))
      """)
    try await store.register(
      WorkerRecord(id: "ingest/1", kind: "ingest", host: "here", pid: 7, version: "1", slots: 4))
    try await database.add(author: 1, "anna")
    try await database.add(tracks: [KnownTrack(Track.ID(5), title: "Lanterns", artist: "The Herons", uses: 3)]
    )
    let reasons = [
      Reason(.genre, contribution: 0.75, facts: ["genre": .text("jazz"), "share": .number(0.5)])
    ]
    let item = Recommendation(
      rank: 1, track: Track.ID(5), score: 0.75, reasons: reasons,
      hook: TrackHook(start: 10.5, end: 25, reason: "the loudest part"))
    let list = MadeList(
      author: Author.ID(1), run: UUID(), ranker: "fit 1", considered: 9, videos: 3, items: [item],
      day: Day("2026-11-20"))
    try await database.pool.transaction { try RecommendationStore.store([list], $0) }
    return run
  }
}

extension GatewayStage {
  /// The scene that video 171 shows.
  static let picture = Picture.scene(seed: 171).frame()

  /// Videos that say and show something, a model, and what was said of a recommendation, which takes nothing away.
  func fillForSearch() async throws {
    for id in 171...173 as ClosedRange<Int64> {
      try await database.pool.execute(
        """
        insert into video (id, author_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash, plays)
        values (\(id), 1, 'film', \(id == 173 ? "soup" : "ballroom dance \(id)"),
          timestamptz '2026-01-01' + make_interval(days => \(Int32(id - 100))), false, false, '', 12400)
        """)
      let descriptor = FrameDescriptor(Picture.scene(seed: UInt64(id)).frame())
      try await database.pool.execute(
        """
        insert into frame_descriptor (video_id, version, at, descriptor)
        values (\(id), 3, 4.5, \(Bytes(descriptor.bytes)))
        """)
    }
    try await TextFilling(database.pool).fillAll()
    for state in [ModelRecord.State.former, .current] {
      let record = ModelRecord(
        kind: ModelToTrain.company, state: state, form: "ease", digest: String(repeating: "a", count: 64),
        byteCount: 9, seed: 1,
        snapshot: JSON(text: #"{"authors": 5, "tracks": 4, "uses": 20, "video": 172}"#),
        parameters: JSON(text: #"{"shrinkage": 2.5}"#),
        metrics: JSON(
          text:
            #"{"judged": 5, "scores": [{"name": "ease", "ndcg": 0.5, "low": 0.25, "high": 0.75, "recall": null}]}"#
        ))
      try await database.pool.transaction { try ModelStore.store(record, $0) }
    }
    let key = try await makeKey([.submit], "shop").record.id
    let click = Feedback(
      author: Author.ID(1), track: Track.ID(5), kind: .click, at: Date(timeIntervalSince1970: 1_790_000_000))
    _ = try await database.pool.transaction { try FeedbackStore.note([click], key: key, $0) }
  }
}

func withGateway(
  rate: Int = 0, isOpen: Bool = false,
  depths: BrokerDepths = BrokerDepths(problem: "nobody was asked"), embeddings: EmbeddingEndpoint? = nil,
  media: KeptMedia? = nil, spoolFolder: String? = nil, _ body: (GatewayStage) async throws -> Void
) async throws {
  try await withDatabase(migrated: true) { database in
    let stage = try GatewayStage(
      database, rate: rate, isOpen: isOpen, depths: depths, embeddings: embeddings, media: media,
      spoolFolder: spoolFolder)
    let result: Result<Void, any Error>
    do { result = .success(try await body(stage)) } catch { result = .failure(error) }
    await stage.close()
    try result.get()
  }
}
