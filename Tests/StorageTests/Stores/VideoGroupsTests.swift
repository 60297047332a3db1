import Models
import Testing

@testable import Storage

@Suite struct VideoGroupsTests {
  private func originals(of videos: [Int64], _ pairs: [(Int64, Int64)]) -> [Int64: Int64] {
    let found = VideoGroups.originals(
      of: videos.map { Video.ID($0) }, joinedBy: pairs.map { (Video.ID($0), Video.ID($1)) })
    return Dictionary(uniqueKeysWithValues: found.map { ($0.rawValue, $1.rawValue) })
  }

  @Test func `all that hang together are copies of the earliest`() {
    // In the order in which they were posted.
    #expect(originals(of: [7, 3, 9, 1, 5], [(1, 9), (3, 9), (5, 7)]) == [9: 3, 1: 3, 5: 7])
    #expect(originals(of: [1, 2, 3], []).isEmpty)
    #expect(originals(of: [], [(1, 2)]).isEmpty)
  }

  @Test func `the order of the pairs does not matter, and what is not among the videos is left out`() {
    let pairs: [(Int64, Int64)] = [(4, 6), (2, 4), (1, 2), (5, 6)]
    let expected: [Int64: Int64] = [1: 6, 2: 6, 4: 6, 5: 6]

    #expect(originals(of: [6, 1, 2, 4, 5], pairs) == expected)
    #expect(originals(of: [6, 1, 2, 4, 5], pairs.reversed().map { ($1, $0) }) == expected)
    #expect(originals(of: [6, 5], [(5, 99), (99, 6)]).isEmpty)
  }

  @Test func `a twin names the smaller number first, whoever was compared with whom`() {
    let (one, other) = (VideoTwin.Side(Video.ID(1), print: "a"), VideoTwin.Side(Video.ID(2), print: "b"))
    func twin(_ first: VideoTwin.Side, _ second: VideoTwin.Side, _ shift: Double) -> VideoTwin {
      VideoTwin(first, second, share: 1, frames: 4, distance: 0.1, shift: shift)
    }

    #expect(twin(one, other, 1.5) == twin(other, one, -1.5))
  }
}
