import MediaWire
import TestKit
import Testing

@Suite struct RoundTripTests {
  @Test func `everything is read as it was written`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var sampling = Sampling(seed: seed)

    for _ in 0..<300 {
      let order = sampling.order()
      #expect(try DecodeOrder(order.bytes) == order, "seed \(seed)")
      for reply in sampling.replies() {
        let payload = reply.payload
        #expect(try Reply(reply.kind, payload) == reply, "seed \(seed)")
      }
    }
  }

  @Test(arguments: MessageHeader.Kind.allCases) func `a header is read as it was written`(
    kind: MessageHeader.Kind
  ) throws {
    let header = MessageHeader(kind, order: .max, count: 4096)

    let bytes = header.bytes

    #expect(bytes.count == MessageHeader.byteCount)
    #expect(try MessageHeader(bytes) == header)
  }

  @Test func `the bytes of a header and of an order are what they always were`() {
    let header = MessageHeader(.order, order: 0x0102_0304, count: 5)
    let order = DecodeOrder(sound: .init(rate: 22_050, channels: 1))

    #expect(header.bytes == [0x48, 0x4B, 0x4C, 1, 4, 3, 2, 1, 5, 0, 0, 0])
    #expect(order.bytes.prefix(8) == [3, 0, 1, 0x22, 0x56, 0, 0, 1])
  }

  @Test func `sound is silent where it is not a number`() throws {
    let part = SoundPart(time: 0, samples: [.nan, .infinity, -.infinity, 0.5])

    guard case .sound(let read) = try Reply(.sound, Reply.sound(part).payload) else {
      Issue.record("not sound")
      return
    }

    #expect(read.samples == [0, 0, 0, 0.5])
  }

  @Test func `a text that is too long is cut between two characters`() throws {
    let text = String(repeating: "👩‍👩‍👧", count: 1000)

    let payload = Reply.failure(Failure(.io, text)).payload

    guard case .failure(let failure) = try Reply(.failure, payload) else {
      Issue.record("not a failure")
      return
    }
    #expect(failure.reason.utf8.count <= Wire.textLimit && failure.reason.utf8.count > Wire.textLimit - 100)
    #expect(text.hasPrefix(failure.reason))
  }

  @Test func `of many streams and tags the first are told`() throws {
    let tags = (0..<100).map { MediaInfo.Tag(name: "\($0)", value: "") }
    let streams = (0..<100).map {
      MediaInfo.Stream(
        index: $0, kind: .other("x"), codec: "", isDecodable: false, duration: nil, bitRate: nil, tags: tags)
    }
    let info = MediaInfo(
      container: "", duration: nil, bitRate: nil, tags: tags, streams: streams, streamCount: 100, sound: nil,
      pictures: nil)

    let read = try MediaInfo(info.bytes)

    #expect(read.streams.count == Wire.listLimit && read.streamCount == 100)
    #expect(read.tags.count == Wire.listLimit && read.streams.allSatisfy { $0.tags.count == Wire.listLimit })
  }
}
