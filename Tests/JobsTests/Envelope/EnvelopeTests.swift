import FoundationEssentials
import Messaging
import TestKit
import Testing

@testable import Jobs

@Suite struct EnvelopeTests {
  private static let id = TaskID.make()

  private func read(_ message: Message) throws(EnvelopeError) -> Envelope? {
    guard case .task(let envelope) = try Incoming(message, kind: .ingest, schemas: 2...3) else { return nil }
    return envelope
  }

  /// A good message, but for one header.
  private func message(_ name: String, _ value: Message.HeaderValue?, id: String? = "\(Self.id)") -> Message {
    var headers: [Message.Header] = [
      .init(Envelope.Header.fence, .int(7)), .init(Envelope.Header.schema, .int(2)),
    ]
    headers.removeAll { $0.name == name }
    if let value { headers.append(.init(name, value)) }
    return Message(
      exchange: "jobs", routingKey: "job.ingest.norm", properties: .init(messageID: id, headers: headers),
      body: [])
  }

  @Test func `the names of headers are a contract`() {
    typealias Header = Envelope.Header

    let names = [
      Header.fence, Header.schema, Header.attempt, Header.run, Header.parent, Header.suspect, Header.enqueued,
      Header.deadline, Header.woken, Header.trace,
    ]

    #expect(
      names == [
        "x-fence", "x-schema", "x-attempt", "x-run", "x-parent", "x-suspect", "x-first-enqueued",
        "x-deadline", "x-woken",
        "traceparent",
      ])
  }

  @Test func `a message says all that its envelope says`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let envelope = Envelope.random(using: &generator)

      let message = envelope.message(lane: .bulk, body: [1, 2])

      #expect(try read(message) == envelope, "seed \(seed)")
      try message.validate()
      #expect(message.routingKey == "job.ingest.bulk")
    }
  }

  @Test func `numbers may come as text`() throws {
    let envelope = Envelope(
      id: Self.id, fence: 1 << 53 - 1, kind: .ingest, schema: 3, attempt: 4,
      enqueuedAt: Date(milliseconds: 1_700_000_000_001), deadline: Date(milliseconds: 0),
      wokenAt: Date(milliseconds: 1_700_000_000_002))
    var message = envelope.message(lane: .norm, body: [])

    message.properties.headers = message.properties.headers.map { header in
      guard let number = header.value.number else { return header }
      return .init(header.name, .string("\(number)"))
    }

    #expect(try read(message) == envelope)
  }

  @Test(arguments: [
    Message.HeaderValue.int(-1), .int(.min), .int(.max), .string(""), .string("7.0"),
    .string("9223372036854775808"),
    .string("7\0"), .double(7), .bool(true), .unread,
  ])
  func `a fence that is no fence is malformed`(value: Message.HeaderValue) {
    let failure = #expect(throws: EnvelopeError.self) { try read(message(Envelope.Header.fence, value)) }

    #expect(failure?.code == .malformed)
  }

  @Test(arguments: [
    "", "7", "not-a-uuid", "\(EnvelopeTests.id)0", "\(EnvelopeTests.id)\0", "{\(EnvelopeTests.id)}",
  ])
  fileprivate func `a task has the id of a row`(id: String) {
    let failure = #expect(throws: EnvelopeError.self) { try read(message("none", nil, id: id)) }

    #expect(failure?.code == .malformed)
  }

  @Test(arguments: [
    (Int64(1), EnvelopeError.Code.malformed), (-1, .malformed), (.min, .malformed), (4, .unsupported),
    (.max, .unsupported),
  ])
  func `a schema is understood, too new or too old`(schema: Int64, code: EnvelopeError.Code) throws {
    let failure = #expect(throws: EnvelopeError.self) {
      try read(message(Envelope.Header.schema, .int(schema)))
    }

    #expect(failure?.code == code)
  }

  @Test func `another type waits for who knows it`() {
    var message = message("none", nil)
    message.properties.type = String(repeating: "é", count: 10_000)

    let failure = #expect(throws: EnvelopeError.self) { try read(message) }

    #expect(failure?.code == .unsupported)
    #expect((failure?.description.utf8.count ?? .max) < 300)
  }

  @Test(arguments: [Envelope.Header.enqueued, Envelope.Header.deadline, Envelope.Header.woken])
  func `a time that no calendar has is malformed`(name: String) throws {
    for value in [-1, .min, .max, 253_402_300_800_000] as [Int64] {
      let failure = #expect(throws: EnvelopeError.self) { try read(message(name, .int(value))) }
      #expect(failure?.code == .malformed)
    }
    #expect(try read(message(name, .int(253_402_300_799_999))) != nil)
  }

  @Test(arguments: [(Int64.min, 1), (-1, 1), (0, 1), (1, 1), (.max, Int(Int32.max))])
  func `an attempt counts from one`(value: Int64, attempt: Int) throws {
    #expect(try read(message(Envelope.Header.attempt, .int(value)))?.attempt == attempt)
  }

  @Test func `what only informs may be nonsense`() throws {
    for name in [Envelope.Header.run, Envelope.Header.parent, Envelope.Header.trace] {
      for value in [Message.HeaderValue.int(1), .string("x\0"), .string(""), .unread, .bool(false)] {
        let envelope = try #require(try read(message(name, value)))
        #expect(envelope == Envelope(id: Self.id, fence: 7, kind: .ingest, schema: 2))
      }
    }
  }
}

extension Envelope {
  fileprivate static func random(using generator: inout SeededGenerator) -> Envelope {
    func some<Value>(_ value: Value) -> Value? { Bool.random(using: &generator) ? value : nil }
    func date() -> Date { Date(milliseconds: .random(in: 0...4_102_444_800_000, using: &generator)) }
    return Envelope(
      id: .make(), fence: .random(in: 0..<1 << 53, using: &generator), kind: .ingest,
      schema: .random(in: 2...3, using: &generator), attempt: .random(in: 1...99, using: &generator),
      run: some(.make()), parent: some(.make()), isSuspect: .random(using: &generator),
      enqueuedAt: some(date()),
      deadline: some(date()), wokenAt: some(date()), trace: some(TraceContext()))
  }
}
