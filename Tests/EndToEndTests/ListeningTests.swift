import Crypto
import FoundationEssentials
import Lifecycle
import Models
import Samples
import Storage
import TestKit
import Testing

/// Tracks that an older version of the analysis knows, with the real programs.
@Suite(.enabled(if: TestServers.hasPostgres && TestServers.hasRabbitMQ, "\(TestServers.advice)"), .serialized)
struct ListeningTests {
  @Test(.timeLimit(.minutes(5)))
  func `tracks that an older version knows are listened to in the background, each once`() async throws {
    try await withStage { stage in
      let count = 6
      for id in 1...count {
        // The last one has no file any more.
        try await Self.add(Int64(id), hasFile: id < count, in: stage)
      }
      try await stage.start(["hookline-music-analysis"], with: ["HOOKLINE_LISTEN_JOBS": "2"])
      try await stage.start(["hookline-scheduler"])

      let areDone = try await eventually(within: .seconds(150)) {
        try await stage.count("music_features where version = \(TrackFeatures.version)") == count
      }

      #expect(areDone)
      let lanes = try await stage.pool.rows("select distinct lane from task", as: Int16.self)
      #expect(lanes == [2])
      #expect(try await stage.count("task where state = 'succeeded'") == count)
      #expect(
        try await stage.count("track_sound where sound->'tempo' is not null and waveform is not null")
          == count - 1)
      #expect(try await stage.count("track_unheard where code = 'missing'") == 1)
      #expect(
        try await stage.count(
          "music_features where version = \(TrackFeatures.version) and features ? 'hook'") == count - 1)
      #expect(try await stage.count("music_features where version < \(TrackFeatures.version)") == count)
      let shown = try await stage.hookline("analyze", "--track", "1")
      #expect(shown.isSuccess && shown.text.contains("beats a minute"), "\(shown.errorText)")
    }
  }

  private static func add(_ id: Int64, hasFile: Bool, in stage: Stage) async throws {
    let path = "\(id).wav"
    let song = SongPlan(SongBrief(seed: UInt64(id), duration: 30)).sound(rate: 22_050, channels: 1)
    let bytes = hasFile ? song.waveFile() : [UInt8(id)]
    if hasFile { try Data(bytes).write(to: URL(filePath: stage.folder + "/" + path)) }
    let key = String(SHA256.hash(bytes).description.prefix(40))
    try await stage.pool.execute(
      "insert into track (id, title, is_original_sound) values (\(id), \("Track \(id)"), false)")
    try await stage.pool.execute(
      "insert into track_source (platform, key, track_id) values ('library', \(key), \(id))")
    try await stage.pool.execute(
      """
      insert into library_file (root, path, device, node, size, written_at, changed_at, state, key, is_heard)
      values (\(stage.folder), \(path), 1, 1, 1, 1, 1, 'taken', \(key), true)
      """)
    try await stage.pool.execute(
      "insert into music_features (track_id, version, features) values (\(id), \(TrackFeatures.version - 1), '{}')"
    )
  }
}
