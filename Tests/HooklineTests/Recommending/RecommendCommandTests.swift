import FoundationEssentials
import Jobs
import Lifecycle
import Models
import Storage
import TestKit
import Testing

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct RecommendCommandTests {
  private struct Document: Decodable {
    struct List: Decodable {
      let handle: String
      /// Nil of a list that was made for the question.
      let run: String?
      let madeAt: String
      let ranker: String
      let videos: Int
      let considered: Int
      let withdrawn: Int
      let dismissed: Int
      let items: [Item]
    }

    struct Item: Decodable {
      let rank: Int
      let track: String?
      let trackId: String
      let artist: String?
      let score: Double
      let reasons: [String]
      let hook: Hook?
      let segment: Segment?
      let contributions: [Contribution]
    }

    struct Hook: Decodable, Equatable {
      let start: Double
      let end: Double
      let reason: String
    }

    struct Segment: Decodable {
      let start: Double
      let end: Double
      let beats: [Double]
      let bars: [Double]
    }

    struct Contribution: Decodable {
      let kind: String
      let contribution: Double
      let genre: String?
      let share: Double?
    }

    let recommendations: [List]
  }

  @Test func `a list is shown with its reasons as sentences`() async throws {
    try await withJobs { stage in
      try await stage.addAnna()
      try await stage.list(1, run: UUID())

      let result = try await stage.run("recommend", "https://www.tiktok.com/@Anna")

      let lines = result.text.split(separator: "\n")
      #expect(result.isSuccess && !hasControls(result.text))
      #expect(lines.count == 4)
      #expect(lines[0].hasPrefix("@anna: the best of 2 tracks, going by 8 videos; made "))
      #expect(lines[0].hasSuffix(" by fit 1"))
      #expect(lines[2].contains("K-pop fits 75 % of your recent videos; used in 1.2 M videos"))
      #expect(lines[2].hasSuffix("1.2 M videos; the hook: repeats 3 times, the loudest part"))
      #expect(lines[2].contains("Band") && lines[1].contains(" USE ") && lines[2].contains(" 0:43–0:58 "))
      #expect(!lines[3].contains("hook"))
      #expect(lines[3].contains("Down") && lines[3].contains("metal, where your videos are mostly K-pop"))
    }
  }

  @Test func `a document has every contribution, and they add up to the score`() async throws {
    try await withJobs { stage in
      try await stage.addAnna()
      let run = UUID()
      try await stage.list(1, run: run)

      let document = try await stage.document(Document.self, "recommend", "anna")

      let list = try #require(document.recommendations.first)
      #expect(document.recommendations.count == 1)
      #expect(list.handle == "@anna" && list.run == run.uuidString.lowercased() && list.ranker == "fit 1")
      #expect(list.videos == 8 && list.considered == 2 && !list.madeAt.isEmpty)
      #expect(list.items.map(\.trackId) == ["1", "2"] && list.items.map(\.rank) == [1, 2])
      #expect(list.items[0].track == "Up\u{1b}]0;x\u{7}\nside" && list.items[1].artist == nil)
      #expect(list.items[0].reasons.first == "K-pop fits 75 % of your recent videos")
      #expect(list.items[0].contributions[0].kind == "genre")
      #expect(list.items[0].contributions[0].genre == "k-pop")
      #expect(list.items[0].contributions[0].share == 0.75)
      #expect(
        list.items.map(\.hook) == [
          .init(start: 42.8125, end: 57.9, reason: "repeats 3 times, the loudest part"), nil,
        ])
      #expect(
        list.items.map(\.reasons.last) == [
          "use 0:43–0:58: repeats 3 times, the loudest part", "metal, where your videos are mostly K-pop",
        ])
      for item in list.items {
        #expect(abs(item.contributions.reduce(0) { $0 + $1.contribution } - item.score) < 1e-9)
      }
    }
  }

  @Test func `where beats are known the segment is as long as the creator's videos, with what to cut on`()
    async throws
  {
    try await withJobs { stage in
      try await stage.addAnna()
      try await stage.list(1, run: UUID())
      let times = stride(from: 0.3, to: 180, by: 0.5).map { $0 }
      let heard = TrackBeats(
        beats: times, downbeats: stride(from: 0.8, to: 180, by: 2).map { $0 }, duration: 180)
      let (beats, bars) = (try JSON(encoding: heard.beats), try JSON(encoding: heard.downbeats))
      try await stage.database.pool.execute(
        """
        insert into track_sound (track_id, version, origin, place, sound) values (1, 1, 'link', '',
          jsonb_build_object('beats', \(beats), 'meter', jsonb_build_object('downbeats', \(bars)), 'duration', 180))
        """)
      // Nine films: 18, 19 … 26 seconds, and one that lasts for ever.
      try await stage.database.pool.execute("update video set duration = 17 + least(id, 9)")
      try await stage.database.pool.execute("update video set duration = 1e9 where id = 8")

      let document = try await stage.document(Document.self, "recommend", "anna")
      let table = try await stage.run("recommend", "anna")

      let items = try #require(document.recommendations.first?.items)
      let segment = try #require(items[0].segment)
      // The bar next to the hook, and the one next to 21.5 seconds later.
      #expect(segment.start == 42.8 && segment.end == 64.8 && items[1].segment == nil)
      #expect(segment.beats.count == 44 && segment.beats[0] == 0 && segment.beats[43] == 21.5)
      #expect(segment.bars == (0..<11).map { Double($0) * 2 })
      #expect(table.text.contains(" 0:43–1:05 ") && !table.text.contains(" 0:43–0:58 "))
    }
  }

  @Test func `a list without hooks has no column for them, and says null`() async throws {
    try await withJobs { stage in
      try await stage.addAnna()
      try await stage.database.pool.execute("update music_features set features = features - 'hook'")
      try await stage.list(1, run: UUID())

      let table = try await stage.run("recommend", "anna")
      let document = try await stage.run("recommend", "anna", "--json")

      #expect(table.isSuccess && !table.text.contains("USE") && !table.text.contains("hook"))
      let text = document.text.filter { !$0.isWhitespace }
      #expect(text.split(separator: "\"hook\":null", omittingEmptySubsequences: false).count == 3)
    }
  }

  @Test func `the newest list counts, or that of the run that is asked for`() async throws {
    try await withJobs { stage in
      try await stage.addAnna()
      try await stage.database.add(author: 2, "ben")
      let (old, new, ofBen) = (UUID(), UUID(), UUID())
      try await stage.list(1, run: old, length: 1)
      try await stage.list(1, run: new)
      try await stage.list(2, run: ofBen)

      let both = try await stage.document(Document.self, "recommend", "@ben", "@anna", "@BEN", "--limit", "1")
      let earlier = try await stage.document(Document.self, "recommend", "anna", "--run", "\(old)")

      #expect(both.recommendations.map(\.handle) == ["@ben", "@anna"])
      #expect(
        both.recommendations.map(\.run) == [ofBen, new].map { $0.uuidString.lowercased() })
      #expect(both.recommendations.map(\.items.count) == [1, 1])
      #expect(
        both.recommendations[0].items[0].reasons
          == [
            "your videos do not say yet what you like; used in 1.2 M videos",
            "use 0:43–0:58: repeats 3 times, the loudest part",
          ])
      #expect(earlier.recommendations.map(\.run) == [old.uuidString.lowercased()])
    }
  }

  @Test func `what was dismissed since a list was made is not shown, and not made anew`() async throws {
    try await withJobs { stage in
      try await stage.addAnna()
      try await stage.list(1, run: UUID())
      let said = try await stage.database.dismiss(1, for: 1)

      let stored = try await stage.document(Document.self, "recommend", "anna")
      let table = try await stage.run("recommend", "anna")
      let fresh = try await stage.document(Document.self, "recommend", "anna", "--fresh")
      _ = try await stage.database.pool.transaction { try FeedbackStore.takeBack(said, $0) }
      let again = try await stage.document(Document.self, "recommend", "anna")

      #expect(stored.recommendations[0].items.map(\.trackId) == ["2"])
      #expect(stored.recommendations[0].dismissed == 1 && stored.recommendations[0].withdrawn == 0)
      #expect(table.text.contains("1 track of it left out: dismissed since it was made"))
      #expect(!fresh.recommendations[0].items.map(\.trackId).contains("1"))
      #expect(again.recommendations[0].items.map(\.trackId) == ["1", "2"])
      #expect(again.recommendations[0].dismissed == 0)
    }
  }

  @Test func `what was forbidden since a list was made is not shown, and counted`() async throws {
    try await withJobs { stage in
      try await stage.addAnna()
      try await stage.list(1, run: UUID())
      let ban = TrackRight(try #require(Territory("DE")), .organic, isPermission: false, source: "label")
      let over = TrackRight(
        .world, .organic, isPermission: false, until: Date(timeIntervalSince1970: 1_000_000), source: "label")
      try await stage.database.pool.perform { session in
        _ = try session.storeRights([.init(Track.ID(1), ban), .init(Track.ID(2), over)])
      }

      let document = try await stage.document(Document.self, "recommend", "anna", "--limit", "1")
      let table = try await stage.run("recommend", "anna")

      let list = try #require(document.recommendations.first)
      #expect(list.items.map(\.trackId) == ["2"] && list.items.map(\.rank) == [2] && list.withdrawn == 1)
      #expect(table.text.contains("1 track of it left out: forbidden since it was made"))
      #expect(!table.text.contains("Band"))
    }
  }

  @Test func `who has no list is named, with what to do, and the others are shown`() async throws {
    try await withJobs { stage in
      try await stage.addAnna()
      try await stage.database.add(author: 2, "ben")
      try await stage.list(1, run: UUID())
      let run = RunID.make()

      let result = try await stage.run("recommend", "nobody", "anna", "ben")
      let ofRun = try await stage.run("recommend", "anna", "--run", "\(run)")

      #expect(result.status == .exited(1) && result.text.hasPrefix("@anna: "))
      #expect(
        result.errorText == """
          hookline: no creator @nobody is known; "hookline enqueue @nobody --wait" has them looked at
          there is no list for @ben yet; "hookline enqueue @ben --wait" has one made

          """)
      #expect(ofRun.status == .exited(1) && ofRun.text.isEmpty)
      #expect(ofRun.errorText.contains("run \(run) made no list for @anna; \"hookline runs show \(run)\""))
    }
  }

  @Test func `an empty list says why`() async throws {
    try await withJobs { stage in
      try await stage.database.add(author: 1, "anna")
      try await stage.list(1, run: UUID())

      let result = try await stage.run("recommend", "anna")

      #expect(result.isSuccess)
      #expect(result.text.contains("the best of 0 tracks, without a video to go by"))
      #expect(result.text.hasSuffix("no track is known yet that they have not used\n"))
    }
  }

  @Test func `what makes no sense is misuse`() async throws {
    let results = [
      try await Binary.run(["recommend"]), try await Binary.run(["recommend", "an na"]),
      try await Binary.run(["recommend", "anna", "--limit", "0"]),
      try await Binary.run(["recommend", "anna", "--run", "7"]),
    ]

    #expect(results.allSatisfy { $0.status == .exited(2) && $0.text.isEmpty })
    #expect(results[1].errorText.hasPrefix("hookline: \"an na\" is no handle: a handle has only letters"))
    #expect(results[2].errorText.contains("--limit takes a number from 1 to 200"))
  }
}
