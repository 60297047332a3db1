import Testing
import Vision

@Suite struct FrameTests {
  @Test func `a frame whose pixels are not those of its size is none`() {
    #expect(Frame(width: 2, height: 2, time: 0, pixels: [UInt8](repeating: 0, count: 12)) != nil)
    #expect(Frame(width: 2, height: 2, time: 0, pixels: [UInt8](repeating: 0, count: 11)) == nil)
    #expect(Frame(width: 0, height: 2, time: 0, pixels: []) == nil)
    #expect(Frame(width: 1, height: 1, time: .nan, pixels: [0, 0, 0]) == nil)
  }
}
