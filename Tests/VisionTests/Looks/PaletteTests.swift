import TestPictures
import Testing
import Vision

@Suite struct PaletteTests {
  @Test func `finds the colours that were painted, with their shares`() throws {
    let colours: [SIMD3<Float>] = [
      SIMD3(220, 30, 30), SIMD3(30, 160, 60), SIMD3(20, 40, 200), SIMD3(250, 220, 40), SIMD3(240, 240, 240),
    ]
    // Rows of 4, 3, 2, 1 and 1 of 11.
    let rows = [0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4]
    var picture = Picture(width: 20, height: 110)
    for y in 0..<110 { for x in 0..<20 { picture[x, y] = colours[rows[y / 10]] } }

    let palette = try #require(looks([picture])?.palette)

    let found = Dictionary(uniqueKeysWithValues: palette.swatches.map { ($0.hex, $0.share) })
    #expect(Set(found.keys) == ["#dc1e1e", "#1ea03c", "#1428c8", "#fadc28", "#f0f0f0"])
    #expect(palette.swatches.map { ($0.share * 11).rounded() } == [4, 3, 2, 1, 1])
    #expect(abs(palette.swatches.reduce(0) { $0 + $1.share } - 1) < 1e-9)
  }

  @Test func `one colour is a palette of one`() {
    let palette = looks([Picture(width: 9, height: 9, SIMD3(17, 34, 51))])?.palette

    #expect(palette?.swatches.map(\.hex) == ["#112233"])
    #expect(palette?.swatches.map(\.share) == [1])
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `noise and another order of frames hardly move it`(seed: UInt64) throws {
    let scenes = (0..<5).map { Picture.scene(seed: seed * 10 + $0) }
    var draw = Draw(seed: seed)
    let noisy = scenes.map { scene in
      var scene = scene
      for index in scene.values.indices { scene.values[index] += 3 * draw.noise() }
      return scene
    }

    let palette = try #require(looks(scenes)?.palette)
    let moved = try #require(looks(noisy)?.palette)

    #expect(looks(scenes.reversed())?.palette == palette)
    #expect(palette.swatches.count == moved.swatches.count, "seed \(seed)")
    for swatch in palette.swatches {
      let nearest = moved.swatches.map { distance($0, swatch) }.min() ?? Int.max
      #expect(nearest < 40, "seed \(seed): \(swatch.hex) of \(moved.swatches.map(\.hex))")
    }
  }

  private func distance(_ first: Palette.Swatch, _ second: Palette.Swatch) -> Int {
    abs(Int(first.red) - Int(second.red)) + abs(Int(first.green) - Int(second.green))
      + abs(Int(first.blue) - Int(second.blue))
  }
}
