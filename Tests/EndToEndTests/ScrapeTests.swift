import FoundationEssentials
import Lifecycle
import Models
import Sources
import Storage
import TestKit
import Testing

/// Scrapes of real shapes, through the programs into the database.
@Suite(.enabled(if: TestServers.hasPostgres && TestServers.hasRabbitMQ, "\(TestServers.advice)"), .serialized)
struct ScrapeTests {
  private static let fixtures = CheckoutFiles.root + "/Tests/Fixtures/tiktok"

  @Test(.timeLimit(.minutes(3)))
  func `the totals of sounds are those of the newest records`() async throws {
    try await withStage(scrapes: Self.fixtures + "/apify") { stage in
      try await stage.start(Stage.workers)
      let handles = try await ScrapeFolder(Self.fixtures + "/apify").handles().map(\.name)

      let result = try await stage.hookline(["enqueue", "--wait"] + handles)
      let series = try await [stage.count("video_metrics"), stage.count("author_metrics")]
      // A second time: posts that come again are the same posts, and files that are as they were tell of no other moment.
      let again = try await stage.hookline(["enqueue", "--wait"] + handles)

      #expect(result.isSuccess && again.isSuccess, "\(result.errorText) \(again.errorText)")
      #expect(series[0] > 0)
      #expect(try await [stage.count("video_metrics"), stage.count("author_metrics")] == series)
      let rows = try await stage.pool.rows(
        """
        select right(s.key, 4), sum(v.shares)::int8, sum(v.comments)::int8, sum(v.likes)::int8, sum(v.plays)::int8
        from video v join track_source s on s.track_id = v.track_id and s.platform = 'tiktok' group by s.key
        """, as: String.self, Int64.self, Int64.self, Int64.self, Int64.self)
      let totals = Dictionary(uniqueKeysWithValues: rows.map { ($0.0, [$0.1, $0.2, $0.3, $0.4]) })
      #expect(
        totals == [
          "3458": [660_000, 2, 70_000, 900_000_000], "3488": [1_800, 4, 120, 570],
          "3477": [900, 2, 60, 285], "1111": [900, 2, 60, 285], "3457": [66, 2, 604, 28_500],
        ])
    }
  }

  @Test(.timeLimit(.minutes(3)))
  func `every shape becomes creators with lists, and what cannot be read is told with its place`()
    async throws
  {
    try await withStage { stage in
      let folder = stage.folder + "/scrapes"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for shape in ["app", "web", "apify"] {
        for file in try FileManager.default.contentsOfDirectory(atPath: Self.fixtures + "/" + shape) {
          try FileManager.default.copyItem(
            atPath: "\(Self.fixtures)/\(shape)/\(file)", toPath: "\(folder)/\(shape)-\(file)")
        }
      }
      let broken = #"[{"id":"1","text":"fine","authorMeta":{"id":"5","name":"broken.one"}},{"id":"#
      try Data(broken.utf8).write(to: URL(filePath: folder + "/cut.json"))
      try await stage.start(Stage.workers)

      let handles = try await ScrapeFolder(folder).handles().map(\.name)
      let result = try await stage.hookline(["enqueue", "--wait"] + handles)
      let unknown = try await stage.hookline("enqueue", "--wait", "nobody.at.all")

      #expect(result.isSuccess, "\(result.errorText)")
      #expect(try await stage.count("recommendation") == handles.count)
      let rejections = try await stage.pool.rows(
        "select place, byte_offset, reason from rejection", as: String.self, Int64.self, String.self)
      #expect(rejections.count == 1 && rejections[0].0.hasSuffix("cut.json") && !rejections[0].2.isEmpty)
      #expect(rejections[0].1 == broken.utf8.count - 6)
      #expect(handles.contains("broken.one") && handles.count == 20)
      #expect(unknown.status == .exited(1))
      let dead = try await stage.hookline("dead", "list", "--json")
      #expect(dead.text.contains("does not know @nobody.at.all"))
    }
  }
}
