import Documents
import FoundationEssentials
import Knowledge
import Models
import Recommending
import Testing

@testable import Storage

@Suite struct CreatorDocumentTests {
  private static let moment = Date(timeIntervalSince1970: 1_767_225_600)
  private static let memberNames = [
    "handle", "name", "verified", "private", "gone", "source", "formerHandles", "missingVideos", "region",
    "followers", "following", "likes", "videosOnPlatform", "videos", "analysed", "postsPerWeek",
    "medianPlays", "medianLikes", "engagementRate", "patterns", "taste", "sounds", "hashtags", "seenAt",
    "run", "listMadeAt",
  ]

  private static func members(_ document: JSONValue) -> [String: JSONValue] {
    guard case .object(let members) = document else { return [:] }
    return Dictionary(members) { first, _ in first }
  }

  private static func creator(_ posts: [CreatorPost], taste: Taste = Taste()) throws -> KnownCreator {
    var author = Author(handle: try Handle("@anna"), name: "Anna", isPrivate: false)
    author.counts.followers = 1_200
    let profile = ProfileStore.Profile(
      author: author, seenAt: moment, videos: 2, analysed: 1,
      sounds: [.init(track: Track.ID(17), title: "Song", artist: nil, videos: 2)],
      hashtags: [.init(name: "dance", videos: 1)], formerHandles: ["ann"], missing: 3)
    return KnownCreator(
      profile: profile, patterns: Patterns(posts, followers: 1_200, growth: nil), taste: taste, run: nil)
  }

  @Test func `what is not known of a creator is there, and null`() throws {
    let document = JSONValue.creator(try Self.creator([]))

    guard case .object(let ordered) = document else { throw NotAnObject() }
    #expect(ordered.map(\.0) == Self.memberNames)
    let members = Self.members(document)
    #expect(members["handle"] == "@anna" && members["private"] == false && members["verified"] == .null)
    #expect(members["followers"] == 1200 && members["likes"] == .null && members["missingVideos"] == 3)
    #expect(members["formerHandles"] == ["@ann"] && members["seenAt"] == "2026-01-01T00:00:00Z")
    #expect(
      members["sounds"] == [["trackId": "17", "title": "Song", "artist": .null, "videos": 2]])
    #expect(members["hashtags"] == [["name": "dance", "videos": 1]] && members["run"] == .null)
    #expect(members["postsPerWeek"] == .null && members["medianPlays"] == .null)
    #expect(
      members["taste"] == ["videos": 0, "genre": .null, "mood": .null, "tempo": .null, "energy": .null])
  }

  @Test func `how posts usually do is told in all and of late`() throws {
    let posts = (0..<4).map { week in
      var counts = VideoCounts()
      (counts.plays, counts.likes) = (100, 10)
      return CreatorPost(postedAt: Self.moment.addingTimeInterval(-Double(week) * 604_800), counts: counts)
    }
    let creator = try Self.creator(posts)

    let members = Self.members(JSONValue.creator(creator))

    #expect(members["patterns"] == .patterns(creator.patterns))
    #expect(members["postsPerWeek"] == 1.0 && members["medianPlays"] == 100.0)
    let patterns = Self.members(.patterns(creator.patterns))
    #expect(patterns["activeWeeks"] == 1.0 && patterns["followersWeeklyGrowth"] == .null)
    let rates = Self.members(patterns["lifetime"] ?? .null)
    #expect(rates["posts"] == 4 && rates["medianPlays"] == 100.0 && rates["medianLikes"] == 10.0)
    #expect(patterns["works"] == [] && patterns["genreDrift"] == .null && patterns["sharedSounds"] == 0)
  }

  @Test func `a taste has the shares of its labels, the largest first`() throws {
    let tempo = try #require(Tempo(120))
    let features = VideoFeatures(
      genre: Feature([Finding(.only(.electronic), confidence: 0.8, evidence: .audio)]),
      tempo: Feature([Finding(tempo, confidence: 0.7, evidence: .audio)]),
      energy: Feature([Finding(0.8, confidence: 0.5, evidence: .picture)]))
    let taste = Taste(
      of: (1...3).map { PastVideo(Video.ID($0), postedAt: Self.moment, features: features) })

    let members = Self.members(.taste(taste))

    let genre = Self.members(members["genre"] ?? .null)
    #expect(members["videos"] == 3 && members["mood"] == .null)
    #expect(genre["shares"] == ["electronic": 1.0] && genre["confidence"] != .null)
    let beats = Self.members(members["tempo"] ?? .null)["beatsPerMinute"]
    guard case .double(let bpm)? = beats else { throw NotAnObject() }
    #expect(abs(bpm - 120) < 0.001)
    guard case .double(let centre)? = Self.members(members["energy"] ?? .null)["centre"] else {
      throw NotAnObject()
    }
    #expect(abs(centre - 0.8) < 0.001)
  }

  @Test func `a creator is read as they were told`() throws {
    let (calm, loud) = (Distribution.only(Genre.jazz), Distribution([Genre.metal: 2, .rock: 1]))
    let posts = (0..<40).map { day in
      var counts = VideoCounts()
      (counts.plays, counts.likes) = (1_000, day < 20 ? 200 : 20)
      let features = VideoFeatures(
        genre: Feature([Finding(day < 20 ? loud : calm, confidence: 0.8, evidence: .audio)]),
        tempo: Tempo(133).flatMap { Feature([Finding($0, confidence: 0.7, evidence: .audio)]) },
        energy: Feature([Finding(0.3, confidence: 0.5, evidence: .picture)]))
      return CreatorPost(
        postedAt: Self.moment.addingTimeInterval(-Double(day) * 86_400), counts: counts, features: features)
    }
    let taste = Taste(
      of: posts.enumerated().compactMap { index, post in
        post.features.map { PastVideo(Video.ID(Int64(index + 1)), postedAt: post.postedAt, features: $0) }
      })
    let creator = try Self.creator(posts, taste: taste)

    let read = try KnownCreator(JSONValue.creator(creator))

    #expect(creator.patterns.genreDrift != nil && !creator.patterns.works.lifts.isEmpty && !taste.isEmpty)
    #expect(read.profile == creator.profile && read.taste == taste)
    #expect(read.patterns.standing == creator.patterns.standing)
    #expect(read.patterns.works == creator.patterns.works)
    #expect(read.patterns.genreDrift == creator.patterns.genreDrift)
    #expect(read.patterns.originality == creator.patterns.originality)
    #expect(JSONValue.creator(read) == .creator(creator))
  }

  @Test(
    arguments: [
      ("handle", "no handle"), ("videos", -1), ("seenAt", "yesterday"), ("taste", .null), ("patterns", []),
      ("sounds", [["trackId": "0"]]), ("run", "7"),
    ] as [(String, JSONValue)])
  func `a creator who cannot be is refused`(name: String, value: JSONValue) throws {
    guard case .object(let members) = JSONValue.creator(try Self.creator([])) else { throw NotAnObject() }
    let broken = JSONValue.object(members.map { $0.0 == name ? (name, value) : $0 })

    let error = #expect(throws: DocumentError.self) { try KnownCreator(broken) }
    #expect(error?.member.hasPrefix(name) == true)
  }

  private struct NotAnObject: Error {}
}
