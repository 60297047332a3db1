import Testing

@testable import HTTP

@Suite struct ClientTargetTests {
  @Test(
    arguments: [
      ("http://Example.COM/a?b=c#d", "http", "example.com", 80, "http://example.com"),
      ("HTTPS://h:8443/a b".replacing(" ", with: "%20"), "https", "h", 8443, "https://h:8443"),
      ("https://[2001:DB8::1]/", "https", "2001:db8::1", 443, "https://[2001:db8::1]"),
      ("http://0x7f.1/", "http", "127.0.0.1", 80, "http://127.0.0.1"),
      ("http://h:080/", "http", "h", 80, "http://h"),
    ] as [(String, String, String, UInt16, String)])
  func `reads a URL as the library does`(
    url: String, scheme: String, host: String, port: UInt16, place: String
  ) throws {
    let target = try ClientTarget(url)

    #expect(target.scheme == scheme && target.host == host && target.port == port)
    #expect(target.place.lowercased().hasPrefix(place))
    #expect(!target.url.contains("#"))
    // Read once more it is the same: what was judged is what is asked for.
    #expect(try ClientTarget(target.url) == target)
  }

  @Test(arguments: [
    ("/c?d=e", "https://h/c?d=e"), ("c", "https://h/a/c"), ("../c", "https://h/c"), ("?q", "https://h/a/b?q"),
    ("//other:81/x", "https://other:81/x"), ("http://other/", "http://other/"),
  ])
  func `reads where a redirect leads, relative to where it came from`(location: String, url: String) throws {
    #expect(try ClientTarget("https://h/a/b?sig=1#frag").resolving(location).url == url)
  }
}
