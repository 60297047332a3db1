import FoundationEssentials
import Models
import TestKit
import Testing

@testable import Sources

@Suite struct ResearchListingTests {
  private typealias Setting = ResearchSetting

  @Test(.timeLimit(.minutes(1)))
  func `turns pages by cursor and search id, and then goes to the days before`() async throws {
    let setting = try Setting(windowLimit: 2) { query in
      switch (query.end, query.cursor) {
      case ("20260310", 0): Setting.page(1...3, cursor: 3, more: true)
      case ("20260310", 3): Setting.page(4...6, cursor: 6, more: true)
      case ("20260310", 6): Setting.page(7...7, cursor: 7)
      default: Setting.page([8], search: "s2")
      }
    }

    let pages = try await setting.list(.hashtag("dance"))

    #expect(pages.map { Setting.numbers($0.posts) } == [[1, 2, 3], [4, 5, 6], [7], [8]])
    #expect(pages.map(\.authors) == Array(repeating: [Author(handle: try Handle("anna"))], count: 4))
    var query = Setting.Query(field: "hashtag_name", value: "dance", start: "20260209", end: "20260310")
    var expected = [query]
    (query.cursor, query.searchID) = (3, "s1")
    expected.append(query)
    query.cursor = 6
    expected.append(query)
    expected.append(
      Setting.Query(field: "hashtag_name", value: "dance", start: "20260110", end: "20260208"))
    #expect(setting.queries == expected)
    #expect(setting.api.meter.take().records == 8)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      (ListingSubject.hashtag("dance"), "hashtag_name", "dance"),
      (.sound(SourceKey(.tiktok, "7300000000000000001")), "music_id", "7300000000000000001"),
      (.search("two words"), "keyword", "two words"),
    ])
  func `asks for hashtags, sounds and words`(
    subject: ListingSubject, field: String, value: String
  ) async throws {
    let setting = try Setting { _ in Setting.page([1]) }

    let page = try await setting.api.listing(of: subject, after: nil)

    #expect(page?.posts.count == 1)
    #expect(setting.queries.map { [$0.field, $0.value] } == [[field, value]])
    let request = try #require(setting.server.requests(to: Setting.videos).first)
    #expect(request.query["fields"] == ResearchFields.asked.joined(separator: ","))
    #expect(request.text.contains(#""max_count":100"#) && request.text.contains(#""operation":"EQ""#))
    #expect(request.headers["authorization"] == "Bearer clt.t0ken1")
  }

  @Test(arguments: [
    ListingSubject.sound(SourceKey(.spotify, "7300000000000000001")), .sound(SourceKey(.tiktok, "abc")),
  ])
  func `does not ask what it cannot be asked`(subject: ListingSubject) async throws {
    let setting = try Setting()

    let error = await #expect(throws: SourceError.self) {
      try await setting.api.listing(of: subject, after: nil)
    }

    #expect(error?.code == .unsupported)
    #expect(setting.server.requests.isEmpty)
  }

  @Test(.timeLimit(.minutes(1)))
  func `ends when the same page comes again, whatever it says of more`() async throws {
    let setting = try Setting { query in Setting.page(1...3, cursor: Int(query.cursor) + 3, more: true) }

    let pages = try await setting.list(.hashtag("dance"))

    #expect(pages.map { Setting.numbers($0.posts) } == [[1, 2, 3], []])
    #expect(setting.queries.count == 2)
  }

  @Test(.timeLimit(.minutes(1)))
  func `goes on behind empty pages, but not for ever`() async throws {
    let setting = try Setting(windowLimit: 2) { query in
      switch (query.end, query.cursor) {
      case ("20260310", 300): Setting.page([1], cursor: 400, more: true)
      default: #"{"cursor":\#(query.cursor + 100),"has_more":true}"#
      }
    }

    let pages = try await setting.list(.hashtag("dance"))

    #expect(pages.map { Setting.numbers($0.posts) } == [[1], []])
    #expect(
      setting.queries.map(\.cursor) == [0, 100, 200, 300, 400, 500, 600, 700, 800] + [0, 100, 200, 300, 400])
  }

  @Test(.timeLimit(.minutes(1)))
  func `begins where it is told to, and nowhere else`() async throws {
    let setting = try Setting { _ in Setting.page([1]) }
    var place = ResearchMark(window: try #require(ResearchWindow(first: 20_000, last: 20_029)), number: 1)
    (place.cursor, place.searchID, place.digest) = (200, "s9", "abcd")

    _ = try await setting.api.listing(of: .hashtag("dance"), after: PageMark(place.text))

    #expect(ResearchMark(place.text) == place)
    #expect(setting.queries.map(\.cursor) == [200] && setting.queries.map(\.searchID) == ["s9"])
    for text in ["", "1 2 3", "20000 30000 0 0  ", "20000 20029 0 -1  ", "x y 0 0  ", "0 9 0 0  "] {
      let error = await #expect(throws: SourceError.self) {
        try await setting.api.listing(of: .hashtag("dance"), after: PageMark(text))
      }
      #expect(error?.code == .unsupported)
    }
  }

  @Test func `covers at most 30 days with a window, without gaps between them`() throws {
    let window = ResearchWindow(upTo: Date(timeIntervalSince1970: 1_772_409_599))

    let earlier = try #require(window.earlier)

    #expect([window.start, window.end] == ["20260131", "20260301"])
    #expect([earlier.start, earlier.end] == ["20260101", "20260130"])
    #expect(window.last - window.first < 30 && earlier.last + 1 == window.first)
  }

  @Test(.timeLimit(.minutes(1)))
  func `takes a token that ends in the middle of a list for a reason to get another`() async throws {
    let setting = try Setting(windowLimit: 1) { query in
      Setting.page([Int(query.cursor)], cursor: Int(query.cursor) + 1, more: query.cursor < 4)
    }
    let first = try #require(try await setting.api.listing(of: .hashtag("x"), after: nil))
    setting.time.pass(.seconds(7_200))
    let second = try #require(try await setting.api.listing(of: .hashtag("x"), after: first.next))
    setting.server.meet(.answer(Setting.trouble(401, "access_token_invalid")), at: Setting.videos)

    let third = try #require(try await setting.api.listing(of: .hashtag("x"), after: second.next))

    #expect([first, second, third].map { Setting.numbers($0.posts) } == [[0], [1], [2]])
    #expect(
      setting.server.requests(to: Setting.videos).map { $0.headers["authorization"]?.last }
        == ["1", "2", "2", "3"])
  }
}
