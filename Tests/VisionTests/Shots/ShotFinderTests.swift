import TestVideo
import Testing
import Vision

@Suite struct ShotFinderTests {
  private static let seed: UInt64 = 31

  @Test(.timeLimit(.minutes(5)))
  func `cuts of scenes that nothing was fitted on are found, and nothing else is`() {
    let clips = TestVideo.clips(.unseen, count: 24, seed: Self.seed)

    let scores = clips.map { clip in Seen(clip).score }

    let (right, wrong, missed) = scores.reduce((0, 0, 0)) { ($0.0 + $1.0, $0.1 + $1.1, $0.2 + $1.2) }
    let share = Double(2 * right) / Double(2 * right + wrong + missed)
    #expect(share >= 0.95, "seed \(Self.seed): \(right) right, \(wrong) wrong, \(missed) missed")
  }

  @Test(
    .timeLimit(.minutes(5)), arguments: [Clip.Kind.flashes, .sports, .pans, .handheld, .fades, .dissolves])
  func `what is no cut is taken for none`(kind: Clip.Kind) {
    let clips = TestVideo.clips(.unseen, count: 24, seed: Self.seed).filter { $0.kind == kind }

    let wrong = clips.reduce(0) { $0 + Seen($1).score.wrong }

    #expect(wrong <= 1, "seed \(Self.seed)")
  }

  @Test func `shots follow each other from the first frame to the last`() throws {
    let clip = try #require(TestVideo.clips(.tuning, count: 1, seed: Self.seed).first)

    let shots = Seen(clip).shots

    #expect(shots.shots.count == shots.transitions.count + 1)
    #expect(zip(shots.shots, shots.shots.dropFirst()).allSatisfy { $0.end == $1.start })
    #expect(abs(shots.duration - clip.duration) < 0.1)
    #expect(abs(shots.shots.reduce(0) { $0 + $1.length } - shots.duration) < 1e-6)
  }

  @Test func `one frame is one shot, and none is none`() throws {
    var finder = ShotFinder()
    let nothing = finder.finish()
    finder.take(try Self.plain(200, 0))
    let one = finder.finish()

    #expect(nothing.shots.isEmpty && nothing.medianLength == nil && nothing.cutsPerMinute == nil)
    #expect(one.transitions.isEmpty)
  }

  @Test func `frames that go back in time are left out`() throws {
    var finder = ShotFinder()
    for (value, time) in [(200, 1.0), (20, 0.5), (200, 1.0), (200, 1.1), (200, 1.2), (200, 1.3)] {
      finder.take(try Self.plain(UInt8(value), time))
    }

    let shots = finder.finish()

    #expect(shots.transitions.isEmpty)
    #expect(shots.shots.count == 1)
  }

  @Test(arguments: [1, 2, 5, 31]) func `pictures may be as small as they like, and change their size`(
    size: Int
  ) throws {
    var finder = ShotFinder()
    for index in 0..<30 {
      finder.take(
        try Self.plain(index < 15 ? 30 : 220, Double(index) / 30, size: index < 25 ? size : size + 9))
    }

    #expect(finder.finish().cuts.contains { abs($0.time - 0.5) < 0.07 })
  }

  private static func plain(_ value: UInt8, _ time: Double, size: Int = 16) throws -> Frame {
    let pixels = [UInt8](repeating: value, count: size * size * 3)
    return try #require(Frame(width: size, height: size, time: time, pixels: pixels))
  }
}

/// A clip, and what is seen in it.
private struct Seen {
  let clip: Clip
  let shots: Shots

  init(_ clip: Clip) {
    var painter = Painter(clip, width: 90, height: 160)
    var finder = ShotFinder()
    for frame in 0..<clip.frameCount {
      let pixels = painter.pixels(of: frame)
      if let frame = Frame(width: 90, height: 160, time: clip.time(of: frame), pixels: pixels) {
        finder.take(frame)
      }
    }
    (self.clip, shots) = (clip, finder.finish())
  }

  /// Of cuts, within two frames.
  var score: (right: Int, wrong: Int, missed: Int) {
    var left = clip.cutFrames, wrong = 0
    for cut in shots.cuts {
      let nearest = (0..<clip.frameCount).min { distance($0, cut) < distance($1, cut) } ?? 0
      if let index = left.firstIndex(where: { abs($0 - nearest) <= 2 }) {
        left.remove(at: index)
      } else {
        wrong += 1
      }
    }
    return (clip.cutFrames.count - left.count, wrong, left.count)
  }

  private func distance(_ frame: Int, _ cut: Transition) -> Double { abs(clip.time(of: frame) - cut.time) }
}
