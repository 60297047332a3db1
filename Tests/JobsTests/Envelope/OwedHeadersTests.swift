import FoundationEssentials
import Messaging
import Storage
import TestKit
import Testing

@testable import Jobs

@Suite struct OwedHeadersTests {
  private func kept(_ properties: Message.Properties) throws -> Message {
    try JSON(encoding: OwedHeaders(properties)).decode(OwedHeaders.self)
      .message(exchange: "jobs", key: "job.ingest.norm", body: [])
  }

  @Test func `a message comes out of the outbox as it went in`() throws {
    let envelope = Envelope(
      id: .make(), fence: .max, kind: .ingest, schema: 7, attempt: 3, run: .make(), parent: .make(),
      isSuspect: true, enqueuedAt: Date(milliseconds: 1_700_000_000_000), deadline: Date(milliseconds: 1),
      trace: TraceContext())
    let message = envelope.message(lane: .norm, body: [])

    let kept = try kept(message.properties)

    let headers = kept.properties.headers.sorted { $0.name < $1.name }
    #expect(headers == message.properties.headers.sorted { $0.name < $1.name })
    #expect(kept.properties.messageID == message.properties.messageID)
    #expect(kept.properties.type == "ingest")
    #expect(kept.properties.correlationID == message.properties.correlationID)
  }

  @Test(arguments: ["x", "é", "👩‍👩‍👧‍👦", "\u{10ffff}", "a\0", "\0"])
  func `whatever was sent can be kept and sent again`(unit: String) throws {
    let text = String(repeating: unit, count: 3_000)
    var properties = Message.Properties(messageID: text, type: text)
    for name in [Envelope.Header.run, Envelope.Header.parent, Envelope.Header.trace] {
      properties.headers.append(.init(name, .string(text)))
    }

    let kept = try kept(properties)

    try kept.validate()
    #expect(kept.properties.messageID?.isEmpty == false)
    #expect(kept.properties.messageID?.unicodeScalars.contains("\0") == false)
  }

  @Test func `the parking time is kept where it is one`() throws {
    func parked(_ value: Message.HeaderValue) -> Int64? {
      OwedHeaders(.init(headers: [.init(OwedHeaders.parkedHeader, value)])).parked
    }

    #expect(parked(.int(1_700_000_000_000)) == 1_700_000_000_000)
    #expect(parked(.string("1700000000000")) == 1_700_000_000_000)
    for value in [Message.HeaderValue.int(.min), .int(.max), .int(-1), .string("x"), .bool(true)] {
      #expect(parked(value) == nil)
    }
  }

  @Test(.needsPostgres) func `the schema writes what is read here`() async throws {
    try await withDatabase(migrated: true) { database in
      let trace = TraceContext()
      let (id, run, parent) = (TaskID.make(), RunID.make(), TaskID.make())

      let text = try await database.pool.value(
        """
        select task_headers(\(id), \(run), \(parent), 'ingest', 9, 2, 3, true, to_timestamp(1.5), to_timestamp(2),
                            \("\(trace)"))
        """, as: JSON.self)

      let headers = try text.decode(OwedHeaders.self)
      let message = headers.message(exchange: "jobs", key: "job.ingest.norm", body: [])
      guard case .task(let envelope) = try Incoming(message, kind: .ingest, schemas: 1...3) else {
        Issue.record("not a task")
        return
      }
      #expect(
        envelope
          == Envelope(
            id: id, fence: 9, kind: .ingest, schema: 3, attempt: 2, run: run, parent: parent, isSuspect: true,
            enqueuedAt: Date(milliseconds: 1_500), deadline: Date(milliseconds: 2_000), trace: trace))
    }
  }

  @Test(.needsPostgres) func `a message that is parked comes when somebody understands it`() async throws {
    try await withDatabase(migrated: true) { database in
      let store = JobStore(database.pool)
      let envelope = Envelope(id: .make(), kind: .ingest, schema: 5)
      let message = envelope.message(lane: .norm, body: Array(#"{"a":1}"#.utf8))
      try await store.park(message, because: "new", delay: .seconds(60))
      #expect(try await store.unpark(.ingest, schemas: 1...4) == 0)
      #expect(try await store.unpark(.recommend, schemas: 1...5) == 0)

      #expect(try await store.unpark(.ingest, schemas: 1...5) == 1)

      let due = try await store.claimDue(limit: 10)
      let back = try #require(try due.first?.message())
      #expect(back.properties.messageID == "\(envelope.id)")
      #expect(back.properties[header: OwedHeaders.parkedHeader] != nil)
      for body in [[0xff, 0xfe], Array("{".utf8), Array(#"{"a":"\u0000"}"#.utf8), []] as [[UInt8]] {
        let bad = envelope.message(lane: .norm, body: body)
        await #expect(throws: EnvelopeError.self) { try await store.park(bad, because: "new", delay: .zero) }
      }
    }
  }
}
