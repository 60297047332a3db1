import TestPictures
import Testing
import Vision

@Suite struct LetterboxTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `finds bars under noise`(seed: UInt64) {
    let frames = (0..<12).map {
      boxed(.scene(seed: seed * 100 + $0), top: 20, bottom: 24, noise: 6, seed: $0)
    }

    #expect(looks(frames)?.letterbox == Letterbox(top: 20, bottom: 24, left: 0, right: 0), "seed \(seed)")
  }

  @Test func `finds bars at the sides, and the orientation between all of them`() {
    let frames = (0..<6).map {
      boxed(.scene(seed: $0 + 900), top: 55, bottom: 55, left: 5, right: 5, noise: 3, seed: $0)
    }

    let found = looks(frames)

    #expect(found?.letterbox == Letterbox(top: 55, bottom: 55, left: 5, right: 5))
    #expect(found?.orientation == .landscape)
  }

  @Test func `dark scenes and fades between do not hide bars`() {
    let scenes = (0..<10).map { index in
      var scene = Picture.scene(seed: UInt64(index) + 40)
      if index % 2 == 0 { scene.map { $0 * 0.08 - 60 } }
      return boxed(scene, top: 16, bottom: 16, noise: 2, seed: UInt64(index))
    }

    #expect(looks(scenes)?.letterbox == Letterbox(top: 16, bottom: 16, left: 0, right: 0))
  }

  @Test func `a night sky is no bar, nor is darkness`() {
    // Lighter by little from row to row.
    var night = Picture(width: 90, height: 160)
    for y in 0..<160 { for x in 0..<90 { night[x, y] = SIMD3(repeating: Float(y)) } }

    #expect(looks([night, night])?.letterbox == Letterbox.none)
    #expect(looks([Picture(width: 90, height: 160)])?.letterbox == Letterbox.none)
    #expect(looks((0..<8).map { .scene(seed: $0) })?.letterbox == Letterbox.none)
  }

  private func boxed(
    _ picture: Picture, top: Int, bottom: Int, left: Int = 0, right: Int = 0, noise: Float, seed: UInt64
  ) -> Picture {
    var picture = picture
    var draw = Draw(seed: seed)
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        let isBar = y < top || y >= picture.height - bottom || x < left || x >= picture.width - right
        // Some of a scene may be black by itself.
        let value = isBar ? SIMD3(repeating: 4) : 60 + picture[x, y] * 0.75
        picture[x, y] = value + SIMD3(repeating: noise * draw.noise())
      }
    }
    return picture
  }
}
