import FoundationEssentials
import Knowledge
import Lifecycle
import Models
import Recommending
import Storage
import TestKit
import Testing

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct FreshListTests {
  private struct Document: Decodable {
    struct List: Decodable {
      let fresh: Bool
      let run: String?
      let considered: Int
      let flagged: Int
      let ladder: Ladder
      let leftOut: [String: Int]
      let context: Asked
      let items: [Item]
    }
    struct Ladder: Decodable {
      let rung: String
      let shares: [String: Double]
      let unheard: [String]
    }
    struct Asked: Decodable {
      let use: String
      let region: String
      let seen: Int
      let partial: Bool
      let length: Double?
    }
    struct Item: Decodable {
      struct Rights: Decodable { let verdict: String, source: String? }
      struct Hook: Decodable, Equatable { let start: Double, end: Double }
      struct Contribution: Decodable { let contribution: Double }
      let trackId: String
      let rung: String
      let score: Double
      let reasons: [String]
      let contributions: [Contribution]
      let hook: Hook?
      let rights: Rights
      let used: Bool
    }
    let recommendations: [List]
  }

  private func list(_ stage: JobsStage, _ arguments: String...) async throws -> Document.List {
    let result = try await Binary.run(
      ["recommend", "anna", "--json"] + arguments, environment: stage.environment)
    let document = try JSONDecoder().decode(Document.self, from: Data(result.output))
    let list = try #require(document.recommendations.first)
    for item in list.items {
      #expect(abs(item.contributions.reduce(0) { $0 + $1.contribution } - item.score) < 1e-9)
    }
    #expect(list.fresh && list.run == nil && document.recommendations.count == 1)
    return list
  }

  private func allow(
    _ track: Int64, _ use: TrackUse, in place: String = "WW", isPermission: Bool = true, until: Date? = nil,
    of source: String = "label", _ stage: JobsStage
  ) async throws {
    let right = TrackRight(
      Territory(place) ?? .world, use, isPermission: isPermission, until: until, source: source)
    try await stage.database.pool.perform { session in
      _ = try session.storeRights([RightsStore.Entry(Track.ID(track), right)])
    }
  }

  @Test func `a list for a company has only what a contract allows there, and counts the rest`() async throws
  {
    try await withJobs { stage in
      try await stage.addAnna()
      try await allow(1, .commercial, in: "SE", stage)
      try await allow(2, .commercial, until: Date(timeIntervalSince1970: 1_000_000), stage)

      let sweden = try await list(stage, "--commercial", "--region", "se")
      let everywhere = try await list(stage, "--use", "commercial")
      let elsewhere = try await list(stage, "--use", "off-platform", "--region", "SE")
      let other = try await list(stage, "--commercial", "--region", "SE", "--contracts", "none, nobody")

      #expect(sweden.items.map(\.trackId) == ["1"] && sweden.considered == 1 && sweden.flagged == 0)
      #expect(sweden.items[0].rights.verdict == "licensed" && sweden.items[0].rights.source == "label")
      #expect(sweden.leftOut["expired"] == 1 && sweden.leftOut["unknown-rights"] == 1)
      #expect(sweden.leftOut.values.reduce(0, +) == 2)
      #expect(sweden.context.seen == 3 && sweden.context.region == "SE" && !sweden.context.partial)
      #expect(everywhere.items.isEmpty && everywhere.leftOut["other-territory"] == 1)
      #expect(elsewhere.items.isEmpty && elsewhere.leftOut["other-use"] == 2)
      #expect(other.items.isEmpty && other.leftOut["other-source"] == 1)
    }
  }

  @Test func `a creator's own post has what nothing forbids, with the rung and what is not known`()
    async throws
  {
    try await withJobs { stage in
      try await stage.addAnna()
      try await allow(2, .organic, in: "DE", isPermission: false, stage)

      let sweden = try await list(stage, "--fresh", "--region", "SE")
      let everywhere = try await list(stage, "--exclude-used")

      #expect(sweden.items.map(\.trackId) == ["1", "9", "2"] && sweden.flagged == 3)
      #expect(sweden.items.map(\.used) == [false, true, false])
      #expect(sweden.items.map(\.rung) == ["T3", "T1", "T0"])
      #expect(sweden.ladder.rung == "R3" && Set(sweden.ladder.shares.keys) == ["content", "popularity"])
      #expect(sweden.ladder.unheard == ["profile", "uses"])
      #expect(everywhere.items.map(\.trackId) == ["1"])
      #expect(everywhere.leftOut["forbidden"] == 1 && everywhere.leftOut["used"] == 1)
    }
  }

  @Test func `what is asked for narrows the list, and hooks get the length of the video`() async throws {
    try await withJobs { stage in
      try await stage.addAnna()
      try await stage.database.pool.execute("update track set duration = case id when 1 then 200 else 9 end")

      let genre = try await list(stage, "--genre", "metal")
      let tempo = try await list(stage, "--tempo", "90-120")
      let length = try await list(stage, "--length", "10s", "--limit", "1")

      #expect(genre.items.map(\.trackId) == ["2"] && genre.leftOut["genre"] == 2)
      #expect(tempo.items.isEmpty && tempo.leftOut["tempo"] == 3)
      #expect(length.items.map(\.trackId) == ["1"] && length.leftOut["length"] == 2)
      let hook = try #require(length.items[0].hook)
      #expect(abs(hook.end - hook.start - 10) < 0.002 && abs(hook.start - 42.8125) < 0.001)
    }
  }

  @Test func `a language leaves out what only those who speak others use`() async throws {
    try await withJobs { stage in
      try await stage.addAnna()
      for (place, language) in ["de", "de-AT", "fr", "es", "und", "de"].enumerated() {
        let id = Int64(100 + place)
        let track = id == 105 ? Track.ID(1) : Track.ID(2)
        try await stage.database.add(author: id, "who\(id)")
        try await stage.database.add(videos: [JobsStage.video(id, daysAgo: 1)], by: id, track: track)
        try await stage.database.pool.execute("update video set language = \(language) where id = \(id)")
      }

      let spanish = try await list(stage, "--language", "ES")
      let italian = try await list(stage, "--language", "it")

      #expect(spanish.leftOut["language"] == 0)
      #expect(italian.leftOut["language"] == 1 && !italian.items.map(\.trackId).contains("2"))
    }
  }

  @Test func `a stored video decides what suits, and its reasons speak of it`() async throws {
    try await withJobs { stage in
      try await stage.addAnna()
      var video = JobsStage.video(500, daysAgo: 1, genre: [.metal: 1])
      video.features?.length = 12
      try await stage.database.add(author: 5, "eve")
      try await stage.database.add(videos: [video, JobsStage.video(501, daysAgo: 1)], by: 5)

      let found = try await list(stage, "--video", "500")
      let blind = try await stage.run("recommend", "anna", "--video", "501")
      let unknown = try await stage.run("recommend", "anna", "--video", "99999")
      let text = try await stage.run("recommend", "anna", "--video", "500")

      #expect(found.items.first?.trackId == "2" && found.context.length == 12)
      #expect(found.items.first?.reasons.first == "metal fits 100 % of this video")
      #expect(blind.status == .exited(1) && blind.errorText.contains("video 501 was not analysed yet"))
      #expect(unknown.status == .exited(1) && unknown.errorText.contains("there is no video 99999"))
      #expect(text.text.contains("going by the video; a fresh list, made now for a post of their own"))
    }
  }

  @Test func `a table says that it is fresh, what it goes by and what was left out`() async throws {
    try await withJobs { stage in
      try await stage.addAnna()
      try await allow(1, .branded, of: "evil\u{1b}[31mlabel", stage)

      let result = try await stage.run("recommend", "anna", "nobody", "--use", "branded", "--mood", "happy")
      let listed = try await stage.run("recommend", "anna", "--use", "branded")

      #expect(result.status == .exited(1) && result.errorText.contains("no creator @nobody is known"))
      #expect(
        result.text.contains("no track is left for what is asked") && result.text.contains("asked for: happy")
      )
      #expect(result.text.contains("left out: 3 of another mood"))
      #expect(!hasControls(listed.text) && listed.text.contains("; allowed by evil"))
      #expect(
        listed.text.contains("a fresh list, made now for a post that a company pays for, shown everywhere"))
      #expect(listed.text.contains("R3, known by first uses: ") && listed.text.contains("looked at 3 tracks"))
      #expect(listed.text.contains("left out: 2 of unknown rights"))
    }
  }

  @Test func `of a big catalogue what contracts allow is looked at too`() async throws {
    try await withJobs { stage in
      try await stage.addAnna()
      try await allow(2, .commercial, stage)
      var asked = RequestContext()
      asked.use = .commercial
      var lists = FreshLists(context: asked, database: stage.database.pool)
      (lists.limits.tracks, lists.limits.page) = (1, 1)

      let made = try #require(try await lists.lists(for: [Author.ID(1)])[Author.ID(1)])

      #expect(made.found.list.items.map(\.track.rawValue) == [2] && made.facts.isPartial)
      #expect(made.facts.seen == 2 && made.found.list.basis?.leftOut == ["unknown-rights": 1])
    }
  }

  @Test func `what makes no sense is misuse`() async throws {
    let lines = [
      ["--use", "free"], ["--commercial", "--use", "organic"], ["--region", "XX"], ["--tempo", "fast"],
      ["--length", "0"], ["--length", "nan"], ["--language", "spanish"], ["--date", "2026-02-30"],
      ["--date", "2026-02-03", "--run", "\(UUID())"], ["--date", "2026-02-03", "--fresh"],
      ["--video", "/nowhere/at all.mp4"], ["--contracts", " , "], ["--genre", "noise"], ["--limit", "201"],
    ]
    for line in lines {
      let result = try await Binary.run(["recommend", "anna"] + line)
      #expect(result.status == .exited(2) && result.text.isEmpty, "\(line): \(result.errorText)")
    }
  }
}
