import FoundationEssentials
import Models
import TestKit
import Testing

@testable import Sources

@Suite struct FixtureTests {
  @Test(arguments: [
    ("web/hashtag_search_item.json", 1, 1), ("web/item_list_of_one.json", 1, 1),
    ("web/popular_item_list_web_2025_with_tt2dsp.json", 1, 1), ("web/post_item_list_web_2025.json", 1, 1),
    ("web/user_detail_web.json", 1, 0), ("web/video_example_original_sound.json", 1, 1),
    ("app/hashtag_search_15_awemes.json", 14, 15), ("app/post_info.json", 1, 1), ("app/user_info.json", 1, 0),
    ("apify/mock_1.json", 1, 1), ("apify/mock_2_copy.json", 1, 1), ("apify/mock_3_copy2.json", 1, 1),
    ("apify/mock_4_copy3_four_posts_with_duplicate_id.json", 1, 4),
  ])
  func `reads every sample whole`(path: String, authors: Int, videos: Int) throws {
    let file = try Fixtures.read(path)

    #expect(file.authors.count == authors && file.videos.count == videos)
    #expect(file.rejections.isEmpty && file.tracks.isEmpty)
  }

  @Test func `reads an item of a page`() throws {
    let video = try #require(try Fixtures.read("web/hashtag_search_item.json").videos.first?.video)

    #expect(
      video.counts
        == VideoCounts(plays: 18_279, likes: 2_955, comments: 24, shares: 18, saves: 196, reposts: 0))
    #expect(video.hashtags.map { $0.range?.lowerBound } == [95, 119, 131, 147, 164, 173])
    #expect(video.sound?.title == "เสียงต้นฉบับ - ning_chanunphorn88")
    #expect(video.sound?.isOriginalSound == true)
    #expect(video.duration == 61 && video.loudness == -16.5)
    #expect(video.postedAt == Date(timeIntervalSince1970: 1_727_096_344))
  }

  @Test func `finds hashtags in a caption that comes without their places`() throws {
    let item = try #require(try Fixtures.read("web/hashtag_search_item.json").videos.first?.video)
    let list = try #require(try Fixtures.read("web/item_list_of_one.json").videos.first?.video)

    #expect(list.hashtags == item.hashtags)
  }

  @Test func `links a sound to its release`() throws {
    let file = try Fixtures.read("web/popular_item_list_web_2025_with_tt2dsp.json")
    let sound = try #require(file.videos.first?.video.sound)

    #expect(
      sound.links == [SourceKey(.appleMusic, "1440775946"), SourceKey(.spotify, "2raz2ZPGIFOYUv9ceoZp9K")])
    #expect(!sound.isOriginalSound)
    #expect(file.videos.first?.video.isPinned == true)
    #expect(file.videos.first?.video.language == "zh-Hans")
    #expect(file.videos.first?.video.counts.saves == 59_149)
  }

  @Test func `knows an original sound whose flag says otherwise`() throws {
    let sound = try Fixtures.read("web/video_example_original_sound.json").videos.first?.video.sound

    #expect(sound?.title == "original sound" && sound?.isOriginalSound == true)
  }

  @Test func `reads the exact numbers of a profile`() throws {
    let author = try #require(try Fixtures.read("web/user_detail_web.json").authors.first)

    #expect(author.handle.name == "kestrel.haven28" && author.key?.id == "6799838955094836230")
    #expect(
      author.counts == AuthorCounts(followers: 427_682, following: 176, likes: 6_764_096, videos: 1_605))
  }

  @Test func `reads posts of the app`() throws {
    let file = try Fixtures.read("app/hashtag_search_15_awemes.json")
    let first = try #require(file.videos.first?.video)

    #expect(first.key.id == "7296852206433602849" && first.duration == 124.761)
    #expect(first.counts.plays == 78_549_581 && first.loudness == -19.3)
    #expect(file.videos.count { $0.video.sound?.isOriginalSound == true } == 11)
    #expect(file.videos.count { $0.video.language == nil } == 9)
    #expect(file.videos.flatMap(\.video.stickers) == ["😭😭😭", "🤣🤣", "Funnymoments\nSuper ...."])
    #expect(file.videos.flatMap(\.video.hashtags).count { $0.range != nil } == 107)
  }

  @Test func `reads the mentions of a post of the app`() throws {
    let video = try #require(try Fixtures.read("app/post_info.json").videos.first?.video)

    #expect(
      video.mentions == [
        Video.Tag("north.river2", range: 137..<150), Video.Tag("pixel.sabl", range: 151..<162),
      ])
    #expect(video.hashtags.map(\.name).first == "svtplay" && video.hashtags.count == 7)
  }

  @Test func `reads a user of the app`() throws {
    let author = try #require(try Fixtures.read("app/user_info.json").authors.first)

    #expect(author.handle.name == "pixel.sable30" && author.region == "SE" && author.isVerified == true)
    #expect(
      author.counts == AuthorCounts(followers: 133_804, following: 3_910, likes: 8_870_901, videos: 1_319))
  }

  /// Of each sound: shares, comments, likes and plays of the posts that use it now, each post once.
  @Test func `sums up to the known totals of the sounds of a folder`() async throws {
    let folder = ScrapeFolder(Fixtures.folder + "/apify")
    let scrape = try #require(try await folder.profile(Handle("tundra.iris52")))

    var totals: [String: [Int64]] = [:]
    for video in scrape.videos {
      let id = try String(#require(video.sound).key.id.suffix(4))
      let counts = [video.counts.shares, video.counts.comments, video.counts.likes, video.counts.plays]
      let sums = totals[id] ?? [0, 0, 0, 0]
      totals[id] = zip(sums, counts).map { $0 + ($1 ?? 0) }
    }

    #expect(scrape.videos.count == 6 && scrape.rejections.isEmpty)
    #expect(
      totals == [
        "3458": [660_000, 2, 70_000, 900_000_000], "3488": [1_800, 4, 120, 570], "3477": [900, 2, 60, 285],
        "1111": [900, 2, 60, 285], "3457": [66, 2, 604, 28_500],
      ])
  }
}
