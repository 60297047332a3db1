import FoundationEssentials
import Messaging
import TestKit
import Testing

@testable import Jobs

@Suite struct DirectMessageTests {
  private func read(
    id: String? = nil, type: String? = nil, _ headers: [Message.Header] = []
  ) throws -> DirectMessage? {
    let message = Message(
      exchange: "jobs", routingKey: "job.ingest.norm",
      properties: .init(messageID: id, type: type, headers: headers), body: [1])
    guard case .direct(let direct) = try Incoming(message, kind: .ingest, schemas: 1...1) else { return nil }
    return direct
  }

  @Test func `nothing has to be there but the body`() throws {
    let direct = try #require(try read())

    #expect(direct.id == nil)
    #expect(direct.schema == 1)
    #expect(direct.deadline == nil)
    #expect(direct.body == [1])
  }

  @Test func `an id is a UUID, or stands for one`() throws {
    let uuid = TaskID.make()

    #expect(try read(id: "\(uuid)")?.id == uuid)
    #expect(try read(id: "\(uuid)".uppercased())?.id == uuid)
    #expect(try read(id: "")?.id == nil)
    for name in ["order-17", "\0", String(repeating: "x", count: 255), "\(uuid) ", "é"] {
      #expect(try read(id: name)?.id == TaskID(named: name))
    }
    #expect(TaskID(named: "a") != TaskID(named: "b"))
    #expect("\(TaskID(named: "order-17"))" == "e919841b-fafc-8260-8874-0f9fb3d63ddc")
  }

  @Test func `what it says of itself is read`() throws {
    let trace = TraceContext()

    let direct = try #require(
      try read(
        type: "ingest",
        [
          .init(Envelope.Header.schema, .string("2")), .init(Envelope.Header.deadline, .int(5_000)),
          .init(Envelope.Header.trace, .string("\(trace)")),
        ]))

    #expect(direct.type == "ingest")
    #expect(direct.schema == 2)
    #expect(direct.deadline == Date(timeIntervalSince1970: 5))
    #expect(direct.trace == trace)
  }

  @Test(arguments: [
    Message.HeaderValue.int(.max), .int(.min), .int(-1), .string("soon"), .string("1\0"), .double(1),
    .bool(true),
    .unread,
  ])
  func `a deadline that is none is refused`(value: Message.HeaderValue) {
    let failure = #expect(throws: EnvelopeError.self) { try read([.init(Envelope.Header.deadline, value)]) }

    #expect(failure?.code == .malformed)
  }
}
