import FoundationEssentials
import Identity
import Jobs
import Lifecycle
import Models
import Sources
import Storage
import TestKit
import Testing

@testable import Hookline

/// What is known of creators, tracks, sources and data sets, told by a gateway and by the servers.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(3)))
struct RemoteCatalogueTests {
  private struct Posts {
    let first: Int64
    let genre: Genre
    let daysAgo: Double
    let likes: Int64
  }

  private static let older = Posts(first: 100, genre: .jazz, daysAgo: 60, likes: 300)
  private static let newer = Posts(first: 150, genre: .metal, daysAgo: 30, likes: 1_200)

  /// Twenty posts of Ben's, one a day.
  private func add(_ posts: Posts, to stage: RemoteStage) async throws {
    var videos: [PastVideo] = []
    for index in 0..<20 as Range<Int64> {
      let daysAgo: Double = posts.daysAgo - Double(index)
      videos.append(JobsStage.video(posts.first + index, daysAgo: daysAgo, genre: [posts.genre: 1]))
    }
    let counts = VideoCounts(plays: 10_000, likes: posts.likes, comments: 20)
    try await stage.jobs.database.add(videos: videos, by: 2, counts: counts)
  }

  @Test func `creators are told the same, whatever is known of them`() async throws {
    try await withRemote { stage in
      try await stage.jobs.addAnna()
      try await stage.jobs.database.add(author: 2, "ben")
      _ = try await stage.jobs.begin("tiktok:anna")
      try await stage.jobs.list(1, run: UUID())
      try await stage.jobs.database.pool.execute(
        """
        insert into author_metrics (author_id, at, followers) values
          (1, now() - interval '14 days', 1000000), (1, now() - interval '1 hour', 1234567)
        """)
      // Posts of two kinds, of which the newer do better: lifts and a drift.
      try await add(Self.older, to: stage)
      try await add(Self.newer, to: stage)

      // What is told in hours does not move on between two questions.
      try await stage.jobs.database.pool.execute(
        "update recommendation set made_at = now() - interval '3 h'")
      try await stage.jobs.database.pool.execute("update run set created_at = now() - interval '3 h'")

      for json in [[], ["--json"]] {
        for name in ["anna", "@ben", "https://www.tiktok.com/@Anna"] {
          let told = try await stage.expectSame("creator", [name] + json)
          #expect(!told.isEmpty)
        }
      }
      let ben = try await stage.run("creator", "ben")
      let nobody = try await stage.run("creator", "nobody")

      #expect(ben.text.contains("drift") && ben.text.contains("metal 26 %"), "\(ben.text)")
      #expect(nobody.status == .exited(1) && nobody.errorText.contains("no creator @nobody is known"))
    }
  }

  private func addTracks(_ stage: RemoteStage) async throws {
    try await stage.jobs.database.add(tracks: [
      KnownTrack(Track.ID(1), title: "Paper \u{1b}[31mLanterns", artist: "Mira Voss", uses: 7),
      KnownTrack(Track.ID(2), title: "paper lanterns", artist: "mira voss"),
      KnownTrack(Track.ID(3), title: "100% Paper", artist: "Loro"),
    ])
    try await stage.jobs.database.pool.execute(
      "insert into track_source (platform, key, track_id) values ('spotify', 'abc', 1), ('tiktok', '77', 2)")
    try await stage.jobs.database.pool.execute(
      """
      insert into track_metrics (track_id, at, uses) values
        (1, '2026-10-01', 900), (1, '2026-11-06', 1000), (1, '2026-11-20', 1210)
      """)
  }

  @Test func `tracks are found, shown, made one and parted through a gateway`() async throws {
    try await withRemote { stage in
      try await addTracks(stage)
      let asked = [
        ["find", "PAPER", "voss"], ["find", "paper", "--limit", "1"], ["find", "nowhere"], ["show", "1"],
        ["show", "tiktok:77"], ["show", "spotify:abc"],
      ]
      for json in [[], ["--json"]] {
        for words in asked { try await stage.expectSame("tracks", words + json) }
      }
      let merged = try await stage.run("tracks", "merge", "2", "spotify:abc", "--note", "heard it", "--yes")
      let again = try await stage.run("tracks", "merge", "1", "2", "--yes", "--json")
      for json in [[], ["--json"]] { try await stage.expectSame("tracks", ["show", "tiktok:77"] + json) }
      let itself = try await stage.run("tracks", "merge", "1", "spotify:abc", "--yes")
      let unasked = try await stage.run("tracks", "split", "1")
      let split = try await stage.run("tracks", "split", "2", "--yes")
      let none = try await stage.run("tracks", "split", "2", "--yes")
      let missing = try await stage.run("tracks", "merge", "1", "99", "--yes")
      let many = try await stage.run("tracks", "find", "paper", "--limit", "201")

      #expect(merged.text == "both are track 1 now\n" && again.text.contains("\"changed\": false"))
      #expect(itself.status == .exited(1) && itself.errorText.contains("a track is itself"))
      #expect(unasked.status == .exited(2) && unasked.errorText.contains("--yes"))
      #expect(split.text == "track 2 is parted from 1 track\n")
      #expect(none.text == "track 2 is one with no other\n")
      #expect(missing.errorText.contains("there is no track 99"))
      #expect(many.status == .exited(1) && many.errorText.contains("at most 200 tracks"))
      try await stage.jobs.database.pool.execute(
        """
        insert into track_link (left_id, right_id, relation, kind, rule, evidence, made_by, made_at)
        select 1, 3 + i, 'variant', 'live', 'person', '{}', 'anna', now() - interval '3 h' from generate_series(1, 450) i
        """)
      for json in [[], ["--json"]] {
        for count in ["1", "201", "1000"] {
          try await stage.expectSame("tracks", ["variants", "--limit", count] + json)
        }
      }
      let who = try await stage.jobs.database.pool.rows(
        "select action from audit order by id", as: String.self)
      #expect(who.contains("tracks.merge") && who.contains("tracks.split"))
    }
  }

  @Test func `trends are told the same, also of a day that is over and of one track`() async throws {
    try await withRemote { stage in
      try await addTracks(stage)
      for json in [[], ["--json"]] { try await stage.expectSame("trends", ["--at", "2026-02-15"] + json) }
      for (track, counts) in [
        1: Array(repeating: 4, count: 54) + [20, 25], 3: Array(repeating: 8, count: 56),
      ] {
        try await stage.jobs.database.pool.execute(
          """
          insert into video (id, author_id, track_id, kind, caption, posted_at, is_pinned, is_advertisement,
            content_hash)
          select \(track) * 1000000 + d.place * 1000 + n, \(track) * 1000000 + d.place * 1000 + n, \(track),
            'film', '', timestamptz '2026-05-16 00:00Z' - make_interval(days => (56 - d.place)::int, hours => 12),
            false, false, ''
          from unnest(\(counts.map { Int64($0) })::int8[]) with ordinality as d(count, place)
            cross join generate_series(1, d.count) n
          """)
      }
      for json in [[], ["--json"]] {
        for asked in [
          ["--at", "2026-05-15"], ["--at", "2026-05-14", "--limit", "1"],
          ["--at", "2026-05-15", "--stage", "peak"], ["--at", "2026-05-15", "--by", "hour"],
          ["--at", "2026-10-01"], ["--at", "2026-05-15", "--track", "1"],
          ["--at", "2026-05-15", "--track", "tiktok:77"], ["--track", "99"],
        ] { try await stage.expectSame("trends", asked + json) }
      }
      let many = try await stage.run("trends", "--limit", "201")

      #expect(many.errorText.contains("at most 200 trends"))
    }
  }

  @Test func `rights are told the same, by track and by contract`() async throws {
    try await withRemote { stage in
      try await addTracks(stage)
      for json in [[], ["--json"]] { try await stage.expectSame("rights", ["list"] + json) }
      // A code that two recordings bear.
      let portraits = [1, 3].map { number in
        TrackPortrait(
          Track.ID(number), key: SourceKey(.library, "\(number)"), title: "Paper \(number)",
          claims: [SourceKey(.isrc, "USS1Z9900001")])
      }
      _ = try await IdentityStore(stage.jobs.database.pool).note(
        portraits, at: Date(), version: Judge.version, keys: NameKeys.keys)
      try await stage.jobs.database.pool.execute(
        """
        insert into track_right (track_id, territory, use, is_permission, valid_from, valid_until, source)
        values (1, 'SE', 'commercial', true, '2020-01-01', '2099-01-01', 'deal one'),
               (1, 'WW', 'branded', false, null, null, 'deal two'), (3, 'WW', 'organic', true, null, null, 'deal two')
        """)
      for json in [[], ["--json"]] {
        for asked in [
          ["list"], ["list", "--source", "deal two"], ["list", "--source", "deal two", "--limit", "1"],
          ["list", "--source", "none"], ["show", "1"], ["show", "spotify:abc"], ["show", "2"],
          ["show", "99"],
          ["show", "isrc:USS1Z9900001"],
        ] { try await stage.expectSame("rights", asked + json) }
      }
      let file = try await stage.run("rights", "import", "/dev/null")

      #expect(file.status == .exited(1) && file.errorText.contains("/dev/null is empty"))
    }
  }

  @Test func `licences are taken in through a gateway, and what is wrong with them is told`() async throws {
    try await withRemote { stage in
      try await addTracks(stage)
      try await MediaStage.withFolder { folder in
        let (path, packed) = (folder + "/label.csv", folder + "/label.jsonl")
        let table = """
          track,territory,use,colour,source
          1,SE NO,commercial,red,deal one
          99,WW,branded,,deal two
          2,XX,organic,,deal two

          """
        try Data(table.utf8).write(to: URL(filePath: path))
        try Data("{}\n".utf8).write(to: URL(filePath: packed))
        for json in [[], ["--json"]] {
          try await stage.expectSame("rights", ["import", path, "--dry-run"] + json)
        }
        let local = try await stage.runLocally(
          "rights", "import", path, "--dry-run", "--rejects", folder + "/local.csv")
        let stored = try await stage.run("rights", "import", path, "--rejects", folder + "/bad.csv")
        try await stage.expectSame("rights", ["list", "--source", "deal one"])
        let other = try await stage.run("rights", "import", packed)

        #expect(local.status == .exited(1) && stored.status == .exited(1))
        #expect(stored.text.contains("2 rights to 1 track stored"), "\(stored.text)")
        #expect(stored.errorText.contains("colour") && stored.errorText.contains("nothing of deal two"))
        let bad = try String(contentsOf: URL(filePath: folder + "/bad.csv"), encoding: .utf8)
        #expect(try bad == String(contentsOf: URL(filePath: folder + "/local.csv"), encoding: .utf8))
        #expect(other.status == .exited(1) && other.errorText.contains("CSV that is not packed"))
      }
    }
  }

  @Test func `sources and what they rejected are told the same`() async throws {
    try await withRemote { stage in
      for json in [[], ["--json"]] {
        try await stage.expectSame("sources", json)
        try await stage.expectSame("sources", ["rejected"] + json)
      }
      try await stage.jobs.database.pool.execute(
        """
        insert into rejection (place, byte_offset, reason, at, source, rule)
        select 'a.json', i, 'no id', now() - interval '3 h', 'scrapes', 'tiktok post.id required'
        from generate_series(1, 450) i
        union all select 'b.json', 7, 'is no JSON', now() - interval '5 h', 'library', 'record.readable'
        """)
      try await stage.jobs.database.pool.execute(
        """
        insert into source_activity (source, day, what, count, last_at) values
          ('scrapes', (now() at time zone 'UTC')::date, 'requests', 9, now() - interval '3 h'),
          ('scrapes', (now() at time zone 'UTC')::date, 'records', 7, now() - interval '3 h'),
          ('scrapes', (now() at time zone 'UTC')::date, 'rejected tiktok post.id required', 2, now())
        """)
      for json in [[], ["--json"]] {
        for asked in [
          [], ["--days", "1"], ["rejected"], ["rejected", "--limit", "1000"],
          ["rejected", "--rule", "record"], ["rejected", "--source", "library"],
          ["rejected", "--source", "none"],
        ] { try await stage.expectSame("sources", asked + json) }
      }
    }
  }

  @Test func `data sets are told the same, and a version is made the current one`() async throws {
    try await withRemote { stage in
      for json in [[], ["--json"]] { try await stage.expectSame("datasets", ["list"] + json) }
      try await stage.jobs.database.pool.execute(
        """
        insert into dataset_version (dataset, title, origin, state, created_at, ended_at, expiry_at, report) values
          ('movielens', 'small', 'a folder', 'current', '2026-11-03', '2026-11-03', null,
            '{"kinds": [{"name": "film", "records": 2, "rejected": {"film.id": 1}, "rejectedRecords": 1, "flagged": {},
              "changes": {"added": 1, "changed": 0, "gone": 2, "same": 1, "renumbered": 1}}],
              "previous": 2, "counts": {"requests": 3}, "seconds": 1.5, "doubts": ["fewer films"]}'),
          ('movielens', 'older', 'a folder', 'history', '2026-11-02', null, null, '{}'),
          ('movielens', 'oldest', 'a folder', 'history', '2026-11-01', null, '2026-11-02', '{}')
        """)
      for json in [[], ["--json"]] {
        for asked in [
          ["list"], ["list", "--dataset", "movielens"], ["list", "--dataset", "moovitamix"], ["show", "1"],
          ["show", "2"], ["show", "99"], ["expire", "--dry-run"],
        ] { try await stage.expectSame("datasets", asked + json) }
      }
      try await stage.jobs.database.pool.execute(
        """
        insert into dataset_rejection (version_id, kind, place, position, rule, reason, record)
        values (1, 'film', 'films.csv', 1, 'film.id', 'no id', 'ä,b')
        """)
      for asked in [
        ["1"], ["1", "--rejected"], ["1", "--rejected", "--kind", "film"], ["1", "--kind", "rating"], ["99"],
      ] { try await stage.expectSame("datasets", ["export"] + asked) }
      let strange = try await stage.run("datasets", "export", "1", "--kind", "song")
      let used = try await stage.run("datasets", "use", "2")
      let again = try await stage.run("datasets", "use", "2")
      let missing = try await stage.run("datasets", "use", "99")
      let expired = try await stage.run("datasets", "expire")
      try await stage.expectSame("datasets", ["list"])

      #expect(
        used.text == "version 2 of movielens is current, and version 1 is history\n", "\(used.errorText)")
      #expect(
        strange.status == .exited(2) && strange.errorText.contains("no \"song\""), "\(strange.errorText)")
      #expect(again.text == "version 2 of movielens is current already\n")
      #expect(missing.status == .exited(1) && missing.errorText.contains("there is no version 99"))
      #expect(expired.text == "deleted 1 version: 3\n")
    }
  }
}
