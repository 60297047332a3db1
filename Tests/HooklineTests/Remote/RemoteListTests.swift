import FoundationEssentials
import Jobs
import Lifecycle
import Models
import Recommending
import Search
import Storage
import TestKit
import Testing

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(3)))
struct RemoteListTests {
  @Test func `stored lists are told the same, by run and by day`() async throws {
    try await withRemote { stage in
      try await stage.jobs.addAnna()
      try await stage.jobs.database.add(author: 2, "ben")
      let run = RunID.make()
      try await stage.jobs.list(1, run: run.uuid)
      let day = Day(Date())

      for json in [[], ["--json"]] {
        try await stage.expectSame("recommend", ["anna"] + json)
        try await stage.expectSame("recommend", ["https://www.tiktok.com/@Anna", "--limit", "1"] + json)
        try await stage.expectSame("recommend", ["anna", "--run", "\(run)"] + json)
        try await stage.expectSame("recommend", ["anna", "--run", "\(RunID.make())"] + json)
        try await stage.expectSame("recommend", ["anna", "--date", "\(day)"] + json)
        try await stage.expectSame("recommend", ["anna", "--date", "2020-01-31"] + json)
        try await stage.expectSame("recommend", ["ben", "anna", "nobody"] + json)
      }
      let missing = try await stage.run("recommend", "anna", "--date", "2020-01-31")
      let strange = try await stage.run("recommend", "nobody")

      #expect(missing.errorText.contains("the nearest is of \(day)"))
      #expect(strange.errorText.contains("@nobody"))
    }
  }

  @Test func `who has no list is told why, and what to do, as beside the servers`() async throws {
    try await withRemote { stage in
      try await stage.jobs.addAnna()
      try await stage.jobs.database.add(author: 2, "ben")
      try await stage.jobs.database.add(author: 3, "cleo")
      try await stage.jobs.database.pool.execute("update author set is_private = true where id = 3")
      try await stage.jobs.list(1, run: UUID())
      let run = RunID.make()

      for words in [
        ["ben"], ["cleo"], ["ben", "anna", "nobody"], ["ben", "--date", "2020-01-31"],
        ["anna", "--date", "2020-01-31"], ["ben", "anna", "--run", "\(run)"], ["nobody", "--fresh"],
      ] {
        try await stage.expectSame("recommend", words, complaining: true)
      }
      let ben = try await stage.run("recommend", "ben")

      #expect(ben.errorText.contains("\"hookline enqueue @ben --wait\" has one made"))
    }
  }

  @Test func `a stored video is named as platforms call it, and what it lacks is told`() async throws {
    try await withRemote { stage in
      try await stage.jobs.addAnna()
      try await stage.jobs.database.pool.execute(
        """
        insert into video (id, author_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash)
        values (900, 1, 'film', 'x', now(), false, false, '')
        """)
      try await stage.jobs.database.pool.execute(
        "insert into video_source (platform, key, video_id) values ('tiktok', '9001', 900), ('tiktok', '1001', 1)"
      )
      for json in [[], ["--json"]] {
        for words in [
          ["anna", "--video", "1"], ["anna", "nobody", "--video", "tiktok:1001"],
          ["anna", "--video", "tiktok:9001"], ["anna", "--video", "tiktok:5"], ["nobody", "--video", "4711"],
        ] {
          try await stage.expectSame(
            "recommend", words + json, dropping: "\"madeAt\"", complaining: true)
        }
      }
      let named = try await stage.run("recommend", "anna", "--video", "tiktok:1001")

      #expect(named.isSuccess && named.text.contains("going by the video"), "\(named.errorText)")
    }
  }

  @Test func `fresh lists are told the same, whatever was asked`() async throws {
    try await withRemote { stage in
      try await stage.jobs.addAnna()
      try await stage.jobs.database.add(author: 2, "ben")
      try await stage.jobs.database.pool.execute(
        """
        insert into track_right (track_id, territory, use, is_permission, valid_from, valid_until, source)
        values (1, 'SE', 'commercial', true, '2020-01-01', '2099-01-01', 'deal one'),
               (2, 'WW', 'branded', false, null, null, 'deal two')
        """)
      for json in [[], ["--json"]] {
        for asked in [
          ["--fresh"], ["--commercial", "--region", "SE"], ["--use", "branded"], ["--genre", "k-pop"],
          ["--mood", "happy", "--tempo", "90-120"], ["--length", "15", "--limit", "1"], ["--exclude-used"],
          ["--contracts", "deal one,deal two", "--use", "commercial", "--region", "SE"],
          ["--language", "ko"],
        ] {
          try await stage.expectSame("recommend", ["anna", "ben"] + asked + json, dropping: "\"madeAt\"")
        }
        try await stage.expectSame("recommend", ["anna", "nobody", "--fresh"] + json, dropping: "\"madeAt\"")
      }
      let file = try await stage.run("recommend", "anna", "--video", "/dev/null")

      #expect(file.status == .exited(1) && file.errorText.contains("/dev/null is empty"))
    }
  }

  @Test func `videos are found by words, and told the same`() async throws {
    try await withRemote { stage in
      try await stage.jobs.addAnna()
      for id in 71...74 as ClosedRange<Int64> {
        try await stage.jobs.database.pool.execute(
          """
          insert into video (id, author_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash, plays)
          values (\(id), 1, 'film', \(id == 73 ? "soup" : "ballroom dance \(id)"),
            timestamptz '2026-01-01' + make_interval(days => \(Int32(id))), false, false, '', 12400)
          """)
      }
      try await TextFilling(stage.jobs.database.pool).fillAll()
      for json in [[], ["--json"]] {
        for asked in [
          ["ballroom"], ["ballroom", "dnace", "-soup"], ["dance", "--limit", "1"], ["nothing at all"],
          ["--author", "@anna", "--since", "2026-01-02", "--until", "2026-12-31"], ["--language", "ES"],
        ] {
          try await stage.expectSame("search", asked + json)
        }
      }
      let first = try await stage.run("search", "dance", "--limit", "1")
      let mark = first.errorText.split(separator: " ").last.map { $0.filter { $0 != "\n" } } ?? ""
      try await stage.expectSame("search", ["dance", "--limit", "1", "--after", mark])
      let meaning = try await stage.run("search", "--meaning", "a slow waltz")
      let nobody = try await stage.run("search", "--like", "99")

      #expect(!mark.isEmpty)
      #expect(meaning.status == .exited(1) && meaning.errorText.contains("no model of meaning is set"))
      #expect(nobody.status == .exited(1) && nobody.errorText.contains("There is no such video"))
    }
  }

  @Test func `models are told the same, and chosen`() async throws {
    try await withRemote { stage in
      try await stage.expectSame("models", [])
      for state in [ModelRecord.State.former, .current, .refused] {
        let record = ModelRecord(
          kind: ModelToTrain.company, state: state, form: "ease", digest: String(repeating: "a", count: 64),
          byteCount: 9, seed: 1,
          snapshot: JSON(text: #"{"authors": 5, "tracks": 4, "uses": 20, "video": 72}"#),
          parameters: JSON(text: #"{"shrinkage": 2.5, "a": 1}"#),
          metrics: JSON(
            text:
              #"{"judged": 5, "scores": [{"name": "ease", "ndcg": 0.5, "low": 0.25, "high": 0.75, "recall": null}]}"#
          ))
        try await stage.jobs.database.pool.transaction { try ModelStore.store(record, $0) }
      }
      try await stage.expectSame("models", [])
      try await stage.expectSame("models", ["--json", "--limit", "2"])
      let used = try await stage.run("models", "use", "1")
      try await stage.expectSame("models", ["use", "1", "--json"])
      try await stage.expectSame("models", ["use", "99"])
      try await stage.expectSame("models", [])

      #expect(used.text == "model 1 is in use\n")
    }
  }

  @Test(.enabled(if: hasBroker, "needs a message broker with management"))
  func `the status is told the same, but for its moment`() async throws {
    try await withTopologyHost { broker, _ in
      var environment = ["HOOKLINE_ENV_FILE": "/dev/null"].merging(broker) { $1 }
      let applied = try await Binary.run(["topology", "apply"], environment: environment)
      environment["HOOKLINE_AMQP_MANAGEMENT_URL"] = nil
      let own = environment
      try await withRemote(gauge: .live(own)) { stage in
        _ = try await stage.jobs.begin("tiktok:a")
        _ = try await stage.jobs.fail("tiktok:b")
        _ = try await stage.jobs.store.pause(["job.train.norm"], because: "new", by: "me")

        #expect(applied.isSuccess)
        try await stage.expectSame("status", [], own)
        try await stage.expectSame("status", ["--json"], own, dropping: "\"at\":")
        try await stage.expectSame("queues", [], own)
      }
    }
  }
}
