import TestPictures
import Testing
import Vision

@Suite struct KeyFrameFinderTests {
  @Test func `each shot has its frame`() throws {
    let film = Film(scenes: [2, 1.2, 0.8, 1], from: 0)

    let print = try film.print()

    #expect(film.shots.shots.count == 4)
    #expect(print.frames.count == 4, "\(print.frames.map(\.time))")
    for (shot, frame) in zip(film.shots.shots, print.frames) {
      #expect(abs(frame.time - (shot.start + shot.end) / 2) <= 0.25)
    }
  }

  @Test func `a copy that begins in the middle gives frames of the same moments`() throws {
    let whole = try Film(scenes: [2.3, 1.2, 1.7, 2, 1.4, 2.1], from: 0).print()
    let later = try Film(scenes: [2.3, 1.2, 1.7, 2, 1.4, 2.1], from: 1.1).print()

    let likeness = whole.likeness(to: later)

    #expect(likeness.isSame && likeness.share > 0.8, "\(likeness)")
  }

  @Test func `hours take no more frames than minutes`() throws {
    var finder = KeyFrameFinder(), shots = ShotFinder()
    let scenes = (0..<8).map { Picture.scene(seed: $0, width: 24, height: 32).frame() }
    var draw = Draw(seed: 8)
    var (number, next) = (0, 0)
    for second in 0..<20_000 {
      // Shots of five to twelve seconds.
      if second == next {
        number += 1
        next += 5 + Int(draw.number(0...7))
      }
      let scene = scenes[number % 8]
      let frame = try #require(Frame(width: 24, height: 32, time: Double(second), pixels: scene.pixels))
      finder.take(frame)
      shots.take(frame)
    }

    let print = finder.print(of: shots.finish())

    #expect((8...VideoPrint.mostFrames).contains(print.frames.count))
    #expect((print.frames.last?.time ?? 0) > 10_000)
  }

  @Test(arguments: [[1e300, 1.5e300], [-1e9, 0, 1e18], [5]]) func `bears any times`(times: [Double]) throws {
    var finder = KeyFrameFinder(), shots = ShotFinder()
    let scene = Picture.scene(seed: 3, width: 24, height: 32).frame()
    for time in times {
      let frame = try #require(Frame(width: 24, height: 32, time: time, pixels: scene.pixels))
      finder.take(frame)
      shots.take(frame)
    }

    #expect(finder.print(of: shots.finish()).frames.count == 1)
    #expect(KeyFrameFinder().print(of: shots.finish()).frames.isEmpty)
  }
}

/// Still scenes of so many seconds, ten frames each, of which the beginning may be missing.
private struct Film {
  let shots: Shots
  private let finder: KeyFrameFinder

  init(scenes: [Double], from start: Double) {
    var finder = KeyFrameFinder(), shots = ShotFinder()
    var bounds = [0.0]
    for length in scenes { bounds.append(bounds[bounds.count - 1] + length) }
    let pictures = scenes.indices.map { Picture.scene(seed: UInt64($0) + 40, width: 90, height: 160).frame() }
    for index in 0..<Int((bounds[scenes.count] * 10).rounded()) {
      let time = Double(index) / 10 + 0.001
      guard time >= start, let scene = bounds.lastIndex(where: { $0 <= time }) else { continue }
      let picture = pictures[min(scene, scenes.count - 1)]
      if let frame = Frame(width: 90, height: 160, time: time - start, pixels: picture.pixels) {
        finder.take(frame)
        shots.take(frame)
      }
    }
    (self.finder, self.shots) = (finder, shots.finish())
  }

  func print() throws -> VideoPrint { finder.print(of: shots) }
}
