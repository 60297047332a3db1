import Testing

@testable import HTTP

@Suite struct TargetTests {
  @Test(arguments: [
    ("/", []), ("/a", ["a"]), ("/a/", ["a", ""]), ("//", ["", ""]), ("/a%2Fb/c%20d", ["a/b", "c d"]),
    ("/+/%2B", ["+", "+"]), ("/%C3%A9", ["é"]), ("/...", ["..."]), ("http://h", []), ("https://h:1/a", ["a"]),
  ])
  func `takes a path apart before decoding it`(text: String, segments: [String]) {
    #expect(Target(text)?.segments == segments)
  }

  @Test(arguments: [
    "", "a", "*", "/%", "/%4", "/%zz", "/%-1", "/%00", "/%1F", "/%7f", "/%ff", "/%c3", "/.", "/..", "/a/../b",
    "/%2e%2E", "/a#b", "ftp://h/a", "/a?b=%", "/a?b=%00", "/%ED%A0%80", "/%C0%AE",
  ])
  func `refuses what could be understood in two ways`(text: String) {
    #expect(Target(text) == nil)
  }

  @Test func `decodes the query as forms write it`() throws {
    let target = try #require(Target("/p?a=1&b=x+y%2B&a=2&c&=d&e=f=g"))

    #expect(target.query.map(\.name) == ["a", "b", "a", "c", "", "e"])
    #expect(target.query.map(\.value) == ["1", "x y+", "2", "", "d", "f=g"])
  }
}

@Suite struct HeadersTests {
  @Test func `compares names without regard to case`() {
    var headers: Headers = ["Content-Type": "a", "content-TYPE": "b"]
    #expect(headers["CONTENT-type"] == "a")
    #expect(headers.values("content-type") == ["a", "b"])

    headers["content-type"] = "c"
    #expect(headers.map(\.value) == ["c"])
    headers["Content-Type"] = nil
    #expect(headers.isEmpty)
  }

  @Test func `lets no value end its line`() {
    let headers: Headers = ["X": "a\r\nSet-Cookie: b\0c\td"]

    #expect(headers["X"] == "a  Set-Cookie: b c\td")
  }
}

@Suite struct ProblemTests {
  @Test func `is written as RFC 9457 says`() {
    let response = Problem(.conflict, type: "urn:x", detail: "say \"no\"\n").response

    #expect(response.headers["Content-Type"] == "application/problem+json")
    guard case .bytes(let bytes) = response.body else { return #expect(Bool(false), "a problem has bytes") }
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"type":"urn:x","title":"Conflict","status":409,"detail":"say \"no\"\u000a"}"#)
  }
}
