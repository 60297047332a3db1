import Documents
import FoundationEssentials
import Models
import Testing
import Vision

@testable import Search

@Suite struct SearchDocumentTests {
  private static let video = FoundVideo(
    video: Video.ID(9_007_199_254_740_993), match: .some, key: SourceKey("tiktok:7001"), handle: "anna",
    author: nil, caption: "a \"dance\"", hashtags: ["kpop"],
    postedAt: Date(timeIntervalSince1970: 1_767_225_600), plays: .max, language: "en", genre: "k-pop",
    mood: nil, url: nil, copies: 2, place: Place(tier: 1, parts: 1, relevance: 1, weight: 1, video: 1))
  private static let videoText = #"""
    "video": "9007199254740993", "key": "tiktok:7001", "author": "@anna", "authorName": null, \#
    "caption": "a \"dance\"", "hashtags": ["kpop"], "postedAt": "2026-01-01T00:00:00Z", \#
    "plays": 9223372036854775807, "language": "en", "genre": "k-pop", "mood": null, "url": null, "copies": 2
    """#

  @Test func `a page of videos says why each was found and how it goes on`() {
    let found = FoundVideos(
      videos: [Self.video], next: nil, isCut: true, corrections: ["dnace": ["dance"], "bal": []], pending: 3)

    #expect(
      JSONValue.foundVideos(found).line == """
        {"videos": [{"match": "some", \(Self.videoText)}], "next_cursor": null, "prev_cursor": null, \
        "cut": true, \
        "corrections": {"bal": [], "dnace": ["dance"]}, "pending": 3}
        """)
  }

  @Test func `videos that mean the same come with the model that said so`() {
    #expect(
      JSONValue.meantVideos([MeantVideo(video: Self.video, likeness: 0.5)], model: "m").line
        == "{\"videos\": [{\"likeness\": 0.5, \(Self.videoText)}], \"model\": \"m\"}")
  }

  @Test func `videos with such a frame say at which second, and among how many it was`() throws {
    let frame = FoundFrame(video: Self.video, time: 1.5, likeness: 0.75, verdict: .probable)
    let loaded = FrameLoading.Loaded(index: FrameIndex(), videos: 4, duration: .milliseconds(500))
    let searched = SearchedFrames(loaded)

    let told: SearchedFrames = try DocumentPart(JSONValue.foundFrames([], in: searched)).read("searched")
    #expect(told == searched)
    #expect(
      JSONValue.foundFrames([frame], in: searched).line == """
        {"videos": [{"time": 1.5, "likeness": 0.75, "verdict": "probable", \(Self.videoText)}], \
        "searched": {"frames": 0, "videos": 4, "loadingSeconds": 0.5, "bytes": 0}}
        """)
  }

  @Test func `a page that was told is read as it was`() throws {
    let mark = try #require(PageMark("1_0_0_0_1"))
    let found = FoundVideos(
      videos: [Self.video, Self.video], next: mark, isCut: true,
      corrections: ["dnace": ["dance"], "bal": []],
      pending: 3)

    let read = try FoundVideos(JSONValue.foundVideos(found))

    #expect(read.videos.count == 2 && read.next == mark && read.corrections == found.corrections)
    #expect(JSONValue.foundVideos(read) == .foundVideos(found))
    #expect(throws: DocumentError.self) { try FoundVideo(JSONValue.foundVideos(found)) }
  }
}
