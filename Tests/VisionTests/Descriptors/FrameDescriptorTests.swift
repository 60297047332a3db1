import FoundationEssentials
import TestPictures
import Testing
import Vision

@Suite struct FrameDescriptorTests {
  @Test func `is read back from its bytes and from JSON`() throws {
    let descriptor = FrameDescriptor(Picture.scene(seed: 4).frame())

    let json = try JSONEncoder().encode([descriptor])

    #expect(descriptor.bytes.count == FrameDescriptor.byteCount)
    #expect(FrameDescriptor.byteCount == 226)
    #expect(FrameDescriptor(bytes: descriptor.bytes) == descriptor)
    #expect(try JSONDecoder().decode([FrameDescriptor].self, from: json) == [descriptor])
  }

  @Test(arguments: ["", "0", "zz", "é"]) func `refuses what is no descriptor`(text: String) {
    let long = String(repeating: text, count: 2 * FrameDescriptor.byteCount)

    #expect(FrameDescriptor(bytes: [1, 2, 3]) == nil)
    #expect(throws: DecodingError.self) {
      _ = try JSONDecoder().decode([FrameDescriptor].self, from: Data("[\"\(text)\"]".utf8))
    }
    guard text != "0" else { return }
    #expect(throws: DecodingError.self) {
      _ = try JSONDecoder().decode([FrameDescriptor].self, from: Data("[\"\(long)\"]".utf8))
    }
  }

  @Test func `hardly depends on the size of the frame`() {
    let small = Picture.scene(seed: 9)
    var large = Picture(width: 360, height: 640)
    for y in 0..<640 { for x in 0..<360 { large[x, y] = small[x / 4, y / 4] } }

    let first = FrameDescriptor(small.frame()), second = FrameDescriptor(large.frame())

    #expect((first.hash ^ second.hash).nonzeroBitCount == 0)
    #expect(FrameProbe(first).distance(to: second) < 0.01)
  }

  @Test func `says when there is nothing to see`() {
    let black = FrameDescriptor(Picture(width: 90, height: 160).frame())
    let scene = FrameDescriptor(Picture.scene(seed: 1).frame())

    #expect(black.isFlat)
    #expect(!scene.isFlat)
  }

  @Test(arguments: [(1, 1), (1, 300), (300, 1), (2, 3), (47, 49)])
  func `takes frames of any size`(width: Int, height: Int) {
    let frame = Picture.scene(seed: 2, width: width, height: height).frame()

    let descriptor = FrameDescriptor(frame)

    #expect(FrameProbe(descriptor).distance(to: descriptor) < 0.01)
    #expect(
      FrameDescriptor(frame, within: Letterbox(top: 999, bottom: -1, left: .max, right: 3)) == descriptor)
  }

  @Test func `leaves bars out`() {
    let scene = Picture.scene(seed: 12, width: 90, height: 120)
    var boxed = Picture(width: 90, height: 160)
    for y in 0..<120 { for x in 0..<90 { boxed[x, y + 20] = scene[x, y] } }

    let within = FrameDescriptor(boxed.frame(), within: Letterbox(top: 20, bottom: 20, left: 0, right: 0))

    #expect(within == FrameDescriptor(scene.frame()))
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `the mirrored descriptor is that of the mirrored frame`(seed: UInt64) {
    let picture = Picture.scene(seed: seed)

    let turned = FrameDescriptor(picture.frame()).mirrored, made = FrameDescriptor(picture.mirrored.frame())

    #expect((turned.hash ^ made.hash).nonzeroBitCount <= 1, "seed \(seed)")
    #expect(FrameProbe(turned).distance(to: made) < 0.03, "seed \(seed)")
    #expect(turned.mirrored == FrameDescriptor(picture.frame()))
  }
}
