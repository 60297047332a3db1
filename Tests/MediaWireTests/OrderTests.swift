import MediaWire
import Testing

@Suite struct OrderTests {
  @Test func `an order is read as it was written`() throws {
    var order = DecodeOrder(
      sound: .init(rate: 48_000, channels: 2),
      pictures: .init(keepsShape: true, pixels: .gray, choice: .atMost(perSecond: 2.5), skips: [.loopFilter]),
      prints: .init(speeds: [1, 0.98]), peaks: .init(perSecond: 50),
      thumbnail: .init(time: 3.5, side: 640, format: .png), start: 1.5, duration: 12)
    order.pixelLimit = 1000

    #expect(try DecodeOrder(order.bytes) == order)
  }
}
