import Models
import Testing

@testable import Sources

@Suite struct TextEncodingTests {
  private let text = #"[{"id":"1","desc":"é😅","createTime":1727096344,"author":"kestrel"},{"id":""}]"#

  private func utf16(_ text: String, isBig: Bool, mark: Bool = true) -> [UInt8] {
    let units = (mark ? [0xfeff] : []) + Array(text.utf16)
    return units.flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xff)]
      return isBig ? bytes : bytes.reversed()
    }
  }

  @Test func `reads UTF-8 behind a mark`() {
    let file = ScrapeReader.read([0xef, 0xbb, 0xbf] + Array(text.utf8), place: "x")

    #expect(file.videos.map(\.video.caption) == ["é😅"])
    #expect(file.rejections.map(\.offset) == [3 + (text.utf8.count - 10)])
  }

  @Test(arguments: [true, false], [true, false])
  func `reads UTF-16 with and without a mark and says where in the file something is wrong`(
    isBig: Bool, mark: Bool
  ) {
    let bytes = utf16(text, isBig: isBig, mark: mark)

    let file = ScrapeReader.read(bytes, place: "x")

    #expect(file.videos.map(\.video.caption) == ["é😅"])
    #expect(file.rejections.map(\.offset) == [(mark ? 2 : 0) + 2 * (text.utf16.count - 10)])
  }

  @Test func `reads UTF-16 with half a character and an odd byte at its end`() {
    var bytes = utf16(text, isBig: false)
    bytes += [0x3d, 0xd8, 0x20]

    #expect(ScrapeReader.read(bytes, place: "x").ids == ["1"])
  }

  @Test(arguments: [[0xff], [0xff, 0xfe], [0xef, 0xbb, 0xbf], [0x00], [0x7b, 0x00]] as [[UInt8]])
  func `reads files of next to nothing`(bytes: [UInt8]) {
    #expect(ScrapeReader.read(bytes, place: "x").rejections.count == 1)
  }
}
