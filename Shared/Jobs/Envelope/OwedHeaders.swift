import Messaging

/// The headers of a message while it lies in the outbox, as `task_headers` of the schema writes them.
struct OwedHeaders: Codable {
  var id: String
  var type: String?
  var run: String?
  var parent: String?
  var fence: Int64?
  var attempt: Int64?
  var schema: Int64?
  var suspect: Bool?
  var enqueued: Int64?
  var deadline: Int64?
  var woken: Int64?
  var traceparent: String?
  /// Since when it waits for a worker that understands it, in milliseconds.
  var parked: Int64?

  /// Not for producers: it comes and goes with the outbox.
  static let parkedHeader = "x-parked-since"

  /// What is kept of a message that came from outside, in sizes that can be kept.
  init(_ properties: Message.Properties) {
    func text(_ value: String?) -> String? { value.map(Self.short) }
    func number(_ name: String) -> Int64? { properties[header: name]?.number }
    id = text(properties.messageID) ?? ""
    if id.isEmpty { id = "\(TaskID.make())" }
    type = text(properties.type)
    run = text(properties[header: Envelope.Header.run]?.text)
    parent = text(properties[header: Envelope.Header.parent]?.text)
    fence = number(Envelope.Header.fence)
    attempt = number(Envelope.Header.attempt)
    schema = number(Envelope.Header.schema).map { min(max($0, 0), Int64(Int32.max)) }
    suspect = properties[header: Envelope.Header.suspect] == nil ? nil : true
    enqueued = number(Envelope.Header.enqueued)
    deadline = number(Envelope.Header.deadline)
    woken = number(Envelope.Header.woken)
    traceparent = text(properties[header: Envelope.Header.trace]?.text)
    parked = number(Self.parkedHeader).flatMap { Incoming.times.contains($0) ? $0 : nil }
  }

  /// What a short string of AMQP can hold, in bytes, and Postgres, too.
  private static func short(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    var byteCount = 0
    for scalar in text.unicodeScalars where scalar != "\0" {
      byteCount += UTF8.width(scalar)
      guard byteCount <= 255 else { break }
      kept.append(scalar)
    }
    return String(kept)
  }

  func message(exchange: String, key: String, body: [UInt8]) -> Message {
    var list: [Message.Header] = []
    func add(_ name: String, _ value: Int64?) {
      if let value { list.append(.init(name, .int(value))) }
    }
    func add(_ name: String, _ value: String?) {
      if let value { list.append(.init(name, .string(value))) }
    }
    add(Envelope.Header.fence, fence)
    add(Envelope.Header.schema, schema)
    add(Envelope.Header.attempt, attempt)
    add(Envelope.Header.run, run)
    add(Envelope.Header.parent, parent)
    add(Envelope.Header.suspect, suspect == true ? 1 : nil)
    add(Envelope.Header.enqueued, enqueued)
    add(Envelope.Header.deadline, deadline)
    add(Envelope.Header.woken, woken)
    add(Envelope.Header.trace, traceparent)
    add(Self.parkedHeader, parked)
    return Message(
      exchange: exchange, routingKey: key,
      properties: Message.Properties(
        messageID: id, type: type, correlationID: run, contentType: "application/json", headers: list),
      body: body)
  }
}
