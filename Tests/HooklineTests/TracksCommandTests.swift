import Datasets
import FoundationEssentials
import Lifecycle
import Models
import Sources
import Storage
import TestKit
import Testing

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct TracksCommandTests {
  private struct Shown: Decodable {
    struct Member: Decodable {
      let track: String
      let key: String?
      let title: String
    }

    struct Link: Decodable {
      let left: String
      let relation: String
      let rule: String
      let madeBy: String
      let undoneBy: String?
    }

    let track: String
    let members: [Member]
    let links: [Link]
  }

  private func add(_ stage: JobsStage) async throws {
    try await stage.database.add(tracks: [
      KnownTrack(Track.ID(1), title: "Paper \u{1b}[31mLanterns", artist: "Mira Voss", uses: 7),
      KnownTrack(Track.ID(2), title: "paper lanterns", artist: "mira voss"),
      KnownTrack(Track.ID(3), title: "100% Paper", artist: "Loro"),
    ])
    try await stage.database.pool.execute(
      "insert into hookline.track_source(platform, key, track_id) values ('spotify', 'abc', 1), ('tiktok', '77', 2)"
    )
  }

  @Test func `tracks are found, joined, shown and parted again`() async throws {
    try await withJobs { stage in
      try await add(stage)

      let found = try await stage.run("tracks", "find", "PAPER", "voss")
      let percent = try await stage.run("tracks", "find", "100%")
      let merged = try await stage.run("tracks", "merge", "2", "spotify:abc", "--note", "heard it", "--yes")
      let again = try await stage.run("tracks", "merge", "1", "2", "--yes")
      let text = try await stage.run("tracks", "show", "tiktok:77")
      let shown = try await stage.document(Shown.self, "tracks", "show", "2")
      let split = try await stage.run("tracks", "split", "2", "--yes")
      let alone = try await stage.document(Shown.self, "tracks", "show", "2")

      #expect(found.text.contains("Lanterns by Mira Voss") && !found.text.contains("Loro"))
      #expect(percent.text.contains("100% Paper") && !percent.text.contains("Voss"))
      #expect(merged.text == "both are track 1 now\n" && again.text == "both were track 1 already\n")
      #expect(text.text.contains("heard it") && !hasControls(text.text))
      #expect(shown.track == "1" && shown.members.map(\.track) == ["1", "2"])
      #expect(shown.links.map(\.relation) == ["same"] && shown.links[0].rule == "person")
      #expect(split.text == "track 2 is parted from 1 track\n")
      #expect(
        alone.members.map(\.track) == ["2"] && alone.links.map(\.relation).sorted() == ["apart", "same"])
    }
  }

  @Test func `how much a track is used is told with the days that it was counted on`() async throws {
    struct Told: Decodable {
      struct Member: Decodable {
        struct Usage: Decodable {
          let uses: Int
          let usesBefore: Int?
          let weeklyGrowth: Double?
        }
        let usage: Usage?
      }
      let members: [Member]
    }
    try await withJobs { stage in
      try await add(stage)
      try await stage.database.pool.execute(
        """
        insert into hookline.track_metrics(track_id, at, uses) values
          (1, '2026-10-01', 900), (1, '2026-11-06', 1000), (1, '2026-11-13', null), (1, '2026-11-20', 1210),
          (2, '2026-11-20', 5)
        """)

      let grown = try await stage.run("tracks", "show", "1")
      let told = try await stage.document(Told.self, "tracks", "show", "1").members
      let single = try await stage.run("tracks", "show", "2")
      let uncounted = try await stage.document(Told.self, "tracks", "show", "3").members

      #expect(grown.text.contains("track 1: 1,210 videos on 2026-11-20, +10.0 % a week since 2026-11-06\n"))
      #expect(told.first?.usage.map { $0.uses == 1210 && $0.usesBefore == 1000 } == true)
      #expect(told.first?.usage?.weeklyGrowth.map { abs($0 - 0.1) < 1e-9 } == true)
      #expect(single.text.contains("track 2: 5 videos on 2026-11-20\n"))
      #expect(uncounted.count == 1 && uncounted[0].usage == nil)
    }
  }

  @Test func `words are found without accents and in any language, and too many are refused`() async throws {
    try await withJobs { stage in
      let at = Date(timeIntervalSince1970: 1_790_000_000)
      let tracks = [
        Track(key: SourceKey(.tiktok, "1"), title: "Señorita", artist: "Beyoncé", uses: 3),
        Track(
          key: SourceKey(.tiktok, "2"), title: "son original - maya", artist: "maya", isOriginalSound: true),
      ]
      var intake = ScrapeImport(stage.database.pool)
      try await intake.takeIn(ScrapeBatch(tracks: tracks, records: 2), at: at)

      let plain = try await stage.run("tracks", "find", "senorita", "BEYONCE")
      let accented = try await stage.run("tracks", "find", "señorita beyoncé")
      let original = try await stage.run("tracks", "find", "original sound", "maya")
      let none = try await stage.run("tracks", "find", "%", "*")
      let many = try await stage.run(
        "tracks", "find", Array(repeating: "la", count: 40).joined(separator: " "))
      let long = try await stage.run("tracks", "find", String(repeating: "x", count: 201))

      #expect(plain.text.contains("Señorita by Beyoncé") && plain.text == accented.text)
      #expect(original.text.contains("son original - maya"))
      #expect(none.status == .exited(2) && none.errorText.contains("there is no word to look for"))
      #expect(
        many.status == .exited(2) && many.errorText.contains("these are 40 words; at most 8 are looked for"))
      #expect(long.status == .exited(2) && long.errorText.contains("the words have more than 200 characters"))
    }
  }

  @Test func `durations are whole seconds where they are`() async throws {
    try await withJobs { stage in
      try await add(stage)
      try await stage.database.pool.execute(
        "update hookline.track set duration = case id when 1 then 201 else 61.26 end")

      let whole = try await stage.run("tracks", "show", "1")
      let broken = try await stage.run("tracks", "show", "3")

      #expect(whole.text.contains(" 201 ") && !whole.text.contains("201.0"))
      #expect(broken.text.contains("61.3"))
    }
  }

  @Test func `nothing is joined or parted unasked, and errors say what to do`() async throws {
    try await withJobs { stage in
      try await add(stage)

      let unasked = try await stage.run("tracks", "merge", "1", "2")
      let strange = try await stage.run("tracks", "show", "deezer:1")
      let missing = try await stage.run("tracks", "show", "99")
      let itself = try await stage.run("tracks", "merge", "1", "spotify:abc", "--yes")
      let parted = try await stage.run("tracks", "split", "1", "2", "--yes")
      let variants = try await stage.run("tracks", "variants")

      #expect(unasked.status == .exited(2) && unasked.errorText.contains("--yes"))
      #expect(strange.status == .exited(2) && strange.errorText.contains("spotify"))
      #expect(missing.status == .exited(1) && missing.errorText.contains("tracks find"))
      #expect(itself.status == .exited(1) && itself.errorText.contains("a track is itself"))
      #expect(parted.status == .exited(0) && variants.text == "no versions\n")
      #expect(
        try await stage.database.pool.value("select count(*) from hookline.track_identity", as: Int64.self)
          == 0)
    }
  }
}
