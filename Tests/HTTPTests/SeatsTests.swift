import HTTP
import Testing

@Suite struct SeatsTests {
  @Test func `one has a share, strangers have what is left, and what is given back is there again`() {
    let seats = Seats<String>(4)

    #expect(seats.enter("a") == .entered && seats.enter("a") == .entered)
    #expect(seats.enter("a") == .hasEnough)
    #expect(seats.enter("b") == .entered && seats.enter(nil) == .entered)
    #expect(seats.enter("b") == .full && seats.enter(nil) == .full)
    seats.leave("a")
    #expect(seats.enter("a") == .entered)
    seats.leave(nil)
    #expect(seats.enter("a") == .hasEnough)
    #expect(seats.enter("c") == .entered)
  }

  @Test(arguments: [(1, nil, 1), (2, nil, 1), (5, nil, 2), (4, 3, 3), (4, 0, 1)] as [(Int, Int?, Int)])
  func `nobody's share is nothing`(count: Int, share: Int?, expected: Int) {
    #expect(Seats<Int>(count, share: share).share == expected)
  }
}
