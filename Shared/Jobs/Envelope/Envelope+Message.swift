import FoundationEssentials
public import Messaging

extension Envelope {
  /// The message that wakes this task.
  public func message(lane: JobLane, body: [UInt8]) -> Message {
    var headers: [Message.Header] = [
      .init(Header.fence, .int(fence)), .init(Header.schema, .int(Int64(schema))),
      .init(Header.attempt, .int(Int64(attempt))),
    ]
    if let run { headers.append(.init(Header.run, .string("\(run)"))) }
    if let parent { headers.append(.init(Header.parent, .string("\(parent)"))) }
    if isSuspect { headers.append(.init(Header.suspect, .int(1))) }
    if let enqueuedAt { headers.append(.init(Header.enqueued, .int(enqueuedAt.milliseconds))) }
    if let deadline { headers.append(.init(Header.deadline, .int(deadline.milliseconds))) }
    if let wokenAt { headers.append(.init(Header.woken, .int(wokenAt.milliseconds))) }
    if let trace { headers.append(.init(Header.trace, .string("\(trace)"))) }
    return Message(
      exchange: BrokerName.jobs, routingKey: BrokerName.queue(kind, lane),
      properties: Message.Properties(
        messageID: "\(id)", type: kind.rawValue, correlationID: run.map { "\($0)" },
        contentType: "application/json", headers: headers),
      body: body)
  }
}

/// A message of a task queue, as far as its headers tell.
enum Incoming {
  /// It wakes a task that has a row.
  case task(Envelope)
  /// A producer published it directly; it has a row only if it came before.
  case direct(DirectMessage)

  /// Reads the headers of a message from a queue of this kind.
  init(_ message: Message, kind: JobKind, schemas: ClosedRange<Int>) throws(EnvelopeError) {
    let properties = message.properties
    guard properties[header: Envelope.Header.fence] != nil else {
      self = .direct(try DirectMessage(message))
      return
    }
    guard let id = properties.messageID.flatMap({ TaskID($0) }) else {
      throw EnvelopeError(.malformed, "message_id is not the UUID of a task")
    }
    guard let fence = properties[header: Envelope.Header.fence]?.number, fence >= 0, fence < 1 << 53 else {
      throw EnvelopeError(.malformed, "header \(Envelope.Header.fence) is not a number")
    }
    let schema = try Self.number(Envelope.Header.schema, properties) ?? 1
    let type = properties.type ?? kind.rawValue
    guard type == kind.rawValue, schema <= schemas.upperBound else {
      throw EnvelopeError(
        .unsupported, "type \"\(type.prefix(64))\" of schema \(schema) is newer than this worker")
    }
    guard schema >= schemas.lowerBound else {
      throw EnvelopeError(.malformed, "schema \(schema) is no longer understood")
    }
    var envelope = Envelope(id: id, fence: fence, kind: kind, schema: Int(schema))
    let attempt = try Self.number(Envelope.Header.attempt, properties) ?? 1
    envelope.attempt = Int(min(max(attempt, 1), Int64(Int32.max)))
    envelope.run = properties[header: Envelope.Header.run]?.text.flatMap { RunID($0) }
    envelope.parent = properties[header: Envelope.Header.parent]?.text.flatMap { TaskID($0) }
    envelope.isSuspect = properties[header: Envelope.Header.suspect] != nil
    envelope.enqueuedAt = try Self.time(Envelope.Header.enqueued, properties)
    envelope.deadline = try Self.time(Envelope.Header.deadline, properties)
    envelope.wokenAt = try Self.time(Envelope.Header.woken, properties)
    envelope.trace = properties[header: Envelope.Header.trace]?.text.flatMap { TraceContext($0) }
    self = .task(envelope)
  }

  /// A header that is a number where it is there at all.
  static func number(_ name: String, _ properties: Message.Properties) throws(EnvelopeError) -> Int64? {
    guard let value = properties[header: name] else { return nil }
    guard let number = value.number else {
      throw EnvelopeError(.malformed, "header \(name) is not a number")
    }
    return number
  }

  /// The years 1970 to 9999, in milliseconds: others are nobody's intent, and not every calculation bears them.
  static let times: ClosedRange<Int64> = 0...253_402_300_799_999

  /// A header that is a time where it is there at all.
  static func time(_ name: String, _ properties: Message.Properties) throws(EnvelopeError) -> Date? {
    guard let number = try number(name, properties) else { return nil }
    guard times.contains(number) else {
      throw EnvelopeError(.malformed, "header \(name) is not a time in milliseconds since 1970")
    }
    return Date(milliseconds: number)
  }
}

/// What a producer in any language may send: little has to be there.
struct DirectMessage: Sendable {
  /// `nil` where the producer gave none: a redelivery after the end then counts as another request.
  var id: TaskID?
  var type: String?
  var schema: Int
  var deadline: Date?
  var trace: TraceContext?
  var body: [UInt8]

  init(_ message: Message) throws(EnvelopeError) {
    let properties = message.properties
    id = properties.messageID.flatMap { $0.isEmpty ? nil : TaskID($0) ?? TaskID(named: $0) }
    type = properties.type
    schema = Int(clamping: try Incoming.number(Envelope.Header.schema, properties) ?? 1)
    deadline = try Incoming.time(Envelope.Header.deadline, properties)
    trace = properties[header: Envelope.Header.trace]?.text.flatMap { TraceContext($0) }
    body = message.body
  }
}

extension Date {
  init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1_000) }

  var milliseconds: Int64 {
    let value = (timeIntervalSince1970 * 1_000).rounded()
    return abs(value) < 9e18 ? Int64(value) : value < 0 ? .min : .max
  }
}
