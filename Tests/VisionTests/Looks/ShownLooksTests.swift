import Testing
import Vision

@Suite struct ShownLooksTests {
  /// A light grey field with black bars, in a frame of 90x160.
  private static func looks(top: Int = 0, side: Int = 0) throws -> Looks {
    var pixels = [UInt8](repeating: 0, count: 90 * 160 * 3)
    for y in top..<160 - top {
      for x in side..<90 - side {
        for channel in 0..<3 { pixels[3 * (90 * y + x) + channel] = UInt8(120 + (x + y) % 60) }
      }
    }
    var meter = LooksMeter()
    meter.take(try #require(Frame(width: 90, height: 160, time: 0, pixels: pixels)))
    return try #require(meter.finish())
  }

  @Test func `bars and orientation are those of the whole picture`() throws {
    let wide = try Self.looks().shown(width: 1920, height: 1080)
    let boxed = try Self.looks(top: 35).shown(width: 1080, height: 1080)
    let pillars = try Self.looks(side: 30).shown(width: 1920, height: 1080)

    #expect(wide.orientation == .landscape && wide.letterbox == .none)
    #expect(wide.width == 1920 && wide.height == 1080)
    #expect(boxed.letterbox == Letterbox(top: 236, bottom: 236, left: 0, right: 0))
    #expect(boxed.orientation == .landscape)
    #expect(pillars.letterbox == Letterbox(top: 0, bottom: 0, left: 640, right: 640))
    #expect(pillars.orientation == .portrait)
  }

  @Test func `a size that is none changes nothing`() throws {
    let looks = try Self.looks(top: 20)

    #expect(looks.shown(width: 0, height: 100) == looks)
    #expect(looks.shown(width: 90, height: 160) == looks)
  }

  @Test func `a single picture tells its bars`() throws {
    var pixels = [UInt8](repeating: 0, count: 40 * 40 * 3)
    for index in 10 * 40 * 3..<30 * 40 * 3 { pixels[index] = 200 }
    let frame = try #require(Frame(width: 40, height: 40, time: 0, pixels: pixels))

    #expect(Letterbox(around: frame) == Letterbox(top: 10, bottom: 10, left: 0, right: 0))
  }

  @Test func `a reduced frame is the mean of what it was`() throws {
    // Columns of 100 and 200, in turn: what is left of two of them is 150.
    let pixels = (0..<64 * 32).flatMap { index in [UInt8](repeating: index % 2 == 0 ? 100 : 200, count: 3) }
    let frame = try #require(Frame(width: 64, height: 32, time: 2.5, pixels: pixels))

    let reduced = frame.reduced(within: 32), same = frame.reduced(within: 64)

    #expect(reduced.width == 32 && reduced.height == 16 && reduced.time == 2.5)
    #expect(reduced.pixels.allSatisfy { $0 == 150 })
    #expect(same.pixels == frame.pixels)
    let line = try #require(
      Frame(width: 4000, height: 1, time: 0, pixels: .init(repeating: 7, count: 12_000)))
    #expect(line.reduced(within: 160).height == 1 && line.reduced(within: 0).width == 1)
  }
}
