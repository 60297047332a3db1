import FoundationEssentials
import Models
import Testing

@testable import Sources

@Suite struct YtDlpShapeTests {
  private func post(_ members: String, sound: SourceKey? = nil) throws -> Post {
    try YtDlpShape.post(value(#"{"id":"7301","uploader":"Kestrel",\#(members)}"#), sound: sound)
  }

  @Test func `reads all that a post has`() throws {
    let read = try post(
      #"""
      "title":"long…","description":"Hi #fun #Two! @bo","timestamp":1727096344,"duration":12,
      "uploader_id":"42","channel":"Kes ✨","channel_id":"MS4wLjABAAAAx","view_count":9007199254740993,
      "like_count":2,"repost_count":3,"comment_count":null,"save_count":5,
      "webpage_url":"https://www.tiktok.com/@kestrel/video/7301",
      "thumbnails":[{"id":"a","url":"https://x/a","preference":-2},{"id":"b","url":"https://x/b","preference":-1}],
      "formats":[
        {"format_id":"bytevc2_1080p_9","url":"https://x/2","vcodec":"bytevc2","width":1080,"height":1920},
        {"format_id":"download","url":"https://x/d","vcodec":"h264","format_note":"watermarked","width":2000,"height":2000},
        {"format_id":"h264_540p_1","url":"https://x/1","vcodec":"h264","width":576,"height":1024,"tbr":500},
        {"format_id":"bytevc1_720p_1","url":"https://x/3","vcodec":"h265","width":720,"height":1280,"tbr":400},
        {"format_id":"audio","url":"https://x/m","vcodec":"none","ext":"m4a"}]
      """#)

    let video = read.video
    #expect(
      read.author == Author(key: SourceKey(.tiktok, "42"), handle: try Handle("kestrel"), name: "Kes ✨"))
    #expect(video.caption == "Hi #fun #Two! @bo")
    #expect(video.hashtags == [Video.Tag("fun", range: 3..<7), Video.Tag("Two", range: 8..<12)])
    #expect(video.mentions == [Video.Tag("bo", range: 14..<17)])
    #expect(
      video.counts
        == VideoCounts(plays: 9_007_199_254_740_993, likes: 2, shares: 3, saves: 5))
    #expect((video.width, video.height, video.duration) == (720, 1280, 12))
    #expect(video.mediaURL == "https://x/3")
    #expect(video.coverURL == "https://x/b")
    #expect(video.postedAt == Date(timeIntervalSince1970: 1_727_096_344))
    #expect(video.url == "https://www.tiktok.com/@kestrel/video/7301")
    #expect(video.sound == nil)
  }

  @Test(arguments: [
    (#""title":"TikTok video #7301""#, ""), (#""title":"short""#, "short"),
    (#""description":"","title":"x""#, ""),
    (#""description":null,"title":null"#, ""),
  ])
  func `the title stands for a caption that is missing`(members: String, caption: String) throws {
    #expect(try post(members).video.caption == caption)
  }

  @Test(arguments: [
    ("20240229", 1_709_164_800.0), ("20000101", 946_684_800), ("20261231", 1_798_675_200), ("20240000", nil),
    ("2024-1-1", nil), ("99999999", nil), ("", nil),
  ])
  func `the day stands for a time that is missing`(day: String, seconds: Double?) throws {
    let video = try post(#""upload_date":"\#(day)""#).video

    #expect(video.postedAt?.timeIntervalSince1970 == seconds)
  }

  @Test(arguments: [
    (#""artists":["A","B"]"#, "A, B"), (#""artist":"A & B""#, "A & B"), (#""creator":"C""#, "C"),
    (#""artists":[],"artist":null"#, nil), (#""artists":null"#, nil), (#""artists":"A""#, nil),
  ])
  func `artists are a list or a text`(members: String, artist: String?) throws {
    let key = SourceKey(.tiktok, "9")

    let sound = try post(#""track":"original sound - x",\#(members)"#, sound: key).video.sound

    #expect(sound?.artist == artist)
    #expect(sound?.isOriginalSound == true)
  }

  @Test(arguments: [
    (#""formats":[{"format_id":"audio","url":"https://x/m","vcodec":"none"}]"#, Video.Kind.photos),
    (#""webpage_url":"https://www.tiktok.com/@kestrel/photo/7301""#, .photos), (#""formats":[]"#, .film),
    (#""formats":null"#, .film), (#""formats":[{"url":"ftp://x","vcodec":"h264"},5,null]"#, .film),
  ])
  func `posts of photos have no film among their formats`(members: String, kind: Video.Kind) throws {
    let video = try post(members).video

    #expect(video.kind == kind)
    #expect(video.mediaURL == nil)
  }

  @Test func `all may be missing but the number`() throws {
    let read = try YtDlpShape.post(value(#"{"id":"7301"}"#))

    #expect(read.author == nil)
    #expect(read.video == Video(key: SourceKey(.tiktok, "7301")))
  }

  @Test(arguments: [
    ("{}", Rule.ytDlpID), ("null", .ytDlpID), ("[]", .ytDlpID), (#"{"id":null}"#, .ytDlpID),
    (#"{"id":"a b"}"#, .ytDlpIDForm), (#"{"id":{}}"#, .ytDlpIDForm), (#"{"id":"0"}"#, .ytDlpIDForm),
  ])
  func `what has no number is no post`(text: String, rule: Rule) throws {
    let entry = try value(text)

    let flaw = #expect(throws: Flaw.self) { try YtDlpShape.post(entry) }

    #expect(flaw?.rule == rule.id)
  }

  @Test(arguments: [
    (#""uploader":null,"uploader_url":"https://www.tiktok.com/@kestrel""#, "kestrel"),
    (#""uploader":"","uploader_url":"https://www.tiktok.com/@MS4wLjABAAAAxyz""#, nil),
    (#""uploader":7"#, nil),
  ])
  func `the handle may stand in the address`(members: String, handle: String?) throws {
    let read = try YtDlpShape.post(value(#"{"id":"7301",\#(members)}"#))

    #expect(read.author?.handle.name == handle)
  }
}
