import TestKit
import Testing

@testable import Audio

@Suite struct SteadyBeatsTests {
  @Test(arguments: [0.25, -0.25, 0.5, 1.0 / 3]) func `finds the clock although beats slide to off-beats`(
    slide: Double
  ) throws {
    var generator = SeededGenerator(seed: 4)
    // From 60 to 100 they are beside it.
    let beats = (0..<200).map { beat in
      let offset = (60..<100).contains(beat) ? slide : 0
      return 0.3 + 0.5 * (Double(beat) + offset) + Double.random(in: -0.01...0.01, using: &generator)
    }

    let found = SteadyBeats(beats)
    let steady = try #require(found)

    #expect(abs(steady.period - 0.5) < 1e-4)
    #expect(abs(steady.start - 0.3) < 0.01)
  }

  @Test func `finds none where the tempo changes`() {
    let rising = (0..<200).map { 0.5 * Double($0) - 0.0003 * Double($0 * $0) }

    #expect(SteadyBeats(rising) == nil)
    #expect(SteadyBeats([]) == nil)
    #expect(SteadyBeats([Double](repeating: 1, count: 100)) == nil)
  }

  @Test func `counts from the first on, in other levels too`() throws {
    let found = SteadyBeats((0..<100).map { 0.7 + 0.5 * Double($0) })
    let steady = try #require(found)

    #expect(abs((steady.times(until: 60).first ?? 0) - 0.2) < 1e-6)
    #expect(steady.times(until: 60).count == 120)
    #expect(abs((steady.times(until: 60, level: 0.5).first ?? 0) - 0.2) < 1e-6)
    #expect(steady.times(until: 60, level: 2).count == 60)
  }
}
