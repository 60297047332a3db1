import Audio
import Testing

@Suite struct WaveHeaderTests {
  @Test func `a header is 58 bytes that say what follows`() {
    let bytes = WaveHeader(rate: 44_100, channels: 2, samples: .int16, dataByteCount: 400).bytes
    func number(at offset: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }

    #expect(bytes.count == WaveHeader.byteCount)
    #expect(bytes[..<4].elementsEqual("RIFF".utf8) && bytes[8..<16].elementsEqual("WAVEfmt ".utf8))
    #expect(number(at: 4, 4) == 50 + 400)
    #expect([number(at: 20, 2), number(at: 22, 2), number(at: 24, 4)] == [1, 2, 44_100])
    #expect([number(at: 28, 4), number(at: 32, 2), number(at: 34, 2)] == [176_400, 4, 16])
    #expect(bytes[38..<42].elementsEqual("fact".utf8) && number(at: 46, 4) == 100)
    #expect(bytes[50..<54].elementsEqual("data".utf8) && number(at: 54, 4) == 400)
  }

  @Test func `the largest file that a header can tell of is told of`() {
    let header = WaveHeader(
      rate: 192_000, channels: 2, samples: .float32, dataByteCount: WaveHeader.dataLimit)

    #expect(header.bytes.count == WaveHeader.byteCount)
    #expect(header.bytes[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) } <= Int(UInt32.max))
  }

  @Test func `samples become integers with what is too loud cut off, or floats as they are`() {
    let values: [Float] = [0, 1, -1, 2, -2, .nan, .infinity, 0.5, 1 / 65_536]

    let integers = WaveHeader.encode(values, as: .int16)
    let floats = WaveHeader.encode([1], as: .float32)

    let read = stride(from: 0, to: integers.count, by: 2).map {
      Int16(bitPattern: UInt16(integers[$0]) | UInt16(integers[$0 + 1]) << 8)
    }
    #expect(read == [0, 32_767, -32_768, 32_767, -32_768, 0, 32_767, 16_384, 1])
    #expect(floats == [0, 0, 0x80, 0x3f])
  }
}
