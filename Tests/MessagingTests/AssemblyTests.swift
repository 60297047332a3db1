import Testing

@testable import Messaging

@Suite struct AssemblyTests {
  @Test func `a body within the limit is kept whole`() throws {
    var assembly = Assembly()

    assembly.begin(.delivery(tag: 1, isRedelivered: true), exchange: "", routingKey: "queue")
    let early = try assembly.announce(5, nil)
    let events = [try add([1, 2], to: &assembly), try add([3, 4, 5], to: &assembly)]

    #expect(early == nil)
    #expect(events == [nil, .delivered(tag: 1, isRedelivered: true, message([1, 2, 3, 4, 5]))])
  }

  @Test func `a body beyond the limit passes in bounded memory, and the next message is taken`() throws {
    var assembly = Assembly()
    let piece = [UInt8](repeating: 7, count: 128 << 10)
    var most = 0

    assembly.begin(.delivery(tag: 1, isRedelivered: false), exchange: "", routingKey: "queue")
    var large = try assembly.announce(100 << 20, nil)
    for _ in 1...800 {
      #expect(large == nil)
      large = try add(piece, to: &assembly)
      most = max(most, assembly.keptByteCount)
    }
    assembly.begin(.delivery(tag: 2, isRedelivered: false), exchange: "", routingKey: "queue")
    let next = try assembly.announce(0, nil)

    #expect(large == .deliveredTooLarge(tag: 1, message([]), byteCount: 100 << 20))
    #expect(most <= assembly.bodyLimit)
    #expect(next == .delivered(tag: 2, isRedelivered: false, message([])))
  }

  @Test func `a large message that came back is known without its body`() throws {
    var assembly = Assembly()

    assembly.begin(.returned(reason: "NO_ROUTE"), exchange: "", routingKey: "queue")
    _ = try assembly.announce(UInt64(assembly.bodyLimit) + 1, nil)
    _ = try add([UInt8](repeating: 7, count: assembly.bodyLimit), to: &assembly)
    let event = try add([7], to: &assembly)

    #expect(event == .returned(message([]), reason: "NO_ROUTE"))
  }

  @Test func `a piece beyond the size that was told is an error`() throws {
    for size in [1, UInt64(Assembly().bodyLimit) + 1] {
      var assembly = Assembly()
      assembly.begin(.delivery(tag: 1, isRedelivered: false), exchange: "", routingKey: "queue")
      _ = try assembly.announce(size, nil)

      #expect(throws: MessagingError.self) {
        try add([UInt8](repeating: 7, count: Int(size) + 1), to: &assembly)
      }
    }
  }

  private func message(_ body: [UInt8]) -> Message { Message(exchange: "", routingKey: "queue", body: body) }

  @discardableResult
  private func add(_ piece: [UInt8], to assembly: inout Assembly) throws -> WireEvent? {
    try piece.withUnsafeBytes { try assembly.add($0) }
  }
}
