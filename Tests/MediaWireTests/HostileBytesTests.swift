import MediaWire
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct HostileBytesTests {
  @Test func `orders with anything wrong are refused or can be carried out`() async {
    let seed = UInt64.random(in: .min ... .max)
    var sampling = Sampling(seed: seed)
    var refusals = 0

    for _ in 0..<1000 {
      let bytes = sampling.order().bytes
      for _ in 0..<20 {
        let order = try? DecodeOrder(sampling.damaged(bytes))
        if order == nil { refusals += 1 }
        #expect(order?.fault == nil, "seed \(seed)")
      }
      // This computes for long, and other tests have to share what this runs on.
      await Task.yield()
    }

    #expect(refusals > 5000 && refusals < 20_000, "seed \(seed)")
  }

  @Test func `replies with anything wrong are refused or hold no more than came`() async {
    let seed = UInt64.random(in: .min ... .max)
    var sampling = Sampling(seed: seed)
    var (refusals, readings) = (0, 0)

    while refusals + readings < 20_000 {
      for reply in sampling.replies() {
        let payload = reply.payload
        for _ in 0..<20 {
          let bytes = sampling.damaged(payload)
          let kind = sampling.int(0...9) == 0 ? sampling.element(MessageHeader.Kind.allCases) : reply.kind
          guard let read = try? Reply(kind, bytes) else {
            refusals += 1
            continue
          }
          readings += 1
          #expect(read.kind == kind && read.payload.count <= bytes.count, "seed \(seed)")
        }
      }
      await Task.yield()
    }

    #expect(refusals > 5000 && readings > 2000, "seed \(seed)")
  }

  @Test func `headers with anything wrong are refused or keep to the limits`() {
    let seed = UInt64.random(in: .min ... .max)
    var sampling = Sampling(seed: seed)
    var readings = 0

    for _ in 0..<20_000 {
      let kind = sampling.element(MessageHeader.Kind.allCases)
      let header = MessageHeader(
        kind, order: UInt32(sampling.int(0...1000)), count: sampling.int(0...1 << 25))
      guard let read = try? MessageHeader(sampling.damaged(header.bytes)) else { continue }
      readings += 1
      #expect(read.count <= Wire.payloadLimit, "seed \(seed)")
    }

    #expect(readings > 100, "seed \(seed)")
  }

  @Test(arguments: [16, 17, 128, 255] as [UInt8])
  func `what nobody knows how to skip is refused`(skips: UInt8) {
    let order = DecodeOrder(pictures: .init(skips: .init(rawValue: skips)))

    #expect(throws: WireError("there are no such skips")) { try DecodeOrder(order.bytes) }
  }

  @Test func `a list that claims to be long makes no room for it`() {
    let tags: [UInt8] = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F]

    #expect(throws: WireError("2147483647 is more than 64")) { try MediaInfo(tags) }
  }

  @Test func `a text that claims to be long is refused`() {
    #expect(throws: WireError("4097 is more than 4096")) {
      try Reply(.failure, [1, 0x01, 0x10, 0, 0] + [UInt8](repeating: 0x41, count: 4097))
    }
  }

  @Test func `a text that is not UTF-8 is refused`() {
    #expect(throws: WireError("a text is not UTF-8")) { try Reply(.failure, [1, 2, 0, 0, 0, 0xC3, 0x28]) }
  }

  @Test(arguments: [
    (MessageHeader.Kind.order, Wire.orderLimit), (.cancel, Wire.orderLimit), (.sound, Wire.payloadLimit),
    (.end, Wire.payloadLimit),
  ]) func `a header claims no more than may come`(kind: MessageHeader.Kind, limit: Int) throws {
    let (most, more) = (
      MessageHeader(kind, order: 1, count: limit), MessageHeader(kind, order: 1, count: limit + 1)
    )

    #expect(try MessageHeader(most.bytes) == most)
    #expect(throws: WireError.self) { try MessageHeader(more.bytes) }
  }

  @Test func `a header is exactly as long as it is`() {
    let bytes = MessageHeader(.end, order: 1, count: 2).bytes

    for count in 0..<bytes.count {
      #expect(throws: WireError.self) { try MessageHeader(bytes.prefix(count)) }
    }
    #expect(throws: WireError.self) { try MessageHeader(bytes + [0]) }
  }

  @Test func `a message is refused at whatever byte it ends too early`() {
    let seed = UInt64.random(in: .min ... .max)
    var sampling = Sampling(seed: seed)
    let bytes = sampling.order().bytes
    let info = sampling.info().bytes

    for count in 0..<bytes.count {
      #expect(throws: WireError.self, "seed \(seed)") { try DecodeOrder(bytes.prefix(count)) }
    }
    for count in 0..<info.count {
      #expect(throws: WireError.self, "seed \(seed)") { try MediaInfo(info.prefix(count)) }
    }
  }
}
