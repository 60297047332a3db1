import TestPictures
import Testing
import Vision

@Suite struct FrameIndexTests {
  private static let count = 300
  private static let index: FrameIndex = {
    var index = FrameIndex()
    for number in 0..<count {
      index.append(
        FrameDescriptor(Picture.scene(seed: UInt64(number)).frame()), video: Int64(number), time: 1.5)
    }
    return index
  }()

  @Test(arguments: zip(Change.allCases, [0.99, 0.97, 0.97, 0.93, 0.85]))
  func `finds changed copies first`(change: Change, least: Double) {
    let found = (0..<Self.count).filter { number in
      let copy = Picture.scene(seed: UInt64(number)).changed(change, seed: UInt64(number) + 31)
      return Self.index.videos(like: FrameDescriptor(copy.frame()), count: 1).first?.video == Int64(number)
    }

    #expect(Double(found.count) >= least * Double(Self.count), "\(change): \(found.count) of \(Self.count)")
  }

  @Test func `takes hardly any stranger for one that it knows`() {
    let mistaken = (Self.count..<(2 * Self.count)).filter { number in
      let stranger = FrameDescriptor(Picture.scene(seed: UInt64(number)).frame())
      let nearest = Self.index.videos(like: stranger, count: 1).first
      return (nearest?.distance ?? 1) <= FrameProbe.surely
    }

    #expect(Double(mistaken.count) <= 0.01 * Double(Self.count), "\(mistaken)")
  }

  @Test func `gives the nearest first, with their times`() throws {
    let copy = Picture.scene(seed: 17).reencoded(quality: 40)

    let found = Self.index.frames(like: FrameDescriptor(copy.frame()), count: 5)

    #expect(found.count == 5)
    #expect(found.first?.video == 17)
    #expect(found.first?.time == 1.5)
    #expect(found.map(\.distance) == found.map(\.distance).sorted())
    #expect(try #require(found.first).distance < FrameProbe.same)
  }

  @Test func `finds mirrored copies when asked to`() {
    let copy = FrameDescriptor(Picture.scene(seed: 40).mirrored.frame())

    #expect(Self.index.frames(like: copy, count: 1, mirrored: true).first?.video == 40)
    #expect((Self.index.frames(like: copy, count: 1).first?.distance ?? 1) > 0.15)
  }

  @Test func `names a video once, however many of its frames match`() {
    var index = FrameIndex()
    let descriptor = FrameDescriptor(Picture.scene(seed: 3).frame())
    for second in 0..<5 { index.append(descriptor, video: 7, time: Double(second)) }
    index.append(FrameDescriptor(Picture.scene(seed: 5).frame()), video: 8, time: 0)

    #expect(index.videos(like: descriptor).map(\.video) == [7, 8])
  }

  @Test func `is not led astray by thousands of equal frames, nor by empty ones`() {
    var index = FrameIndex()
    let common = FrameDescriptor(Picture.scene(seed: 3).frame())
    let rare = FrameDescriptor(Picture.scene(seed: 5).frame())
    let black = FrameDescriptor(Picture(width: 9, height: 9).frame())
    for number in 0..<20_000 { index.append(number == 19_000 ? rare : common, video: Int64(number), time: 0) }
    index.append(black, video: -1, time: 0)

    #expect(index.count == 20_000)
    #expect(index.frames(like: rare, count: 1).first?.video == 19_000)
    #expect(index.frames(like: common, count: 3).map(\.video) == [0, 1, 2])
    #expect(index.frames(like: black).isEmpty)
    #expect(index.frames(like: rare, count: 0).isEmpty)
    #expect(FrameIndex().frames(like: rare).isEmpty)
  }
}
