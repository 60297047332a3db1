import TestPictures
import Testing
import Vision

@Suite struct CopyIndexTests {
  private static let seed: UInt64 = 7_000

  /// Six frames of a video, changed or as they are.
  private static func made(_ video: Int64, _ change: Change? = nil) -> VideoPrint {
    VideoPrint(
      (0..<6).map { number in
        let frame = seed + UInt64(video) * 10 + UInt64(number)
        let picture = Picture.scene(seed: frame)
        let seen = change.map { picture.changed($0, seed: frame) } ?? picture
        return .init(time: Double(number) * 2, descriptor: FrameDescriptor(seen.frame()))
      })
  }

  private static let index: CopyIndex = {
    var index = CopyIndex()
    for video in 1...40 as ClosedRange<Int64> {
      for frame in made(video).frames { index.append(frame.descriptor.hash, of: video) }
    }
    return index
  }()

  @Test(arguments: [Change.reencoded, .cropped, .recoloured, .texted])
  func `the original of a changed copy comes first`(change: Change) {
    for video in 1...10 as ClosedRange<Int64> {
      let found = Self.index.candidates(for: Self.made(video, change), of: 1_000)
      #expect(found.first == video, "\(video), seed \(Self.seed)")
    }
  }

  @Test func `a video is no candidate of itself, and what was removed is none`() {
    let print = Self.made(5)
    var index = Self.index

    let own = index.candidates(for: print, of: 5)
    let before = index.candidates(for: print, of: 1_000)
    let count = index.count
    index.remove([5, 77])
    let after = index.candidates(for: print, of: 1_000)

    #expect(!own.contains(5) && before.first == 5 && !after.contains(5))
    #expect(index.count == count - print.frames.count)
  }

  @Test func `there are no more candidates than wanted, and none without frames`() {
    let print = Self.made(5)

    #expect(Self.index.candidates(for: print, of: 1_000, count: 1) == [5])
    #expect(Self.index.candidates(for: print, of: 1_000, count: 0).isEmpty)
    #expect(Self.index.candidates(for: VideoPrint([]), of: 1_000).isEmpty)
    #expect(CopyIndex().candidates(for: print, of: 1_000).isEmpty)
  }
}
