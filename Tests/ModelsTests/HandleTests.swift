import FoundationEssentials
import Models
import Testing

@Suite struct HandleTests {
  @Test(
    arguments: [
      ("name", "name"), ("@Name", "name"), ("  @some.one_2 \n", "some.one_2"),
      ("https://www.tiktok.com/@A.b?lang=en", "a.b"), ("tiktok.com/@x/video/7234585604439149852", "x"),
      ("HTTPS://M.TikTok.com/@x#top", "x"), ("\u{a0}@x\u{a0}", "x"),
      ("123456789012345678901234", "123456789012345678901234"),
    ])
  func `is read from a name and from addresses`(text: String, name: String) throws {
    #expect(try Handle(text).name == name)
    #expect(try Handle(Handle(text).description) == Handle(name))
  }

  @Test(
    arguments: [
      ("", "empty"), ("   ", "empty"), ("@", "no name"), ("two words", "letters"), ("naïve", "letters"),
      ("x\u{301}", "letters"), ("1234567890123456789012345", "24"), ("dot.", "dot"),
      ("https://vm.tiktok.com/ZM8abc/", "short link"), ("https://example.org/@x", "not one of tiktok.com"),
      ("https://eviltiktok.com/@x", "not one of tiktok.com"),
      ("https://www.tiktok.com/music/x-1", "not of a profile"),
      ("https://www.tiktok.com/", "not of a profile"), ("/", "not one of tiktok.com"),
      ("@a/b", "not one of tiktok.com"),
      (String(repeating: "x", count: 5_000), "too long"),
    ])
  func `what is none is refused with its reason`(text: String, reason: String) {
    #expect { try Handle(text) } throws: { "\($0)".contains(reason) }
  }

  @Test func `a request is what the contract says`() throws {
    let request = try JSONDecoder().decode(
      InfluencerRequest.self, from: Data(#"{"handle":"@Name","platform":"tiktok"}"#.utf8))

    #expect(request == InfluencerRequest(try Handle("name")))
    #expect(request.subject == "tiktok:name")
    #expect(InfluencerRequest(subject: request.subject) == request)
    #expect(InfluencerRequest(subject: "spotify") == nil)
    #expect(InfluencerRequest.type == "influencer.requested")
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(request), as: UTF8.self)
    #expect(text == #"{"handle":"@name","platform":"tiktok"}"#)
  }

  @Test(arguments: [
    #"{}"#, #"{"handle":7}"#, #"{"handle":"a b"}"#, #"{"handle":"a","platform":"spotify"}"#, "[]",
  ])
  func `a request that asks for nothing is refused`(text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(InfluencerRequest.self, from: Data(text.utf8))
    }
  }
}
