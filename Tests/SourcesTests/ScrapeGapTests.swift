import FoundationEssentials
import Models
import Testing

@testable import Sources

/// Whether a list of posts is known to have no gap.
@Suite struct ScrapeGapTests {
  static func item(_ id: Int, isDated: Bool = true) -> String {
    let time = isDated ? #""createTime":\#(1_727_000_000 + id),"# : ""
    return #"{"id":"\#(id)",\#(time)"author":{"uniqueId":"kestrel"},"stats":{"diggCount":1}}"#
  }

  static func profile(_ count: Int?, _ items: [String]) -> String {
    let stats = count.map { #","stats":{"followerCount":5,"videoCount":\#($0)}"# } ?? ""
    return
      #"{"userInfo":{"user":{"uniqueId":"kestrel"}\#(stats)},"itemList":[\#(items.joined(separator: ","))]}"#
  }

  private func isGapless(_ files: [String: String]) async throws -> Bool? {
    let folder = try Folder(files)
    return try await ScrapeFolder(folder.path).profile(Handle("kestrel"))?.isGapless
  }

  @Test func `a list is whole that has exactly as many posts as its own file counts`() async throws {
    let posts = (1...3).map { Self.item($0) }

    #expect(try await isGapless(["profiles/kestrel.json": Self.profile(3, posts)]) == true)
    #expect(try await isGapless(["a.json": Self.profile(3, posts)]) == true)
    #expect(try await isGapless(["a.json": Self.profile(3, posts + posts)]) == true, "each counts once")
    for count in [nil, 0, 2, 4] {
      #expect(try await isGapless(["a.json": Self.profile(count, posts)]) == false, "\(count ?? -1)")
    }
  }

  @Test func `a list proves nothing after its newest post, however new its file is`() async throws {
    let folder = try Folder(["a.json": Self.profile(3, (1...3).map { Self.item($0) })])

    let scrape = try #require(try await ScrapeFolder(folder.path).profile(Handle("kestrel")))

    #expect(scrape.isGapless && scrape.gaplessUntil == Date(timeIntervalSince1970: 1_727_000_003))
    #expect(try #require(scrape.takenAt) > Date(timeIntervalSince1970: 1_727_000_003))
  }

  @Test func `several files, and posts without a time, are no list without a gap`() async throws {
    let posts = (1...3).map { Self.item($0) }
    let apart = ["a.json": Self.profile(3, [posts[0]]), "b.json": Self.profile(nil, Array(posts[1...]))]

    #expect(try await isGapless(apart) == false)
    #expect(try await isGapless(["a.json": Self.profile(4, posts + [Self.item(4, isDated: false)])]) == false)
  }
}
