import Audio
import Glibc
import Testing

@Suite struct SoundStatisticsTests {
  @Test func `counts what begins`() throws {
    var clicks = Sounds(seconds: 10)
    for index in 0..<20 { clicks.snare(0.25 + Double(index) / 2) }

    let statistics = try #require(SoundStatistics(listen(clicks.samples)))

    #expect(abs(statistics.onsetRate - 2) < 0.15)
  }

  @Test func `measures the shape of a tone`() throws {
    var tone = Sounds(seconds: 4)
    tone.add(0, seconds: 4) { 0.5 * sin(2 * Double.pi * 1000 * $0) }

    let statistics = try #require(SoundStatistics(listen(tone.samples)))

    #expect(abs(statistics.centroid.mean - 1000) < 60)
    #expect(abs(statistics.rolloff.mean - 1000) < 40)
    #expect(statistics.flatness.mean < 0.02)
    #expect(abs(statistics.level + 9.03) < 0.2)
    #expect(statistics.dynamicRange < 1)
  }

  @Test func `measures the shape of noise`() throws {
    var noise = Sounds(seconds: 4, seed: 2)
    noise.noise(level: 0.3)

    let statistics = try #require(SoundStatistics(listen(noise.samples)))

    // The geometric mean of an exponential distribution is exp(-0.577) of its mean.
    #expect(abs(statistics.flatness.mean - 0.561) < 0.02)
    #expect(abs(statistics.centroid.mean - 5512) < 200)
    #expect(statistics.timbre.count == 13)
  }

  @Test func `measures how far soft is from loud`() throws {
    var tone = Sounds(seconds: 8)
    tone.add(0, seconds: 4) { 0.5 * sin(2 * Double.pi * 500 * $0) }
    tone.add(4, seconds: 4) { 0.05 * sin(2 * Double.pi * 500 * $0) }

    let statistics = try #require(SoundStatistics(listen(tone.samples)))

    #expect(abs(statistics.dynamicRange - 20) < 0.5)
  }

  @Test func `finds nothing in silence`() {
    #expect(SoundStatistics(listen(Sounds(seconds: 3).samples)) == nil)
    #expect(SoundStatistics(listen([])) == nil)
  }
}
