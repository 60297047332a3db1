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

  @Test func `whatever comes and goes, it is like one that had only the rest`() {
    var draw = Draw(seed: 77)
    var index = CopyIndex()
    var kept: Set<Int64> = []
    for _ in 0..<600 {
      let video = Int64(draw.integer(1...12))
      if draw.chance(0.5) {
        index.remove([video, Int64(draw.integer(1...12)) + 100])
        kept.remove(video)
      } else if kept.insert(video).inserted {
        // Mixed with those of another that goes at once.
        for frame in Self.made(video).frames {
          index.append(frame.descriptor.hash, of: video)
          index.append(frame.descriptor.hash, of: 99)
        }
        index.remove([99])
      }
    }
    var fresh = CopyIndex()
    for video in kept {
      for frame in Self.made(video).frames { fresh.append(frame.descriptor.hash, of: video) }
    }

    #expect(!kept.isEmpty && index.count == fresh.count)
    for video in 1...12 as ClosedRange<Int64> {
      let print = Self.made(video, .cropped)
      #expect(index.candidates(for: print, of: 0) == fresh.candidates(for: print, of: 0), "\(video)")
    }
    index.remove(kept)
    #expect(index.count == 0)
  }

  /// How long it takes to take out and put back videos of ten frames each, one by one, in an index of so many.
  private static func exchanging(_ count: Int64) -> Duration {
    var draw = Draw(seed: 5)
    var index = CopyIndex()
    for video in 0..<count { for _ in 0..<10 { index.append(draw.next(), of: video) } }
    return (0..<3).map { _ in
      ContinuousClock().measure {
        for video in 0..<500 as Range<Int64> {
          index.remove([video])
          for _ in 0..<10 { index.append(draw.next(), of: video) }
        }
      }
    }.min() ?? .zero
  }

  @Test func `taking out a video costs as much in a large index as in a small one`() {
    let (small, large) = (Self.exchanging(1_000), Self.exchanging(100_000))

    // A walk through everything would take a hundred times as long.
    #expect(large < small * 25 + .milliseconds(5), "\(large) and \(small)")
  }

  @Test(arguments: [nil, Change.reencoded, .cropped])
  func `mirrored copies are found as what they would be otherwise, and nothing else is`(change: Change?) {
    var linked: Set<Int64> = []
    var wrong = 0
    for video in 1...20 as ClosedRange<Int64> {
      let copy = VideoPrint(
        (0..<6).map { number in
          let seed = Self.seed + UInt64(video) * 10 + UInt64(number)
          let picture = Picture.scene(seed: seed).mirrored
          let seen = change.map { picture.changed($0, seed: seed) } ?? picture
          return .init(time: Double(number) * 2, descriptor: FrameDescriptor(seen.frame()))
        })
      for way in [copy, copy.mirrored] {
        for found in Self.index.candidates(for: way, of: 1_000)
        where way.likeness(to: Self.made(found)).isSame {
          if found == video { linked.insert(video) } else { wrong += 1 }
        }
      }
    }

    #expect(linked.count == 20 && wrong == 0, "\(linked.count) linked, \(wrong) wrong, seed \(Self.seed)")
  }
}
