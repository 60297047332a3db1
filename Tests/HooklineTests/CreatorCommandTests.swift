import FoundationEssentials
import Jobs
import Lifecycle
import Models
import Storage
import TestKit
import Testing

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct CreatorCommandTests {
  private struct Document: Decodable {
    struct Taste: Decodable {
      struct Labels: Decodable {
        let confidence: Double
        let shares: [String: Double]
      }

      struct Tempo: Decodable {
        let beatsPerMinute: Double
      }

      let videos: Int
      let genre: Labels?
      let mood: Labels?
      let tempo: Tempo?
    }

    struct Sound: Decodable {
      let trackId: String
      let title: String?
      let videos: Int
    }

    struct Hashtag: Decodable {
      let name: String
      let videos: Int
    }

    struct Run: Decodable {
      let id: String
      let state: String
    }

    let handle: String
    let name: String?
    let followers: Int?
    let following: Int?
    let verified: Bool?
    let videos: Int
    let analysed: Int
    let postsPerWeek: Double?
    let medianPlays: Double?
    let engagementRate: Double?
    let taste: Taste
    let sounds: [Sound]
    let hashtags: [Hashtag]
    let run: Run?
    let listMadeAt: String?
  }

  @Test func `a creator is shown with habits, taste, sounds and hashtags`() async throws {
    try await withJobs { stage in
      try await stage.addAnna()
      let run = try await stage.begin("tiktok:anna")
      try await stage.list(1, run: UUID())

      let result = try await stage.run("creator", "@anna")

      #expect(result.isSuccess && !hasControls(result.text))
      for text in [
        "@anna, Anna ", "followers  1.2 M", "verified   yes", "region     DE", "9 known, 8 analysed",
        "12,400 plays, 900 likes, engagement 8.1 %", "#kpop", "last run   \(run), open, begun ",
        "taste, by 8 videos:", "genre   K-pop", "[###############-----] 75 %", "tempo   120 BPM", "± 0",
        "energy  wild", "8  Used   Someone",
      ] {
        #expect(result.text.contains(text), "\(text) in\n\(result.text)")
      }
    }
  }

  @Test func `a document has the same for programs`() async throws {
    try await withJobs { stage in
      try await stage.addAnna()
      let run = try await stage.begin("tiktok:anna")

      let document = try await stage.document(Document.self, "creator", "anna")

      #expect(document.handle == "@anna" && document.name == "Anna \u{1b}[31m\u{202e}B")
      #expect(document.followers == 1_234_567 && document.following == nil && document.verified == true)
      #expect(document.videos == 9 && document.analysed == 8)
      #expect(document.medianPlays == 12_400)
      #expect(abs((document.engagementRate ?? 0) - 1000.0 / 12_400) < 1e-9)
      #expect(document.taste.videos == 8 && document.taste.mood == nil)
      let shares = document.taste.genre?.shares.mapValues { ($0 * 1_000).rounded() / 1_000 }
      #expect(shares == ["k-pop": 0.75, "pop": 0.25])
      #expect(document.taste.tempo.map { abs($0.beatsPerMinute - 120) < 0.01 } == true)
      #expect(document.sounds.map(\.trackId) == ["9"] && document.sounds.map(\.videos) == [8])
      #expect(Set(document.hashtags.map(\.name)) == ["kpop", "evil\u{9b}tag"])
      #expect(document.run?.id == "\(run)" && document.listMadeAt == nil)
    }
  }

  @Test func `a creator of whom hardly anything is known is shown, too`() async throws {
    try await withJobs { stage in
      try await stage.database.add(author: 1, "anna")

      let text = try await stage.run("creator", "anna")
      let document = try await stage.document(Document.self, "creator", "anna")

      #expect(text.isSuccess && text.text.contains("none known"))
      #expect(text.text.contains("last list  none yet") && text.text.contains("nothing is known of it yet"))
      #expect(!text.text.contains("usually") && !text.text.contains("SOUND"))
      #expect(document.postsPerWeek == nil && document.taste.genre == nil && document.run == nil)
    }
  }

  @Test func `a creator's state, former names and where it is from are shown, and an old name finds them`()
    async throws
  {
    try await withJobs { stage in
      func see(_ handle: String, _ minute: Double, isPrivate: Bool) async throws {
        let author = Author(key: SourceKey(.tiktok, "1"), handle: try Handle(handle), isPrivate: isPrivate)
        let entry = CatalogueEntry(
          author: (Author.ID(1), author), at: Date(timeIntervalSince1970: 1_790_000_000 + minute * 60),
          source: "yt-dlp")
        try await stage.database.pool.transaction { session in try Catalogue.write([(entry, nil)], session) }
      }
      try await see("ann", 0, isPrivate: false)
      try await see("annie", 1, isPrivate: true)

      let result = try await stage.run("creator", "@ann")
      let list = try await stage.run("recommend", "@annie")

      for text in ["@annie", "private: only friends", "formerly   @ann", "source     yt-dlp"] {
        #expect(result.text.contains(text), "\(text) in\n\(result.text)")
      }
      #expect(list.status == .exited(1))
      #expect(
        list.errorText
          == "hookline: there is no list for @annie: the profile is private, and none of its posts are known\n"
      )
    }
  }

  @Test func `a sound of which only the id is known has a name for people`() async throws {
    try await withJobs { stage in
      try await stage.database.add(author: 1, "anna", name: "Anna", followers: 1)
      try await stage.database.add(
        videos: [JobsStage.video(1, daysAgo: 1)], by: 1, track: Track.ID(9), counts: VideoCounts(plays: 1))
      try await stage.database.add(tracks: [KnownTrack(Track.ID(9), title: "")])

      let result = try await stage.run("creator", "anna")

      #expect(result.isSuccess && result.text.contains("(unnamed sound)"), "\(result.text)")
      #expect(shownTitle("", limit: 9) == "(unnamed sound)" && shownTitle(nil, limit: 9) == "(gone)")
      #expect(shownTitle("Song", limit: 9) == "Song")
    }
  }

  @Test func `a creator who is not known is told with what to do`() async throws {
    try await withJobs { stage in
      let result = try await stage.run("creator", "nobody")
      let wrong = try await stage.run("creator", "https://example.com/@x")

      #expect(result.status == .exited(1) && wrong.status == .exited(2))
      #expect(
        result.errorText
          == "hookline: no creator @nobody is known; \"hookline enqueue @nobody --wait\" has them looked at\n"
      )
    }
  }
}

@Suite struct CreatorShownTests {
  @Test func `scores have two digits and bars twenty places`() {
    #expect(
      [0, 1.234, -0.056, -0.001, 12, .nan].map(ListReport.score) == [
        "0.00", "1.23", "-0.06", "0.00", "12.00", "",
      ])
    #expect(
      [0, 0.5, 1, 7, -.infinity].map { TasteReport.bar($0).filter { $0 == "#" }.count } == [0, 10, 20, 20, 0])
    #expect([0, 0.3, 0.6, 0.9].map(TasteReport.name(ofEnergy:)) == ["still", "quiet", "lively", "wild"])
  }
}
