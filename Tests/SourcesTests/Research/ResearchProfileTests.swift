import FoundationEssentials
import Models
import TestKit
import Testing

@testable import Sources

@Suite struct ResearchProfileTests {
  private typealias Setting = ResearchSetting
  private let anna = try? Handle("anna")

  @Test(.timeLimit(.minutes(1)))
  func `tells of a creator and the posts, newest days first, until it has all`() async throws {
    let anna = try #require(anna)
    let setting = try Setting { query in
      switch (query.end, query.cursor) {
      case ("20260310", 0): Setting.page(1...3, cursor: 3, more: true)
      case ("20260310", 3): Setting.page(3...4, cursor: 5)
      case ("20260208", 0): Setting.page([])
      default: Setting.page(5...7)
      }
    }

    let scrape = try #require(try await setting.api.profile(anna))

    #expect(
      scrape.author
        == Author(
          handle: anna, name: "Anna", bio: "sings", isVerified: true, avatarURL: "https://cdn.example/a.jpg",
          counts: AuthorCounts(followers: 12, following: 3, likes: 11_907_467_940, videos: 7)))
    #expect(scrape.videos.compactMap(\.counts.plays) == [1, 2, 3, 4, 5, 6, 7])
    #expect(setting.queries.map(\.field) == Array(repeating: "username", count: 4))
    let user = try #require(setting.server.requests(to: Setting.users).first)
    #expect(user.text == #"{"username":"anna"}"#)
    #expect(user.query["fields"] == ResearchFields.user.joined(separator: ","))
  }

  @Test(.timeLimit(.minutes(1)))
  func `looks no further back than it may, and takes no more posts than it may`() async throws {
    let anna = try #require(anna)
    let few = try Setting(windowLimit: 3)
    let many = try Setting(user: "{}", postLimit: 5) { query in
      Setting.page(Int(query.cursor)..<(Int(query.cursor) + 3), cursor: Int(query.cursor) + 3, more: true)
    }

    let none = try await few.api.profile(anna)
    let some = try await many.api.profile(anna)

    #expect(none?.videos == [] && few.queries.count == 3)
    #expect(some?.videos.count == 5 && many.queries.count == 2)
  }

  @Test(.timeLimit(.minutes(1)))
  func `asks for no posts of whom it knows to have none`() async throws {
    let setting = try Setting(user: #"{"display_name":"A","video_count":0}"#)

    let scrape = try await setting.api.profile(try #require(anna))

    #expect(scrape?.author.name == "A")
    #expect(setting.queries.isEmpty)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      // As many as the profile counts, to the end of the days of the oldest.
      (7, 3, false, true),
      // Others are older than it looks back, or not there yet, or never.
      (8, 3, false, false), (6, 3, false, false),
      // As many, but with more on the page after.
      (7, 3, true, false),
      (7, 1, false, false),
    ])
  fileprivate func `says that a list has no gap only where it has as many posts as are counted`(
    count: Int, windows: Int, hasMore: Bool, isGapless: Bool
  ) async throws {
    let setting = try Setting(user: #"{"video_count":\#(count)}"#, windowLimit: windows) { query in
      switch query.end {
      case "20260310": Setting.page(1...4)
      case "20260208":
        Setting.page(query.cursor == 0 ? 5...7 : 8...9, cursor: 3, more: hasMore && query.cursor == 0)
      default: Setting.page([])
      }
    }

    let scrape = try await setting.api.profile(try #require(anna))

    #expect(scrape?.isGapless == isGapless)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      (Setting.trouble(400, "invalid_params", "The user could not be found"), false),
      (Setting.trouble(404, "not_found", "User does not exist"), false),
      (APIAnswer(404), false),
      (Setting.trouble(400, "invalid_params", "This user is private"), true),
      (Setting.trouble(403, "invalid_params", "account set to private"), true),
    ])
  fileprivate func `tells unknown creators from private ones`(answer: APIAnswer, isPrivate: Bool) async throws
  {
    let anna = try #require(anna)
    let setting = try Setting()
    setting.server.meet(.answer(answer), at: Setting.users)

    let scrape = try await setting.api.profile(anna)

    #expect(scrape == (isPrivate ? Scrape(author: Author(handle: anna, isPrivate: true)) : nil))
    #expect(setting.queries.isEmpty)
    #expect(setting.api.meter.take().failures.isEmpty)
  }

  @Test(.timeLimit(.minutes(1)))
  func `takes a complaint about something else for none about the creator`() async throws {
    let setting = try Setting()
    setting.server.meet(
      .answer(Setting.trouble(400, "invalid_params", "field foo cannot be found")), at: Setting.users)

    let error = await #expect(throws: SourceError.self) { try await setting.api.profile(try Handle("anna")) }

    #expect(error?.code == .refused)
  }
}
