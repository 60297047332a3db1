import Testing

@testable import Samples

@Suite struct DrawsTests {
  @Test func `draws are the same on every machine and for every release`() {
    var draws = Draws(2_026, .track, 5)

    let numbers = (0..<4).map { _ in draws.number(0...999_999) }
    let shuffled = draws.shuffled(Array(0..<8))

    #expect(numbers == [758_471, 518_852, 861_310, 745_595])
    #expect(shuffled == [3, 0, 7, 1, 6, 4, 2, 5])
  }

  @Test func `each purpose and each number has draws of its own`() {
    var firsts: Set<UInt64> = []
    for number in 0..<1_000 {
      for purpose in [Draws.Purpose.track, .creator, .posts] {
        var draws = Draws(1, purpose, number)
        firsts.insert(draws.next())
      }
    }

    #expect(firsts.count == 3_000)
  }

  @Test func `numbers fill their range evenly and fractions lie below one`() {
    var draws = Draws(3, .posts)

    let dice = (0..<6_000).map { _ in draws.number(1...6) }
    let fractions = (0..<6_000).map { _ in draws.fraction() }

    #expect((1...6).allSatisfy { face in (850...1_150).contains(dice.count { $0 == face }) })
    #expect(fractions.allSatisfy { (0..<1).contains($0) })
    #expect((0.48...0.52).contains(fractions.reduce(0, +) / 6_000))
  }

  @Test func `snowflakes of different things are different`() {
    let kinds: [Snowflake.Kind] =
      (0..<300).map { .creator($0) } + (0..<300).map { .track($0) }
      + (0..<300).map { .video(creator: $0 / 30, number: $0 % 30) }
      + (0..<300).map { .sound(creator: $0 / 8, number: $0 % 8) }

    #expect(Set(kinds.map { Snowflake.id($0, at: 1_700_000_000) }).count == 1_200)
  }
}
