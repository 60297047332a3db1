/// The first thing that an AMQP 0-9-1 server says: the method Connection.Start.
///
/// Whoever listens on the port may send anything, so everything is bounded and nothing is believed.
struct ConnectionStart: Equatable {
  let product: String?
  let version: String?

  /// What a client sends first.
  static let request = Array("AMQP".utf8) + [0, 0, 9, 1]
  /// RabbitMQ sends about 500 bytes; the protocol's own bound before negotiation is 4 KiB.
  private static let largest = 64 * 1024

  var title: String {
    [product.map(Self.short) ?? "an AMQP server", version.map(Self.short)].compactMap(\.self).joined(
      separator: " ")
  }

  /// What the frame holds that `receive` delivers piece by piece.
  static func payload(
    _ receive: (Int) throws(CommandFailure) -> [UInt8]
  ) throws(CommandFailure) -> [UInt8] {
    let head = try receive(7)
    guard head.prefix(4) != [0x41, 0x4d, 0x51, 0x50] else {
      throw CommandFailure("the server speaks another version of AMQP than 0-9-1")
    }
    let size = head[3...6].reduce(0) { $0 << 8 | Int($1) }
    guard head[0] == 1, head[1] == 0, head[2] == 0, size <= largest else { throw stranger }
    let payload = try receive(size)
    guard try receive(1) == [0xce] else { throw stranger }
    return payload
  }

  init(_ payload: [UInt8]) throws(CommandFailure) {
    var reader = WireReader(payload[...])
    guard reader.integer(2) == 10, reader.integer(2) == 10, reader.integer(1) == 0, reader.integer(1) == 9
    else {
      throw Self.stranger
    }
    guard let properties = reader.table() else { throw Self.stranger }
    product = properties["product"]
    version = properties["version"]
  }

  private static var stranger: CommandFailure {
    CommandFailure("what answers is no AMQP server; check host and port")
  }

  private static func short(_ text: String) -> String { String(text.prefix(60)) }
}

/// Reads the protocol's values from bytes; nil where they end too early or make no sense.
private struct WireReader {
  private var rest: ArraySlice<UInt8>
  private let depth: Int

  init(_ bytes: ArraySlice<UInt8>, depth: Int = 0) {
    rest = bytes
    self.depth = depth
  }

  mutating func integer(_ byteCount: Int) -> Int? { bytes(byteCount)?.reduce(0) { $0 << 8 | Int($1) } }

  /// The texts of a table; values of other types are passed over.
  mutating func table() -> [String: String]? {
    // Nobody nests deeper, but somebody may want to exhaust the stack.
    guard depth < 8, let size = integer(4), let content = bytes(size) else { return nil }
    var inner = WireReader(content, depth: depth + 1)
    var texts: [String: String] = [:]
    while !inner.rest.isEmpty {
      guard let length = inner.integer(1), let name = inner.bytes(length) else { return nil }
      guard let value = inner.value() else { return nil }
      if let text = value { texts[String(decoding: name, as: UTF8.self)] = text }
    }
    return texts
  }

  /// Outer nil: no value. Inner nil: a value that is no text.
  private mutating func value() -> String?? {
    guard let type = integer(1) else { return nil }
    switch Unicode.Scalar(UInt8(type)) {
    case "S":
      guard let size = integer(4), let content = bytes(size) else { return nil }
      return .some(String(decoding: content, as: UTF8.self))
    case "F": return table().map { _ in nil }
    // Arrays and byte strings: their length says how much to pass over.
    case "A", "x": return integer(4).flatMap { bytes($0) }.map { _ in nil }
    case "V": return .some(nil)
    case "t", "b", "B": return skip(1)
    case "s", "u", "U": return skip(2)
    case "I", "i", "f": return skip(4)
    case "D": return skip(5)
    case "l", "L", "d", "T": return skip(8)
    default: return nil
    }
  }

  private mutating func skip(_ count: Int) -> String?? { bytes(count).map { _ in nil } }

  private mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}
