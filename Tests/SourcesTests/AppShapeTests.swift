import FoundationEssentials
import Models
import Testing

@testable import Sources

@Suite struct AppShapeTests {
  private func aweme(_ more: String) -> Video {
    post(
      #"{"aweme_id":"1","desc":"x","create_time":1698930801,"author":{"unique_id":"kestrel","uid":"9"},\#(more)}"#
    )
  }

  @Test func `takes durations in milliseconds and loudness from JSON in a string`() {
    let video = aweme(
      #""duration":124761,"video":{"duration":124500,"meta":"{\"loudness\":\"-19.3\",\"peak\":\"0.5\"}","play_addr":{"width":576,"height":1024,"url_list":["https://a/v"]}}"#
    )

    #expect(video.duration == 124.5 && video.loudness == -19.3)
    #expect(video.mediaURL == "https://a/v" && video.width == 576)
    #expect(aweme(#""duration":5834"#).duration == 5.834)
    #expect(aweme(#""video":{"meta":"{\"loudness\":"}"#).loudness == nil)
  }

  @Test func `takes no file that nothing decodes`() {
    let video = aweme(
      #""video":{"bit_rate":[{"bit_rate":9,"is_bytevc1":2,"play_addr":{"url_list":["https://a/9"]}},{"bit_rate":3,"play_addr":{"url_list":["https://a/3"]}},{"bit_rate":5,"is_bytevc1":1,"play_addr":{"url_list":["https://a/5"]}}]}"#
    )

    #expect(video.mediaURL == "https://a/5")
  }

  @Test func `prefers the text of a sound's id to its number`() {
    let music =
      #""title":"t","author":"A","duration":43,"is_original_sound":true,"user_count":0,"is_commerce_music":1"#
    let sound = aweme(#""music":{"id":1,"id_str":"7303741988976462625",\#(music)}"#).sound

    #expect(sound?.key.id == "7303741988976462625")
    #expect(aweme(#""music":{"id":7303741988976462625,\#(music)}"#).sound == sound)
    #expect(sound?.isOriginalSound == true && sound?.isCommercial == true && sound?.uses == nil)
    #expect(aweme(#""music":{"id":7,"title":""}"#).sound == nil)
  }

  @Test func `takes zeros of a creator for unknown, and of a post for zero`() {
    let file = read(
      #"{"aweme_list":[{"aweme_id":"1","desc":"","statistics":{"play_count":0},"author":{"unique_id":"kestrel","follower_count":0,"aweme_count":3,"enterprise_verify_reason":"Press","secret":0,"region":"SE","language":"un"}}]}"#
    )

    #expect(file.videos.first?.video.counts == VideoCounts(plays: 0))
    #expect(file.authors.first?.counts == AuthorCounts(videos: 3))
    #expect(file.authors.first?.isVerified == true && file.authors.first?.isPrivate == false)
    #expect(file.authors.first?.region == "SE" && file.authors.first?.language == nil)
  }

  @Test(arguments: [
    (#""uid":"0""#, nil), (#""uid":"@anna""#, nil), (#""uid":"0","id":"77""#, "77"), (#""uid":"9""#, "9"),
  ])
  func `takes no key of a creator from what is no id`(fields: String, id: String?) {
    let app = author(#"{"aweme_id":"1","desc":"","author":{"unique_id":"anna",\#(fields)}}"#)
    let web = author(#"{"userInfo":{"user":{"uniqueId":"anna",\#(fields)}}}"#)

    #expect(app?.handle.name == "anna" && app?.key?.id == id)
    #expect(web?.handle.name == "anna" && web?.key?.id == id)
  }

  @Test func `reads photos`() {
    let video = aweme(
      #""aweme_type":150,"duration":5000,"image_post_info":{"images":[{"display_image":{"url_list":["https://a/1"]}}]}"#
    )

    #expect(video.kind == .photos && video.imageURLs == ["https://a/1"] && video.duration == nil)
    #expect(video.url == "https://www.tiktok.com/@kestrel/photo/1")
    #expect(aweme(#""aweme_type":150"#).kind == .photos)
  }

  @Test func `reads posts in search results`() {
    let file = read(
      #"{"data":[{"type":1,"aweme_info":{"aweme_id":"1","desc":"","author":{"unique_id":"a"}}},{"aweme_id":"2","desc":""}],"nextCursor":20}"#
    )

    #expect(file.ids == ["1", "2"] && file.rejections.isEmpty)
  }

  @Test func `reads stickers, pins and advertisements`() {
    let video = aweme(
      #""interaction_stickers":[{"text_info":"Hi\nyou"},{"text_info":""}],"is_top":1,"is_ads":true"#)

    #expect(video.stickers == ["Hi\nyou"] && video.isPinned && video.isAdvertisement)
  }
}
