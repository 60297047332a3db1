import FoundationEssentials
import Models
import Testing

@testable import Sources

@Suite struct WebShapeTests {
  private func item(_ more: String) -> Video {
    post(
      #"{"id":"1","desc":"a 😅 #Tag @bo x","createTime":1727096344,"author":{"uniqueId":"Kestrel"},\#(more)}"#)
  }

  @Test func `prefers exact counters to rounded ones, each by itself`() {
    let video = item(
      #""stats":{"playCount":18300,"diggCount":5,"collectCount":"7"},"statsV2":{"playCount":"18279","diggCount":"-3","repostCount":"0"}"#
    )

    #expect(video.counts == VideoCounts(plays: 18_279, likes: 5, saves: 7, reposts: 0))
  }

  @Test func `takes times as strings, as pages have them`() {
    let video = post(#"{"id":"1","desc":"","createTime":"1727096344","author":{"uniqueId":"kestrel"}}"#)

    #expect(video.postedAt == Date(timeIntervalSince1970: 1_727_096_344))
  }

  @Test func `takes a like count that ran over from the exact numbers only`() {
    let stats = #""stats":{"heartCount":-977433948,"heart":-977433948,"followerCount":155000000}"#
    let user = #"{"userInfo":{"user":{"id":"5","uniqueId":"charli"},\#(stats)"#

    #expect(author(user + #","statsV2":{"heartCount":"11907467940"}}}"#)?.counts.likes == 11_907_467_940)
    #expect(author(user + "}}")?.counts == AuthorCounts(followers: 155_000_000))
  }

  @Test func `knows whose a post is when the author is only a name`() {
    let file = read(
      #"{"id":"1","createTime":1727096344,"author":"Kestrel","authorStats":{"followerCount":3}}"#)

    #expect(file.videos.first?.author?.name == "kestrel")
    #expect(file.authors.first?.counts.followers == 3)
    #expect(file.videos.first?.video.url == "https://www.tiktok.com/@kestrel/video/1")
  }

  @Test func `keeps a post whose author has no handle`() {
    let file = read(#"{"id":"1","createTime":1727096344,"author":{"uniqueId":"not a handle"}}"#)

    #expect(file.videos.map(\.author) == [nil])
    #expect(file.authors.isEmpty)
  }

  @Test func `reads photos`() {
    let video = item(
      #""video":{"duration":0,"cover":"https://a/c","playAddr":""},"imagePost":{"images":[{"imageURL":{"urlList":["","https://a/1"]}},{"imageURL":{"urlList":["https://a/2"]}},{"imageURL":{}}],"cover":{"imageURL":{"urlList":["https://a/p"]}}}"#
    )

    #expect(video.kind == .photos)
    #expect(video.imageURLs == ["https://a/1", "https://a/2"])
    #expect(video.coverURL == "https://a/p")
    #expect(video.duration == nil && video.mediaURL == nil)
    #expect(video.url == "https://www.tiktok.com/@kestrel/photo/1")
  }

  @Test func `takes at most a hundred photos`() {
    let image = #"{"imageURL":{"urlList":["https://a/1"]}},"#

    let video = item(#""imagePost":{"images":[\#(String(repeating: image, count: 150))null]}"#)

    #expect(video.imageURLs.count == 100)
  }

  @Test(arguments: [
    "null", "{}", #"{"id":"7"}"#, #"{"title":"x"}"#, #"{"id":"","title":"x"}"#, #"{"id":"7","title":" "}"#,
    "[]", "5",
  ])
  func `takes removed sounds for no sound`(music: String) {
    #expect(item("\"music\":\(music)").sound == nil)
  }

  @Test func `reads a sound with what other platforms call it`() {
    let video = item(
      #""music":{"id":"7","title":"original sound","authorName":"A","album":"","duration":35,"original":true,"is_commerce_music":true,"playUrl":"https://a/m","coverThumb":"https://a/t","preciseDuration":{"preciseDuration":34.96},"token":{"apple_music_token":{"developer_token":"secret"}},"tt2dsp":{"tt_to_dsp_song_infos":[{"platform":1,"song_id":"1440775946"},{"platform":3,"song_id":"2raz2ZPGIFOYUv9ceoZp9K"},{"platform":3,"song_id":"1440775946"},{"platform":2,"song_id":"x"},{"platform":1,"song_id":"2raz2ZPGIFOYUv9ceoZp9K"}]}}"#
    )

    #expect(
      video.sound
        == Track(
          key: SourceKey(.tiktok, "7"), title: "original sound", artist: "A", duration: 34.96,
          isOriginalSound: false, mediaURL: "https://a/m", coverURL: "https://a/t",
          links: [
            SourceKey(.appleMusic, "1440775946"), SourceKey(.spotify, "2raz2ZPGIFOYUv9ceoZp9K"),
          ], isCommercial: true))
    #expect(!"\(video)".contains("secret"))
  }

  @Test(
    arguments: [
      ("sample:7/pop/happy/120/40", "sample:7/pop/happy/120/40"), ("sample:7 /pop", nil),
      ("file:///etc/passwd", nil),
      ("SAMPLE:7", nil), ("https://a/m", "https://a/m"),
    ] as [(String, String?)])
  func `takes links of the web and to songs that are made for sounds`(link: String, taken: String?) {
    let video = item(#""music":{"id":"7","title":"x","playUrl":"\#(link)","coverThumb":"\#(link)"}"#)

    #expect(video.sound?.mediaURL == taken)
    #expect(video.sound?.coverURL == (link.hasPrefix("https") ? taken : nil))
  }

  @Test(
    arguments: [
      ("sample-clip:7/talk/9/20/5550/00/speech", "sample-clip:7/talk/9/20/5550/00/speech"),
      ("sample-clip:7/talk /9", nil), ("sample-photo:7/5550", nil), ("sample:7/pop/happy/120/40", nil),
      ("file:///etc/passwd", nil), ("SAMPLE-CLIP:7", nil), ("https://a/v", "https://a/v"),
      ("sample-clip:" + String(repeating: "7", count: 189), nil),
    ] as [(String, String?)])
  func `takes links of the web and to films that are made for films`(link: String, taken: String?) {
    let video = item(
      #""video":{"playAddr":"\#(link)","cover":"\#(link)"},"music":{"id":"7","title":"x"}"#)

    #expect(video.mediaURL == taken)
    #expect(video.coverURL == (link.hasPrefix("https") ? taken : nil))
  }

  @Test func `takes links of the web and to photos that are made for photos`() {
    let links = [
      "sample-photo:7/5550", "sample-photo:7 /5550", "sample-clip:7/talk/9/20/5550/00/speech", "https://a/1",
      "file:///etc/passwd", "sample-photo:" + String(repeating: "7", count: 188),
    ]
    let images = links.map { #"{"imageURL":{"urlList":["\#($0)"]}}"# }

    let video = item(
      #""imagePost":{"images":[\#(images.joined(separator: ","))],"cover":{"imageURL":{"urlList":["sample-photo:7/5550"]}}}"#
    )

    #expect(video.imageURLs == ["sample-photo:7/5550", "https://a/1"])
    #expect(video.coverURL == nil)
  }

  @Test func `takes the best file that can be played when there is no address`() {
    let video = item(
      #""video":{"duration":18,"width":576,"height":1024,"playAddr":"","volumeInfo":{"Loudness":-20.6},"bitrateInfo":[{"Bitrate":5,"PlayAddr":{"UrlList":["https://a/5"]}},{"Bitrate":9,"CodecType":"bytevc2","PlayAddr":{"UrlList":["https://a/9"]}},{"Bitrate":"7","CodecType":"h265_hvc1","PlayAddr":{"UrlList":["x","https://a/7"]}}]}"#
    )

    #expect(video.mediaURL == "https://a/7")
    #expect(video.duration == 18 && video.width == 576 && video.height == 1_024)
    #expect(video.loudness == -20.6)
  }

  @Test func `takes what cannot be for unknown`() {
    let video = item(
      #""textLanguage":"un","locationCreated":"FAKE","video":{"duration":90000,"width":-5,"height":1e9,"volumeInfo":{"Loudness":"NaN"},"playAddr":"file:///etc/passwd"}"#
    )

    #expect(video.language == nil && video.region == nil && video.duration == nil)
    #expect(video.width == nil && video.height == nil && video.loudness == nil && video.mediaURL == nil)
  }

  @Test func `reads flags, regions, languages and text on the picture`() {
    let video = item(
      #""isPinnedItem":true,"isAd":"1","textLanguage":"zh-Hans","locationCreated":"vn","stickersOnItem":[{"stickerType":4,"stickerText":["One","","Two"]},{"stickerText":["Three"]}]"#
    )

    #expect(video.isPinned && video.isAdvertisement)
    #expect(video.language == "zh-Hans" && video.region == "VN")
    #expect(video.stickers == ["One", "Two", "Three"])
  }

  @Test func `reads lists of sounds and single ones`() {
    let file = read(
      #"{"musicList":[{"music":{"id":"7","title":"t"},"stats":{"videoCount":12}},{"music":{"id":"8"}},{"music":{"title":"t"}}]}"#
    )
    let single = read(
      #"{"musicInfo":{"music":{"id":"7","title":"t"},"author":{"uniqueId":"a"},"stats":{"videoCount":"3000000000"}},"statusCode":0}"#
    )

    #expect(file.tracks.map(\.uses) == [12])
    #expect(
      file.reasons == ["music.title: the sound 8 has none, so it was removed", "music.id: it is missing"])
    #expect(single.tracks.map(\.uses) == [3_000_000_000])
    #expect(single.rejections.isEmpty && single.videos.isEmpty)
  }

  @Test func `reads a profile and its posts in one document`() {
    let file = read(
      #"{"userInfo":{"user":{"id":"5","uniqueId":"kestrel","verified":true,"region":"gr"},"statsV2":{"videoCount":"2"}},"itemList":[{"id":"1","createTime":1727096344},{"id":"2","createTime":1727096344,"author":"other"}]}"#
    )

    #expect(file.videos.map { $0.author?.name } == ["kestrel", "other"])
    #expect(file.authors.map(\.handle.name) == ["kestrel", "other"])
    #expect(file.authors[0].isVerified == true && file.authors[0].region == "GR")
  }

  @Test func `reads the data of pages, new and old`() {
    let new = read(
      #"{"__DEFAULT_SCOPE__":{"webapp.app-context":{"language":"en"},"webapp.user-detail":{"userInfo":{"user":{"uniqueId":"kestrel"},"stats":{"videoCount":1}},"statusCode":0},"webapp.video-detail":{"itemInfo":{"itemStruct":{"id":"1","createTime":"1727096344","author":{"uniqueId":"kestrel"}}}}}}"#
    )
    let old = read(
      #"{"AppContext":{"a":1},"ItemModule":{"1":{"id":"1","createTime":"1727096344","author":"kestrel"},"2":{"id":"2","createTime":"1727096344","author":"kestrel"}},"UserModule":{"users":{}}}"#
    )

    #expect(new.ids == ["1"] && new.authors.map(\.counts.videos) == [1] && new.rejections.isEmpty)
    #expect(old.ids == ["1", "2"] && old.rejections.isEmpty)
  }

  @Test func `cuts long texts and lists`() {
    let long = String(repeating: "é", count: 12_000)
    let tags = (0..<300).map { "{\"title\":\"t\($0)\"}" }.joined(separator: ",")
    let stickers = (0..<300).map { "\"s\($0)\"" }.joined(separator: ",")

    let video = post(
      #"{"id":"1","createTime":1,"desc":"\#(long)","author":{"uniqueId":"a"},"music":{"id":"7","title":"\#(long)"},"challenges":[\#(tags)],"stickersOnItem":[{"stickerText":[\#(stickers)]}]}"#
    )

    #expect(video.caption.count == 10_000)
    #expect(video.sound?.title.count == 500)
    #expect(video.hashtags.count == 200 && video.stickers.count == 100)
  }
}
