import Testing
import Vision

@Suite struct FrameSizeTests {
  @Test func `takes only pixels that make up the frame`() {
    #expect(Frame(width: 2, height: 1, time: 0, pixels: [1, 2, 3, 4, 5, 6]) != nil)
    #expect(Frame(width: 2, height: 2, time: 0, pixels: [1, 2, 3, 4, 5, 6]) == nil)
    #expect(Frame(width: 0, height: 1, time: 0, pixels: []) == nil)
    #expect(Frame(width: -1, height: -2, time: 0, pixels: [1, 2, 3, 4, 5, 6]) == nil)
    #expect(Frame(width: .max, height: .max, time: 0, pixels: []) == nil)
    #expect(Frame(width: 1, height: 1, time: .nan, pixels: [1, 2, 3]) == nil)
    #expect(Frame(width: 1, height: 1, time: .infinity, pixels: [1, 2, 3]) == nil)
  }
}
