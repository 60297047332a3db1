import FoundationEssentials
import Models
import TestKit
import Testing

@testable import Sources

@Suite struct ResearchShapeTests {
  private typealias Setting = ResearchSetting

  private static let whole = """
    {"id":7300000000000000042,"username":"Anna","video_description":"hi #dance @bob","create_time":1772000000,
    "region_code":"se","view_count":5000000000,"like_count":4,"comment_count":"3","share_count":2,"favorites_count":1,
    "music_id":7200000000000000001,"video_duration":15,"hashtag_names":["dance","fyp"],
    "hashtag_info_list":[{"hashtag_id":"1","hashtag_name":"dance"},{"hashtag_name":"deep"}],
    "video_mention_list":["bob"],"is_stem_verified":false,"unheard_of":[{}]}
    """

  private func post(_ text: String) throws -> Video {
    try ResearchShape.post(try Value.document(Array(text.utf8)), of: nil).video
  }

  @Test func `reads everything that is told of a post`() throws {
    let video = try post(Self.whole)

    #expect(video.key == SourceKey(.tiktok, "7300000000000000042"))
    #expect(video.caption == "hi #dance @bob")
    #expect(video.postedAt == Date(timeIntervalSince1970: 1_772_000_000))
    #expect(video.region == "SE" && video.duration == 15)
    #expect(video.url == "https://www.tiktok.com/@anna/video/7300000000000000042")
    #expect(
      video.counts == VideoCounts(plays: 5_000_000_000, likes: 4, comments: 3, shares: 2, saves: 1))
    #expect(video.hashtags.map(\.name) == ["dance", "fyp", "deep"] && video.mentions.map(\.name) == ["bob"])
    #expect(video.sound == Track(key: SourceKey(.tiktok, "7200000000000000001"), title: ""))
  }

  @Test(arguments: [
    (#""view_count":-1"#, \VideoCounts.plays), (#""like_count":"many""#, \.likes),
    (#""comment_count":1.5"#, \.comments), (#""share_count":99999999999999999999"#, \.shares),
    (#""favorites_count":null"#, \.saves),
  ])
  fileprivate func `leaves counts out that are none`(
    field: String, path: any KeyPath<VideoCounts, Int64?> & Sendable
  ) throws {
    let video = try post(#"{"id":"1","username":"anna",\#(field)}"#)

    #expect(video.counts[keyPath: path] == nil)
    #expect(video.key.id == "1")
  }

  @Test func `leaves out and cuts what breaks other rules`() throws {
    let huge = String(repeating: "å", count: 50_000)

    let video = try post(
      """
      {"id":"1","username":"anna","video_description":"\(huge)","create_time":-5,"region_code":"Sweden",
      "video_duration":100000,"music_id":0,"hashtag_names":"dance","video_mention_list":[{},5,null]}
      """)
    let odd = try post(#"{"id":"1","username":"anna","video_description":{"a":1},"music_id":"no id!"}"#)

    #expect(video.caption.utf16.count == 10_000)
    #expect(video.postedAt == nil && video.region == nil && video.duration == nil && video.sound == nil)
    #expect(video.hashtags.isEmpty)
    #expect(odd.caption.isEmpty && odd.sound == nil)
  }

  @Test(.timeLimit(.minutes(1)))
  func `rejects records by rule and takes in the rest of the page`() async throws {
    let records = [
      Setting.video(1), #"{"username":"anna"}"#, #"{"id":7.3e18,"username":"anna"}"#,
      #"{"id":true,"username":"anna"}"#,
      #"{"id":"5"}"#, #"{"id":"6","username":"no handle!"}"#, Setting.video(7, by: "bob"), "null", "[]", "5",
      Setting.video(2),
    ]
    let setting = try Setting(windowLimit: 1) { _ in
      #"{"videos":[\#(records.joined(separator: ","))],"has_more":false}"#
    }

    let scrape = try #require(try await setting.api.profile(try Handle("anna")))

    #expect(scrape.videos.compactMap(\.counts.plays) == [1, 2])
    let (id, username, owner) = (Rules.Research.id.id, Rules.Research.username.id, Rules.Research.owner.id)
    #expect(scrape.rejections.map(\.rule) == [id, id, id, username, username, owner, id, id, id])
    #expect(scrape.rejections.map(\.offset) == [1, 2, 3, 4, 5, 6, 7, 8, 9])
    let activity = setting.api.meter.take()
    #expect(activity.rejected == [id: 6, username: 2, owner: 1])
    #expect(activity.records == 3)
  }
}
