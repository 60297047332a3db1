import FoundationEssentials
import TestPictures
import Testing
import Vision

@Suite struct VideoPrintTests {
  @Test(arguments: Change.allCases) func `knows a changed copy`(change: Change) {
    let same = (0..<20).count { number in
      let original = video(number), copy = video(number, change: change, from: 1.2)
      return original.likeness(to: copy).isSame && copy.likeness(to: original).isSame
    }

    #expect(same >= (change == .together ? 15 : 19), "\(change): \(same) of 20")
  }

  @Test func `does not take strangers for copies`() {
    let prints = (0..<40).map { video($0) }

    let mistaken = (0..<40).flatMap { first in
      (first + 1..<40).filter { prints[first].likeness(to: prints[$0]).isSame }.map { (first, $0) }
    }

    #expect(mistaken.isEmpty, "\(mistaken)")
  }

  @Test func `tells how much later the copy shows it`() {
    let likeness = video(3).likeness(to: video(3, change: .reencoded, from: 4))

    #expect(abs(likeness.offset - 4) < 0.01)
    #expect(likeness.share == 1)
  }

  @Test func `one scene in common makes no copy, nor do the same scenes in another order`() {
    let scenes = (0..<6).map { FrameDescriptor(Picture.scene(seed: $0 + 500).frame()) }
    func print(_ order: [Int]) -> VideoPrint {
      VideoPrint(order.enumerated().map { .init(time: 5 * Double($0), descriptor: scenes[$1]) })
    }

    #expect(!print([0, 1, 2]).likeness(to: print([0, 4, 5])).isSame)
    #expect(!print([0, 1, 2, 3]).likeness(to: print([3, 2, 1, 0])).isSame)
    #expect(print([0, 1, 2, 3]).likeness(to: print([0, 1, 2, 3])).isSame)
  }

  @Test func `knows a video of one scene by one frame`() {
    let scene = Picture.scene(seed: 77)
    let frames = (0..<20).map { index in
      VideoPrint.KeyFrame(
        time: Double(index), descriptor: FrameDescriptor(scene.reencoded(quality: 60 + index).frame()))
    }

    #expect(VideoPrint(frames).frames.count == 1)
  }

  @Test func `compares nothing with nothing, and no more than so many frames`() throws {
    let none = VideoPrint([])
    let black = FrameDescriptor(Picture(width: 9, height: 9).frame())
    var draw = Draw(seed: 5)
    let scenes = (0..<12).map { FrameDescriptor(Picture.scene(seed: $0).frame()) }
    let many = VideoPrint(
      (0..<1000).map { .init(time: Double($0), descriptor: scenes[draw.integer(0...11)]) })

    #expect(!none.likeness(to: none).isSame)
    #expect(
      VideoPrint([.init(time: 0, descriptor: black), .init(time: .nan, descriptor: black)]).frames.isEmpty)
    #expect((40...VideoPrint.mostFrames).contains(many.frames.count))
    #expect(many.likeness(to: many).isSame)
    #expect(try JSONDecoder().decode(VideoPrint.self, from: JSONEncoder().encode(many)) == many)
  }

  /// Five scenes, at times of their own.
  private func video(_ number: Int, change: Change? = nil, from start: Double = 0) -> VideoPrint {
    var draw = Draw(seed: UInt64(number) + 9000)
    var time = start
    return VideoPrint(
      (0..<5).map { index in
        let seed = UInt64(number * 100 + index)
        let scene = Picture.scene(seed: seed)
        let picture = change.map { scene.changed($0, seed: seed) } ?? scene
        time += Double(draw.number(0.8...4))
        return .init(time: time, descriptor: FrameDescriptor(picture.frame()))
      })
  }
}
