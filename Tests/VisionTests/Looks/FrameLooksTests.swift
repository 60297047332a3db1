import TestPictures
import Testing
import Vision

@Suite struct FrameLooksTests {
  @Test func `measures a frame as by hand`() throws {
    // Half red, half blue: rg is 200 and 0, yb is 100 and -200.
    let frame = try #require(
      Frame(width: 2, height: 1, time: 0, pixels: [200, 0, 0, 0, 0, 200]))

    let looks = FrameLooks(frame)

    #expect(abs(looks.brightness - (0.299 + 0.114) * 100 / 255) < 1e-12)
    #expect(abs(looks.contrast - (0.299 - 0.114) * 100 / 255) < 1e-12)
    #expect(looks.saturation == 1)
    let deviation = (100.0 * 100 + 150 * 150).squareRoot(), mean = (100.0 * 100 + 50 * 50).squareRoot()
    #expect(abs(looks.colourfulness - (deviation + 0.3 * mean)) < 1e-9)
    #expect(looks.warmth == 0)
    #expect(looks.spatialInformation == 0)
  }

  @Test func `measures edges as by hand`() {
    // One white pixel in the middle of 5x5: of the nine inner pixels the middle has no gradient, its four neighbours one of
    // 510, the corners one of 255 in both directions.
    var picture = Picture(width: 5, height: 5)
    picture[2, 2] = SIMD3(repeating: 255)
    let lengths =
      [Double](repeating: 510, count: 4) + [0]
      + [Double](repeating: 255 * 2.0.squareRoot(), count: 4)
    let mean = lengths.reduce(0, +) / 9
    let variance = lengths.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 9

    let looks = FrameLooks(picture.frame())

    #expect(abs(looks.spatialInformation - variance.squareRoot()) < 1e-6)
  }

  @Test func `grey has no colour and the temperature of daylight`() throws {
    let looks = FrameLooks(Picture(width: 4, height: 4, SIMD3(repeating: 128)).frame())

    #expect(looks.saturation == 0)
    #expect(looks.colourfulness == 0)
    #expect(looks.warmth == 0)
    #expect(abs(try #require(looks.temperature) - 6504) < 30)
  }

  @Test func `tells light of lamps from that of the sky`() throws {
    let lamp = FrameLooks(Picture(width: 4, height: 4, SIMD3(255, 197, 143)).frame())
    let sky = FrameLooks(Picture(width: 4, height: 4, SIMD3(190, 212, 255)).frame())
    let green = FrameLooks(Picture(width: 4, height: 4, SIMD3(0, 200, 0)).frame())

    // Those colours are what glowing bodies of 4,000 and 11,000 K look like, about.
    #expect((3_200...4_800).contains(try #require(lamp.temperature)))
    #expect((9_000...14_000).contains(try #require(sky.temperature)))
    #expect(green.temperature == nil)
    #expect(lamp.warmth > 0.2)
    #expect(sky.warmth < -0.1)
  }

  @Test func `black is no colour and no light`() {
    let looks = FrameLooks(Picture(width: 3, height: 3).frame())

    #expect(looks.temperature == nil)
    #expect([looks.brightness, looks.contrast, looks.saturation, looks.warmth] == [0, 0, 0, 0])
  }
}
