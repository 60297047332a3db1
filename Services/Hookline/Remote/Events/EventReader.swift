/// Takes server-sent events out of bytes as they come: their names, ids and data. Pure.
struct EventReader: Sendable {
  struct Event: Sendable, Equatable {
    var name = ""
    var id: Int?
    var data: [UInt8] = []
  }

  /// A longer event is none of a gateway.
  private static let limit = 1 << 20

  private var line: [UInt8] = []
  private var event = Event()
  /// Whether something was longer than it may be; then there is nothing more to be read.
  private(set) var isBroken = false

  /// The events that end within these bytes.
  mutating func take(_ bytes: some Sequence<UInt8>) -> [Event] {
    var events: [Event] = []
    for byte in bytes where !isBroken {
      guard byte == UInt8(ascii: "\n") else {
        line.append(byte)
        isBroken = line.count + event.data.count > Self.limit
        continue
      }
      if let event = endLine() { events.append(event) }
    }
    return events
  }

  /// An empty line ends an event; one that begins with a colon is a sign of life.
  private mutating func endLine() -> Event? {
    defer { line.removeAll(keepingCapacity: true) }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    guard !line.isEmpty else {
      defer { event = Event() }
      return event.data.isEmpty ? nil : event
    }
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
    var value = line[colon...].dropFirst()
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    switch String(decoding: line[..<colon], as: UTF8.self) {
    case "event": event.name = String(decoding: value, as: UTF8.self)
    case "id": event.id = Int(String(decoding: value, as: UTF8.self))
    case "data": event.data += (event.data.isEmpty ? [] : [UInt8(ascii: "\n")]) + value
    default: break
    }
    return nil
  }
}
