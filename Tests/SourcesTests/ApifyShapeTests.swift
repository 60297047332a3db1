import FoundationEssentials
import Models
import Testing

@testable import Sources

@Suite struct ApifyShapeTests {
  private func record(_ more: String) -> String {
    #"{"id":"1","text":"hi #One @bo","authorMeta":{"id":"5","name":"Kestrel"},\#(more)}"#
  }

  @Test func `reads records without any of the fields that come and go`() {
    let video = post(#"{"id":"1","webVideoUrl":"https://www.tiktok.com/@a/video/1"}"#)

    #expect(video == Video(key: SourceKey(.tiktok, "1"), url: "https://www.tiktok.com/@a/video/1"))
  }

  @Test func `reads what newer runs add`() {
    let file = read(
      record(
        #""createTime":"1684433229","isAd":false,"isSponsored":true,"isPinned":true,"textLanguage":"el","collectCount":3,"repostCount":4,"hashtags":[{"id":"2","name":"one"},{"name":"two"}],"mentions":["@bo"],"detailedMentions":[{"name":"bo"}],"videoMeta":{"duration":11},"mediaUrls":["https://a/v"]"#
      ))
    let video = file.videos.first?.video

    #expect(video?.isAdvertisement == true && video?.isPinned == true && video?.language == "el")
    #expect(video?.counts == VideoCounts(saves: 3, reposts: 4))
    #expect(video?.hashtags == [Video.Tag("one", range: 3..<7), Video.Tag("two")])
    #expect(video?.mentions == [Video.Tag("bo", range: 8..<11)])
    #expect(video?.duration == 11 && video?.mediaURL == "https://a/v")
    #expect(video?.url == "https://www.tiktok.com/@kestrel/video/1")
  }

  @Test func `reads followers of newer runs`() {
    let read = author(
      #"{"id":"1","authorMeta":{"name":"Kestrel","fans":"12","following":3,"heart":11907467940,"video":7,"bioLink":null}}"#
    )

    #expect(read?.counts == AuthorCounts(followers: 12, following: 3, likes: 11_907_467_940, videos: 7))
  }

  @Test(arguments: ["0", "@anna"])
  func `takes no keys from what is no id`(id: String) {
    let file = read(
      #"[{"id":"1","authorMeta":{"id":"\#(id)","name":"anna"},"musicMeta":{"musicId":"\#(id)","musicName":"t"}},{"id":"\#(id)","authorMeta":{"name":"anna"}}]"#
    )

    #expect(file.authors.count == 1 && file.authors[0].key == nil)
    #expect(file.ids == ["1"] && file.videos[0].video.sound == nil)
    #expect(file.reasons == ["id: it is not an id"])
  }

  @Test func `reads slideshows`() {
    let video = post(
      record(
        #""isSlideshow":true,"videoMeta":{"duration":0},"slideshowImageLinks":[{"downloadLink":"https://a/1"},{"tiktokLink":"https://a/2"}],"mediaUrls":[]"#
      ))

    #expect(video.kind == .photos && video.imageURLs == ["https://a/1", "https://a/2"])
    #expect(video.duration == nil && video.mediaURL == nil)
    #expect(post(record(#""isSlideshow":true,"mediaUrls":["https://a/3"]"#)).imageURLs == ["https://a/3"])
  }

  @Test(arguments: [
    (#""createTimeISO":"2023-05-18T18:07:09.000Z""#, 1_684_433_229),
    (#""createTimeISO":"2023-05-18T18:07:09Z""#, 1_684_433_229),
    (#""createTimeISO":"1923-05-18T18:07:09Z""#, nil), (#""createTimeISO":"yesterday""#, nil),
  ])
  func `takes the time as text where there is no number`(text: String, time: Double?) {
    #expect(post(record(text)).postedAt == time.map(Date.init(timeIntervalSince1970:)))
  }

  @Test func `rejects what the scraper writes for a post that it did not get`() {
    let file = read(
      #"[{"url":"https://www.tiktok.com/@a","error":"not found"},\#(record("\"playCount\":1"))]"#)

    #expect(file.ids == ["1"])
    #expect(file.rejections.map(\.offset) == [1])
  }
}
