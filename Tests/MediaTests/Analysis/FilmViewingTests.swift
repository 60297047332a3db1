import Testing
import Vision

@testable import Media

/// What is seen in frames, without a decoder.
@Suite struct FilmViewingTests {
  /// A chequered field whose squares are so wide.
  private static func frame(_ side: Int, at time: Double) throws -> Frame {
    let pixels = (0..<90 * 160).flatMap { index -> [UInt8] in
      let isLight = (index % 90 / side + index / 90 / side) % 2 == 0
      return isLight ? [220, 200, UInt8(side * 4)] : [30, UInt8(side * 5), 60]
    }
    return try #require(Frame(width: 90, height: 160, time: time, pixels: pixels))
  }

  private static func viewing(_ sides: [Int], every step: Double = 0.1) throws -> FilmViewing {
    var viewing = FilmViewing()
    for (index, side) in sides.enumerated() { viewing.take(try frame(side, at: Double(index) * step)) }
    return viewing
  }

  @Test func `shots, looks and key frames come of the same frames`() throws {
    var viewing = try Self.viewing((0..<40).map { $0 < 20 ? 5 : 40 })

    let seen = viewing.finish(width: 1080, height: 1920, claimed: nil)

    let picture = try #require(seen)

    #expect(picture.frames == 40 && picture.kind == .film)
    #expect(picture.shots?.cuts.map { abs($0.time - 2) < 1e-9 } == [true])
    #expect(picture.looks.motion?.energy == 0, "the cut is no motion")
    #expect(picture.print.frames.count == 2 && picture.looks.orientation == .portrait)
  }

  @Test func `frames that go back in time are left out`() throws {
    var viewing = FilmViewing()
    for time in [0, 0.1, 0.05, 0.1, 0.2] { viewing.take(try Self.frame(9, at: time)) }
    let seen = viewing.finish(width: 0, height: 0, claimed: nil)

    #expect(viewing.frames == 3 && seen?.width == 90)
  }

  @Test func `a film ends where it says, if that can be`() throws {
    let viewing = try Self.viewing([5, 5, 5])

    #expect(abs(viewing.end(claimed: nil) - 0.3) < 1e-9)
    #expect(viewing.end(claimed: 0.25) == 0.25)
    #expect(abs(viewing.end(claimed: 0.1) - 0.3) < 1e-9)
    #expect(abs(viewing.end(claimed: 86_400) - 0.3) < 1e-9)
    var whole = viewing
    let seen = whole.finish(width: 9, height: 16, claimed: 0.25)
    #expect(seen?.shots?.shots.last?.end == 0.25)
  }

  @Test func `nothing seen is nothing`() {
    var viewing = FilmViewing()

    let seen = viewing.finish(width: 10, height: 10, claimed: 5)

    #expect(seen == nil && viewing.end(claimed: 5) == 0)
  }

  @Test func `a film of one frame is one shot for as long as it claims to be`() throws {
    var viewing = try Self.viewing([5])
    var silent = viewing

    let seen = viewing.finish(width: 9, height: 16, claimed: 12)
    let untold = silent.finish(width: 9, height: 16, claimed: nil)

    #expect(viewing.end(claimed: 12) == 12 && viewing.end(claimed: .nan) == 0)
    #expect(seen?.shots?.shots.map(\.start) == [0] && seen?.shots?.shots.map(\.end) == [12])
    #expect(seen?.shots?.duration == 12)
    #expect(seen?.shots?.cutsPerMinute == 0 && seen?.print.frames.count == 1)
    #expect(untold?.shots?.shots.isEmpty == true && untold?.shots?.duration == 0)
  }
}
