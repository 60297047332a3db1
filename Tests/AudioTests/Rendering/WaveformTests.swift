import Audio
import Testing

@Suite struct WaveformTests {
  @Test(arguments: [1, 333, 100_000]) func `draws the same for any chunks`(size: Int) throws {
    let samples = (0..<300_000).map { Float($0 % 977) / 977 - 0.5 }

    let whole = try #require(drawn(samples, chunk: samples.count))

    #expect(drawn(samples, chunk: size) == whole)
    #expect(whole.lows.count == Waveform.columnCount)
    #expect(whole.bytes.count == 3 * Waveform.columnCount)
  }

  @Test func `shows where it is loud`() throws {
    let samples = (0..<90_000).map { index in
      index < 45_000 ? Float(0) : index % 2 == 0 ? Float(0.5) : -0.25
    }

    let waveform = try #require(drawn(samples, chunk: 4096))

    #expect(waveform.highs[100] == 0 && waveform.lows[100] == 0 && waveform.levels[100] == 0)
    #expect(waveform.highs[800] == 64 && waveform.lows[800] == -32)
    #expect(waveform.levels[800] == 50)
    #expect(waveform.duration == 90)
  }

  @Test func `has as many columns as there is sound for`() {
    #expect(drawn([], chunk: 1) == nil)
    #expect(drawn([0.1], chunk: 1)?.highs == [13])
    #expect(drawn([.nan, 3e38], chunk: 1)?.highs == [0])
  }

  private func drawn(_ samples: [Float], chunk: Int) -> Waveform? {
    let pen = WaveformPen(rate: 1000)
    for start in stride(from: 0, to: samples.count, by: chunk) {
      pen.take(Array(samples[start..<min(samples.count, start + chunk)]))
    }
    return pen.finish()
  }
}
