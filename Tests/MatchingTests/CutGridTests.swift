import Matching
import Models
import Testing

@Suite struct CutGridTests {
  /// 120 beats a minute from 0.3 s on, bars of four.
  private static let beats = stride(from: 0.3, to: 100, by: 0.5).map { $0 }
  private static let pulse = Pulse(beats: beats, downbeats: stride(from: 0.3, to: 100, by: 2).map { $0 })

  private static func hook(_ start: Double, _ end: Double) -> TrackHook {
    TrackHook(start: start, end: end, reason: "")
  }

  private static func isNear(_ times: [Double], _ others: [Double]) -> Bool {
    times.count == others.count && zip(times, others).allSatisfy { abs($0 - $1) < 1e-6 }
  }

  @Test func `it begins with the hook's bar and ends with the bar nearest to the wanted length`() throws {
    let grid = try #require(
      CutGrid(of: Self.hook(42.32, 57.32), Self.pulse, length: 20.7, trackEnd: 100))

    #expect(abs(grid.start - 42.3) < 1e-6 && abs(grid.end - 62.3) < 1e-6 && grid.isOnBeat)
    #expect(Self.isNear(grid.bars, (0..<10).map { Double($0) * 2 }))
    #expect(Self.isNear(grid.beats, (0..<40).map { Double($0) / 2 }))
  }

  @Test func `a short stretch ends with a beat where no bar is near`() throws {
    let grid = try #require(CutGrid(of: Self.hook(10.32, 25.32), Self.pulse, length: 5.1, trackEnd: 100))

    #expect(abs(grid.start - 10.3) < 1e-6 && abs(grid.length - 5) < 1e-6)
  }

  @Test func `without a length it is as long as the hook`() throws {
    let grid = try #require(CutGrid(of: Self.hook(10.32, 25.62), Self.pulse, trackEnd: 100))

    #expect(abs(grid.end - 26.3) < 1e-6 && grid.bars.count == 8)
  }

  @Test func `it begins some bars earlier where the track would end too soon`() throws {
    let grid = try #require(CutGrid(of: Self.hook(92.32, 99), Self.pulse, length: 30, trackEnd: 100))

    #expect(abs(grid.start - 68.3) < 1e-6 && grid.end <= 100 && abs(grid.length - 30) < 1)
  }

  @Test func `a video that is longer than the track has all of the track`() throws {
    let grid = try #require(CutGrid(of: Self.hook(42.32, 57.32), Self.pulse, length: 300, trackEnd: 100))

    #expect(grid.start == 0 && grid.end == 100 && Self.isNear(grid.beats, Self.beats) && !grid.isOnBeat)
  }

  @Test func `without beats it is the hook, in the wanted length`() throws {
    let grid = try #require(
      CutGrid(of: Self.hook(42, 57), Pulse(beats: []), length: 20, trackEnd: 60))

    #expect(grid.start == 40 && grid.end == 60 && grid.beats.isEmpty && grid.bars.isEmpty && !grid.isOnBeat)
  }

  @Test func `what is no hook has no grid, and lengths are bounded`() throws {
    for (start, end) in [(5.0, 5.0), (-1, 4), (.nan, 5), (5, .infinity)] {
      #expect(CutGrid(of: Self.hook(start, end), Self.pulse, length: 20) == nil)
    }
    for length in [Double.nan, -5, 0, 1e-9] {
      let grid = try #require(
        CutGrid(of: Self.hook(42, 57), Self.pulse, length: length, trackEnd: 100))
      #expect(grid.length >= 2.5 && grid.length <= 3.5)
    }
    let long = try #require(CutGrid(of: Self.hook(0, 9e4 - 4e4), Self.pulse, length: 1e300, trackEnd: 9e4))
    #expect(long.length == 600)
  }

  @Test func `a film's grid is in the film's own seconds, whatever it begins with`() {
    let grid = CutGrid(from: 10.05, length: 4, of: Self.pulse, trackEnd: 100)

    #expect(grid.start == 10.05 && grid.end == 14.05 && !grid.isOnBeat)
    #expect(Self.isNear(grid.beats, (0..<8).map { 0.25 + Double($0) / 2 }))
    #expect(Self.isNear(grid.bars, [0.25, 2.25]))
  }

  @Test func `a pulse is made of anything that was stored`() {
    let pulse = Pulse(beats: [3, .nan, 1, -4, 1.01, .infinity, 2, 1e9], downbeats: [2, 2])

    #expect(pulse.beats == [1, 2, 3] && pulse.downbeats == [2] && pulse.period == 1)
    #expect(Pulse(beats: [1]).isEmpty && Pulse(beats: []).barPeriod == nil)
    #expect(Pulse(beats: [1, 2, 3]).barPeriod == 4)
  }
}
