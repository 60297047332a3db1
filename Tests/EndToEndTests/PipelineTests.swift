import FoundationEssentials
import Glibc
import Lifecycle
import Models
import Samples
import Storage
import TestKit
import Testing

/// What `hookline enqueue --wait --json` says of each run.
private struct Enqueued: Decodable {
  struct Run: Decodable { var handle: String, state: String? }
  var accepted: Int
  var runs: [Run]
}

private struct Listed: Decodable {
  struct List: Decodable { var handle: String, items: [Item] }
  struct Item: Decodable {
    var rank: Int, track: String, trackId: String, score: Double, reasons: [String]
    var hook: Hook?
  }
  struct Hook: Decodable { var start: Double, end: Double, reason: String }
  var recommendations: [List]
}

@Suite(.enabled(if: TestServers.hasPostgres && TestServers.hasRabbitMQ, "\(TestServers.advice)"), .serialized)
struct PipelineTests {
  @Test(.timeLimit(.minutes(5)))
  func `creators get lists of their own, and a clear taste decides who comes first`() async throws {
    try await withStage { stage in
      let world = try World(SampleWorld(), in: stage.folder).world
      try await stage.start(Stage.workers)

      let imported = try await stage.hookline("import", "scrape", "--wait")
      let enqueued = try await stage.document(
        Enqueued.self, "enqueue", "--file", stage.folder + "/scrapes/handles.txt", "--wait")
      let lists = try await stage.document(
        Listed.self, ["recommend"] + world.creators.map(\.handle.description))

      #expect(imported.isSuccess, "\(imported.errorText)")
      #expect(enqueued.accepted == 40)
      #expect(enqueued.runs.allSatisfy { $0.state == "complete" })
      let truth = Truth(world, try await stage.trackKeys())
      let items = Dictionary(uniqueKeysWithValues: lists.recommendations.map { ($0.handle, $0.items) })
      #expect(items.count == 40)
      #expect(items.values.allSatisfy { !$0.isEmpty && !($0[0].reasons.isEmpty) })
      #expect(Set(items.values.map { $0.map(\.trackId) }).count >= 20)
      let hits = truth.hits(items.mapValues { $0[0].trackId })
      #expect(Double(hits.right) >= 0.9 * Double(hits.of), "\(hits)")
      #expect(hits.of >= 20)
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `what is recommended was listened to, and has seconds to use`() async throws {
    try await withStage { stage in
      let world = try World(SampleWorld(creators: 2, videos: 8, tracks: 20, hasSound: true), in: stage.folder)
      try await stage.start(Stage.workers)

      let imported = try await stage.hookline("import", "scrape", "--wait")
      let enqueued = try await stage.hookline(["enqueue", "--wait"] + world.handles)
      let lists = try await stage.document(Listed.self, ["recommend"] + world.handles)

      #expect(imported.isSuccess && enqueued.isSuccess, "\(imported.errorText) \(enqueued.errorText)")
      let keys = try await stage.trackKeys()
      let items = lists.recommendations.flatMap(\.items)
      #expect(lists.recommendations.count == 2 && items.count > 10)
      for item in items {
        let track = try #require(keys[item.trackId].flatMap { world.tracks[$0] })
        let hook = try #require(item.hook, "\(track.song.link)")
        #expect(hook.start >= 0 && hook.end <= Double(track.duration) && hook.end - hook.start > 10)
        #expect(
          item.reasons.last?.hasPrefix("use ") == true && item.reasons.last?.hasSuffix(hook.reason) == true)
      }
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `workers of a kind share its work evenly`() async throws {
    try await withStage { stage in
      let world = try World(SampleWorld(creators: 120, videos: 3_600, tracks: 900), in: stage.folder)
      let content = try await stage.start(["hookline-content-analysis", "hookline-content-analysis"])
      let music = try await stage.start(Array(repeating: "hookline-music-analysis", count: 3))
      _ = try await stage.start(["hookline-ingest", "hookline-recommender"])

      let imported = try await stage.hookline("import", "scrape", "--wait")
      let enqueued = try await stage.hookline(
        ["enqueue", "--wait"] + world.handles)

      #expect(imported.isSuccess && enqueued.isSuccess, "\(imported.errorText) \(enqueued.errorText)")
      for group in [content, music] {
        var done: [Int] = []
        for worker in group { done.append(await worker.end()?.doneCount ?? 0) }
        let share = Double(done.reduce(0, +)) / Double(done.count)
        #expect(done.allSatisfy { Double($0) >= share / 2 }, "\(group[0].name): \(done)")
        #expect(share > 100)
      }
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `a worker that is killed in the middle of its work loses nothing`() async throws {
    try await withStage { stage in
      let world = try World(SampleWorld(creators: 100, videos: 3_000, tracks: 300), in: stage.folder)
      let content = try await stage.start(["hookline-content-analysis", "hookline-content-analysis"])
      let music = try await stage.start(Array(repeating: "hookline-music-analysis", count: 3))
      _ = try await stage.start(["hookline-ingest", "hookline-recommender", "hookline-scheduler"])

      async let waiting = stage.hookline(["enqueue", "--wait"] + world.handles)
      let isUnderWay = try await eventually(within: .seconds(60)) {
        try await stage.count("task where kind = 'content-analysis' and state = 'succeeded'") > 300
      }
      await content[0].end(SIGKILL)
      await music[1].end(SIGKILL)
      let result = try await waiting

      #expect(isUnderWay)
      #expect(result.isSuccess, "\(result.text) \(result.errorText)")
      #expect(try await stage.count("run where state = 'complete'") == 100)
      #expect(try await stage.count("task where state not in ('succeeded')") == 0)
      #expect(try await stage.count("dead_message") == 0)
      // Each video analysed, once.
      let videos = try await stage.count("video")
      #expect(videos == world.world.creators.reduce(0) { $0 + $1.videoCount })
      #expect(try await stage.count("content_features") == videos)
      #expect(try await stage.count("recommendation") == 100)
    }
  }
}
