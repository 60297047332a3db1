import MediaWire
import Testing

@Suite struct OrderTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let order: DecodeOrder

    init(_ description: String, _ change: (inout DecodeOrder) -> Void) {
      testDescription = description
      var order = DecodeOrder()
      change(&order)
      self.order = order
    }
  }

  static let faults = [
    Fault("few samples") { $0.sound = .init(rate: 3999) },
    Fault("many samples") { $0.sound = .init(rate: 192_001) },
    Fault("no channel") { $0.sound = .init(channels: 0) },
    Fault("three channels") { $0.sound = .init(channels: 3) },
    Fault("no width") { $0.pictures = .init(width: 0) },
    Fault("much width") { $0.pictures = .init(width: 2049) },
    Fault("no height") { $0.pictures = .init(height: 0) },
    Fault("much height") { $0.pictures = .init(height: 2049) },
    Fault("no frames") { $0.pictures = .init(choice: .atMost(perSecond: 0)) },
    Fault("many frames") { $0.pictures = .init(choice: .atMost(perSecond: 1001)) },
    Fault("frames that are no number") { $0.pictures = .init(choice: .atMost(perSecond: .nan)) },
    Fault("no speed") { $0.prints = .init(speeds: []) },
    Fault("many speeds") { $0.prints = .init(speeds: [Double](repeating: 1, count: 33)) },
    Fault("a low speed") { $0.prints = .init(speeds: [1, 0.2]) },
    Fault("a high speed") { $0.prints = .init(speeds: [4.1]) },
    Fault("a print of nothing") { $0.prints = .init(limit: 0) },
    Fault("a print of hours") { $0.prints = .init(limit: 3601) },
    Fault("no peaks") { $0.peaks = .init(perSecond: 0) },
    Fault("many peaks") { $0.peaks = .init(perSecond: 201) },
    Fault("a small thumbnail") { $0.thumbnail = .init(side: 15) },
    Fault("a large thumbnail") { $0.thumbnail = .init(side: 2049) },
    Fault("a thumbnail before the start") { $0.thumbnail = .init(time: -1) },
    Fault("a thumbnail at no time") { $0.thumbnail = .init(time: .infinity) },
    Fault("a start before the start") { $0.start = -0.1 },
    Fault("a start that is no number") { $0.start = .nan },
    Fault("no duration") { $0.duration = 0 },
    Fault("an endless duration") { $0.duration = .infinity },
    Fault("no limit of duration") { $0.durationLimit = 0 },
    Fault("a high limit of duration") { $0.durationLimit = 86_401 },
    Fault("no limit of pixels") { $0.pixelLimit = 0 },
    Fault("a high limit of pixels") { $0.pixelLimit = (1 << 27) + 1 },
  ]

  @Test(arguments: faults) func `what cannot be carried out is said, and refused by who reads it`(
    fault: Fault
  ) {
    #expect(fault.order.fault != nil)
    #expect(throws: WireError.self) { try DecodeOrder(fault.order.bytes) }
  }

  @Test func `what can be carried out has no fault`() {
    #expect(DecodeOrder().fault == nil)
    #expect(
      DecodeOrder(
        sound: .init(), pictures: .init(), prints: .init(), peaks: .init(), loudness: .init(),
        thumbnail: .init()
      ).fault
        == nil)
  }

  @Test func `an order of another version is refused`() {
    let bytes = [9, 0] + DecodeOrder().bytes.dropFirst(2)

    #expect(throws: WireError("an order is of version 9; this decoder understands \(Wire.version)")) {
      try DecodeOrder(bytes)
    }
  }

  @Test func `the longest order is not too long`() {
    let speeds = [Double](repeating: 1, count: 32)
    let order = DecodeOrder(
      sound: .init(), pictures: .init(choice: .atMost(perSecond: 1)), prints: .init(speeds: speeds),
      peaks: .init(), loudness: .init(), thumbnail: .init(time: 1), duration: 1)

    #expect(order.fault == nil && order.bytes.count <= Wire.orderLimit)
  }
}
