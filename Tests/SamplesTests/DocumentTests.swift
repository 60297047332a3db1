import FoundationEssentials
import Models
import Testing

@testable import Samples

/// The files as a source would read them.
@Suite struct DocumentTests {
  private static let world = SampleWorld()

  private static func profiles() throws -> [Profile] {
    try world.files.filter { $0.path.hasPrefix("profiles/") }.map {
      try JSONDecoder().decode(Profile.self, from: Data($0.bytes))
    }
  }

  @Test func `every profile is JSON and says what is true of its creator`() throws {
    let profiles = try Self.profiles()

    #expect(profiles.count == 40)
    for (profile, creator) in zip(profiles, Self.world.creators) {
      let videos = Self.world.videos(of: creator)
      #expect(profile.userInfo.user.id == creator.id)
      #expect(profile.userInfo.user.uniqueId == creator.handle.name)
      #expect(profile.userInfo.statsV2["followerCount"] == "\(creator.followers)")
      #expect(profile.itemList.map(\.id) == videos.map(\.id))
      #expect(profile.itemList.map(\.desc) == videos.map(\.caption))
      #expect(profile.itemList.map { $0.isPinnedItem ?? false } == videos.map(\.isPinned))
      #expect(profile.itemList.map { $0.imagePost != nil } == videos.map { $0.kind == .photos })
      #expect(profile.itemList.allSatisfy { $0.author.uniqueId == creator.handle.name })
    }
  }

  @Test func `the list of tracks has all of them with their uses`() throws {
    let file = try #require(Self.world.files.first { $0.path == "tracks.json" })
    let list = try JSONDecoder().decode(TrackList.self, from: Data(file.bytes))

    #expect(list.musicList.map(\.music.id) == Self.world.tracks.map(\.id))
    #expect(list.musicList.map(\.music.title) == Self.world.tracks.map(\.title))
    #expect(list.musicList.map { $0.stats["videoCount"] } == Self.world.tracks.map(\.uses))
  }

  @Test func `the handles are a line each, in the order of the creators, and come last`() throws {
    let files = Array(Self.world.files)

    #expect(files.map(\.path).first == "tracks.json" && files.map(\.path).last == "handles.txt")
    let lines = String(decoding: files[41].bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.map(String.init) == Self.world.creators.map(\.handle.name))
    #expect(files[1..<41].map(\.path) == lines.map { "profiles/\($0).json" })
  }

  @Test func `offsets of hashtags and mentions fit the captions, emoji or not`() throws {
    let items = try Self.profiles().flatMap(\.itemList)
    var kinds: Set<Int> = []
    for item in items {
      let caption = Array(item.desc.utf16)
      for mark in item.textExtra ?? [] {
        let text = String(decoding: caption[mark.start..<mark.end], as: UTF16.self)
        #expect(
          text.lowercased() == (mark.type == 1 ? "#" + mark.hashtagName : "@" + (mark.userUniqueId ?? "")))
        kinds.insert(mark.type)
      }
      #expect(
        (item.challenges ?? []).map(\.title)
          == (item.textExtra ?? []).filter { $0.type == 1 }.map(\.hashtagName))
    }

    #expect(kinds == [0, 1])
    #expect(items.contains { $0.desc.contains("🎧") && $0.textExtra?.isEmpty == false })
  }

  @Test func `counts are rounded in stats and exact in statsV2, and a star's hearts have overflowed`() throws
  {
    let profiles = try Self.profiles()
    let stars = profiles.filter { ($0.userInfo.stats["heartCount"] ?? 0) < 0 }

    #expect(stars.count == 1)
    for star in stars {
      let exact = try #require(Int(star.userInfo.statsV2["heartCount"] ?? ""))
      #expect(exact > Int(Int32.max))
      #expect(star.userInfo.stats["heartCount"] == Counters.overflowed(exact))
    }
    for item in profiles.flatMap(\.itemList) {
      let exact = item.statsV2.compactMapValues(Int.init)
      #expect(exact.count == item.statsV2.count)
      #expect(item.stats.allSatisfy { $0.value == Counters.rounded(exact[$0.key] ?? -1) })
    }
  }

  @Test func `sounds are songs with links, own sounds in many languages, removed or missing`() throws {
    let items = try Self.profiles().flatMap(\.itemList)
    let sounds = items.compactMap(\.music)
    let own = sounds.filter {
      ($0.tt2dsp?.infos ?? []).isEmpty && $0.title?.contains(" - ") == true && $0.original
    }

    #expect(sounds.count < items.count)
    #expect(sounds.contains { $0.id == nil && $0.title == nil })
    #expect(Set(own.compactMap { $0.title?.prefix(8) }).count >= 5)
    let links = sounds.flatMap { $0.tt2dsp?.infos ?? [] }
    #expect(Set(links.map(\.platform)) == [1, 3])
    #expect(links.allSatisfy { $0.platform == 1 ? Int($0.song_id) != nil : $0.song_id.count == 22 })
    #expect(
      items.filter { $0.imagePost != nil }.allSatisfy { $0.video.duration == 0 && $0.video.playAddr == nil })
  }

  @Test func `every address lies under a host that cannot exist`() {
    for file in Self.world.files {
      let parts = String(decoding: file.bytes, as: UTF8.self).components(separatedBy: "https://").dropFirst()
      #expect(parts.allSatisfy { $0.prefix { $0 != "/" && $0 != "\"" }.hasSuffix(".example.invalid") })
    }
  }

  @Test(arguments: [(0, 0), (9_999, 9_999), (18_279, 18_300), (137_069, 137_100), (6_764_096, 6_800_000)])
  func `a count is rounded to what is shown`(count: Int, rounded: Int) {
    #expect(Counters.rounded(count) == rounded)
  }

  @Test func `what is written is escaped as JSON asks for`() throws {
    var writer = JSONWriter()
    writer.array(["a\"b\\c\n\u{1}", "é🎧"]) { $0.value($1) }

    let bytes = writer.finished()

    #expect(String(decoding: bytes, as: UTF8.self) == "[\"a\\\"b\\\\c\\u000a\\u0001\",\"é🎧\"]\n")
    #expect(try JSONDecoder().decode([String].self, from: Data(bytes)) == ["a\"b\\c\n\u{1}", "é🎧"])
  }
}

private struct Profile: Decodable {
  struct Info: Decodable {
    let user: User
    let stats: [String: Int]
    let statsV2: [String: String]
  }

  struct User: Decodable {
    let id: String
    let uniqueId: String
  }

  let userInfo: Info
  let itemList: [Item]
}

private struct Item: Decodable {
  struct Mark: Decodable {
    let start: Int
    let end: Int
    let type: Int
    let hashtagName: String
    let userUniqueId: String?
  }

  struct Challenge: Decodable { let title: String }
  struct Author: Decodable { let uniqueId: String }

  struct Medium: Decodable {
    let duration: Int
    let playAddr: String?
  }

  struct Photos: Decodable {}

  let id: String
  let desc: String
  let author: Author
  let isPinnedItem: Bool?
  let stats: [String: Int]
  let statsV2: [String: String]
  let music: Sound?
  let textExtra: [Mark]?
  let challenges: [Challenge]?
  let video: Medium
  let imagePost: Photos?
}

private struct Sound: Decodable {
  struct Links: Decodable {
    let tt_to_dsp_song_infos: [Link]?
    var infos: [Link] { tt_to_dsp_song_infos ?? [] }
  }

  struct Link: Decodable {
    let platform: Int
    let song_id: String
  }

  let id: String?
  let title: String?
  let original: Bool
  let tt2dsp: Links?
}

private struct TrackList: Decodable {
  struct Entry: Decodable {
    let music: Sound
    let stats: [String: Int]
  }

  let musicList: [Entry]
}
