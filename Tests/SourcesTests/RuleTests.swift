import Compression
import Models
import Testing

@testable import Sources

@Suite struct RuleTests {
  @Test func `names of rules are not used twice`() {
    let names = Rules.all.map(\.id)

    #expect(names.count > 30)
    #expect(Set(names).count == names.count, "\(names.sorted())")
  }

  private static let cases: [(Rule, String)] = [
    (.tiktokShape, #"{"a":1}"#), (.tiktokAnswer, #"{"statusCode":10204}"#),
    (
      .tiktokSize,
      #"{"id":"1","desc":"x","createTime":1,"a":"\#(String(repeating: "x", count: 9 << 20))","b":1}"#
    ),
    (.tiktokDepth, #"{"id":"1","createTime":1,"a":"# + String(repeating: "[", count: 80) + "}"),
    (.postID, #"{"desc":"x","createTime":1,"video":{}}"#),
    (.postIDForm, #"{"id":"a b","desc":"x","createTime":1}"#),
    (.creatorHandle, #"{"user":{"uniqueId":"","unique_id":7},"stats":{}}"#),
    (.creatorHandleForm, #"{"user":{"uniqueId":"a b"},"stats":{}}"#),
    (.soundID, #"{"music":{"title":"t"}}"#), (.soundIDForm, #"{"music":{"id":"a b","title":"t"}}"#),
    (.soundTitle, #"{"music":{"id":"7"}}"#),
  ]

  @Test(arguments: cases.indices) func `a record that breaks a rule is rejected by its name`(index: Int) {
    let (rule, text) = Self.cases[index]

    let file = read("[" + text + "]")

    #expect(file.rejections.first?.rule == rule.id, "\(file.reasons.map { $0.prefix(100) })")
    #expect(Rules.all.contains(rule) && rule.consequence == .rejected)
  }

  @Test func `each rejecting rule of TikTok is shown to fire somewhere`() {
    // The others are those of files and of posts that nobody claims, which the tests of the stream break.
    let elsewhere: [Rule] = [.tiktokRecords, .tiktokWhole, .postAuthor]

    let shown = Set(Self.cases.map(\.0.id) + elsewhere.map(\.id))

    #expect(Set(Rules.tiktok.filter { $0.consequence == .rejected }.map(\.id)) == shown)
  }

  @Test func `records beyond the limit break a rule`() {
    let text = #"{"id":"1","desc":"x","createTime":1}"#

    let file = ScrapeReader.read(Array("[\(text),\(text)]".utf8), place: "x", recordLimit: 1)

    #expect(file.rejections.map(\.rule) == [Rule.tiktokRecords.id])
  }

  @Test func `what is cut and left out is as long as the rules say`() throws {
    let long = String(repeating: "a", count: 20_000)
    let video = post(
      #"{"id":"1","desc":"\#(long)","createTime":1727096344,"author":{"uniqueId":"k","nickname":"\#(long)"},"video":{"width":100001,"height":100000,"duration":86401}}"#
    )
    let rules = Dictionary(uniqueKeysWithValues: Rules.tiktok.map { ($0.id, $0) })

    #expect(rules["tiktok post.caption length"]?.demand == .length(video.caption.utf16.count))
    #expect(rules["tiktok post.width, height range"]?.demand == .range(1...100_000, unit: "pixels"))
    #expect((video.width, video.height, video.duration) == (nil, 100_000, nil))
  }
}
