import TestKit
import Testing

@testable import Hookline

@Suite struct ConnectionStartTests {
  private static let properties =
    pair("capabilities", "F", sized(pair("x", "t", [1]) + pair("y", "F", sized([]))))
    + pair("product", "S", text("RabbitMQ"))
    + pair("list", "A", sized([0x49, 0, 0, 0, 1])) + pair("number", "l", [UInt8](repeating: 1, count: 8))
    + pair("nothing", "V", []) + pair("decimal", "D", [2, 0, 0, 0, 1]) + pair("version", "S", text("3.10.8"))
  static let payload = [0, 10, 0, 10, 0, 9] + sized(properties) + text("PLAIN") + text("en_US")

  static func sized(_ bytes: [UInt8]) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(bytes.count >> $0 & 0xff) } + bytes
  }
  static func text(_ text: String) -> [UInt8] { sized(Array(text.utf8)) }
  static func pair(_ name: String, _ type: Unicode.Scalar, _ value: [UInt8]) -> [UInt8] {
    [UInt8(name.utf8.count)] + Array(name.utf8) + [UInt8(ascii: type)] + value
  }
  static func frame(_ payload: [UInt8]) -> [UInt8] { [1, 0, 0] + sized(payload) + [0xce] }

  /// Reads a frame from bytes that end where they end.
  private static func payload(of bytes: [UInt8]) throws -> [UInt8] {
    var rest = bytes[...]
    return try ConnectionStart.payload { count throws(CommandFailure) in
      guard count <= rest.count else { throw CommandFailure("over") }
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
  }

  @Test func `finds product and version among other properties`() throws {
    let start = try ConnectionStart(try Self.payload(of: Self.frame(Self.payload)))

    #expect(start.title == "RabbitMQ 3.10.8")
  }

  @Test func `a server that does not name itself is an AMQP server all the same`() throws {
    #expect(try ConnectionStart([0, 10, 0, 10, 0, 9] + Self.sized([])).title == "an AMQP server")
  }

  @Test func `what is cut off is refused at every length`() {
    let whole = 6 + 4 + Self.properties.count
    for count in 0..<whole {
      #expect(throws: CommandFailure.self) { try ConnectionStart(Array(Self.payload.prefix(count))) }
    }
    #expect(throws: Never.self) { try ConnectionStart(Array(Self.payload.prefix(whole))) }
  }

  @Test func `tables in tables do not exhaust the stack`() {
    var value = Self.sized([])
    for _ in 0..<2000 { value = Self.sized(Self.pair("t", "F", value)) }

    #expect(throws: CommandFailure.self) { try ConnectionStart([0, 10, 0, 10, 0, 9] + value) }
  }

  @Test(arguments: [
    [1, 0, 0, 0xff, 0xff, 0xff, 0xff], [1, 0, 0, 0, 1, 0, 1], [2, 0, 0, 0, 0, 0, 1], [1, 0, 1, 0, 0, 0, 1],
    Array("HTTP/1.1 400 Bad Request".utf8),
  ])
  func `a frame that is too large or no method is refused before it is read`(bytes: [UInt8]) {
    let error = #expect(throws: CommandFailure.self) { try Self.payload(of: bytes) }

    #expect(error?.description == "what answers is no AMQP server; check host and port")
  }

  @Test func `another version of the protocol is named as such`() {
    let error = #expect(throws: CommandFailure.self) { try Self.payload(of: Array("AMQP\0\u{1}\0\0".utf8)) }

    #expect(error?.description == "the server speaks another version of AMQP than 0-9-1")
  }

  @Test func `survives any bytes`() {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    var refusals = 0
    for _ in 0..<2000 {
      var payload = Self.payload
      for _ in 0..<4 {
        payload[Int.random(in: 6..<payload.count, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
      do { #expect(try ConnectionStart(payload).title.count <= 121, "seed \(seed)") } catch { refusals += 1 }
    }
    #expect((1..<2000).contains(refusals), "seed \(seed)")
  }
}
