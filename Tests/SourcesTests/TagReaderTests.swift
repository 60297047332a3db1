import Models
import Testing

@testable import Sources

@Suite struct TagReaderTests {
  private func tags(_ caption: String, _ more: String) -> (hashtags: [Video.Tag], mentions: [Video.Tag]) {
    let video = post(#"{"id":"1","createTime":1727096344,"desc":"\#(caption)","author":"a",\#(more)}"#)
    return (video.hashtags, video.mentions)
  }

  @Test func `counts places in UTF-16`() {
    let tags = tags("😅 #Tag", #""textExtra":[{"hashtagName":"tag","start":3,"end":7,"type":1}]"#)

    #expect(tags.hashtags == [Video.Tag("tag", range: 3..<7)])
  }

  @Test(arguments: [(2, 6), (3, 8), (3, 3), (7, 3), (-1, 4), (3, 9_999_999_999)])
  func `does not believe places where something else stands`(start: Int, end: Int) {
    let extra = #""textExtra":[{"hashtagName":"other","start":\#(start),"end":\#(end)}]"#

    #expect(tags("😅 #Tag", extra).hashtags == [Video.Tag("other")])
  }

  @Test func `finds the place of a tag whose place was counted otherwise`() {
    let tags = tags("😅 #Tag!", #""textExtra":[{"hashtagName":"tag","start":2,"end":6}]"#)

    #expect(tags.hashtags == [Video.Tag("tag", range: 3..<7)])
  }

  @Test func `gives each hashtag once, those of the caption first and in its order`() {
    let tags = tags(
      "#two ＃One x",
      #""challenges":[{"title":"Three"},{"title":"one"},{"title":"TWO"},{"title":""}],"textExtra":[{"hashtagName":"one","start":5,"end":9},{"hashtagName":"two","start":0,"end":4}]"#
    )

    #expect(
      tags.hashtags == [
        Video.Tag("two", range: 0..<4), Video.Tag("one", range: 5..<9), Video.Tag("Three"),
      ])
  }

  @Test func `takes mentions by handle, by what stands in the caption, or not at all`() {
    let tags = tags(
      "hi @Bo and @zed",
      #""textExtra":[{"type":0,"userUniqueId":"bo.b","start":3,"end":6},{"type":0,"userId":"5","start":11,"end":15},{"type":0,"userId":"6","start":0,"end":2},{"type":1}]"#
    )

    #expect(tags.hashtags.isEmpty)
    #expect(tags.mentions == [Video.Tag("bo.b", range: 3..<6), Video.Tag("zed", range: 11..<15)])
  }

  @Test func `looks at no more than a thousand entries of a post`() {
    func read(_ count: Int) -> [String] {
      let extra = Array(repeating: #"{"hashtagName":"a"}"#, count: count).joined(separator: ",")
      return tags("", #""textExtra":[\#(extra)],"challenges":[{"title":"b"},{"title":"c"}]"#).hashtags.map(
        \.name)
    }

    #expect(read(998) == ["a", "b", "c"])
    #expect(read(999) == ["a", "b"])
    #expect(read(1_000) == ["a"])
  }

  @Test func `takes two hundred tags`() {
    let list = (1...250).map { #"{"title":"t\#($0)"}"# }.joined(separator: ",")

    #expect(tags("", #""challenges":[\#(list)]"#).hashtags.map(\.name) == (1...200).map { "t\($0)" })
  }

  /// Compared with entries that claim nothing, which cost the reading of their text.
  @Test(arguments: [#""hashtagName":"b""#, #""type":0,"userUniqueId":"b""#])
  func `does not copy the caption for entries that claim all of it`(what: String) {
    let caption = "#" + String(repeating: "a", count: 9_999)
    func time(_ end: Int) -> Duration {
      let extra = Array(repeating: #"{\#(what),"start":0,"end":\#(end)}"#, count: 1_000)
      let text = #""textExtra":[\#(extra.joined(separator: ","))]"#
      return (0..<5).map { _ in ContinuousClock().measure { _ = tags(caption, text) } }.min() ?? .zero
    }

    let (modest, greedy) = (time(0), time(10_000))

    #expect(greedy < modest * 4, "\(greedy) instead of \(modest)")
  }

  @Test func `takes no mention from the caption that is too long for a name`() {
    let caption = "@" + String(repeating: "a", count: 501)
    func mentions(_ end: Int) -> [Video.Tag] {
      tags(caption, #""textExtra":[{"type":0,"start":0,"end":\#(end)}]"#).mentions
    }

    #expect(mentions(501).map(\.name.count) == [500])
    #expect(mentions(502).isEmpty)
  }

  @Test func `keeps tags of one emoji and tags without a space between them`() {
    let tags = tags("#a#🤣 #b_", #""challenges":[{"title":"🤣"},{"title":"a"},{"title":"b_"}]"#)

    #expect(
      tags.hashtags == [
        Video.Tag("a", range: 0..<2), Video.Tag("🤣", range: 2..<5), Video.Tag("b_", range: 6..<9),
      ])
  }
}
