import Models
import Testing

@testable import Sources

@Suite struct LinesTests {
  private static func item(_ id: Int) -> String {
    #"{"id":"\#(id)","desc":"x","createTime":1727096344,"author":"kestrel"}"#
  }

  @Test(arguments: ["\n", "\r\n", "\n\n"])
  func `reads a document a line`(end: String) {
    let file = read([1, 2, 3].map(Self.item).joined(separator: end) + end)

    #expect(file.ids == ["1", "2", "3"])
    #expect(file.rejections.isEmpty)
  }

  @Test func `rejects broken lines by number and place`() {
    let broken = "{\"id\":\"2\",\"desc\":\"x"
    let file = read([Self.item(1), broken, broken, Self.item(4)].joined(separator: "\n"))
    let first = Self.item(1).utf8.count + 1

    #expect(file.ids == ["1", "4"])
    #expect(file.rejections.map(\.offset) == [first, first + broken.utf8.count + 1])
    #expect(file.reasons.map { String($0.prefix(7)) } == ["line 2:", "line 3:"])
  }

  @Test func `reads lines behind a first one that is broken`() {
    let file = read("c\":\"x\"}\n" + Self.item(2) + "\n" + Self.item(3))

    #expect(file.ids == ["2", "3"])
    #expect(file.rejections.count == 1)
  }

  @Test func `reads lines that are envelopes`() {
    let page = "{\"itemList\":[\(Self.item(1)),\(Self.item(2))],\"hasMore\":true}"

    #expect(read(page + "\n" + page).ids == ["1", "2", "1", "2"])
  }

  @Test func `does not take a document over several lines for one a line`() {
    let file = read("{\n\"itemList\":\n[\n\(Self.item(1))\n,\n\(Self.item(2))\n]\n}\n")

    #expect(file.ids == ["1", "2"])
    #expect(file.rejections.isEmpty)
  }

  @Test(arguments: [1, 2, 5])
  func `does not take a document with a line for each item for one a line`(count: Int) {
    let items = (1...count).map(Self.item)
    let file = read("{\"userInfo\":{\"a\":1},\"itemList\":[\n" + items.joined(separator: ",\n") + "\n]}\n")

    #expect(file.ids == (1...count).map { "\($0)" })
    #expect(file.reasons.allSatisfy { !$0.contains("line") }, "\(file.reasons)")
  }

  @Test func `reads lines behind a first one that was cut in a list`() {
    let file = read("{\"itemList\":[\n" + Self.item(2) + "\n" + Self.item(3) + "\n")

    #expect(file.ids == ["2", "3"])
    #expect(file.rejections.count == 1)
  }
}
