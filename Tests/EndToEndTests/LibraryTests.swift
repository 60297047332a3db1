import FoundationEssentials
import Glibc
import Lifecycle
import Models
import Samples
import Storage
import TestKit
import Testing

private let hasFFmpeg = ["/usr/bin/", "/usr/local/bin/"].contains { access($0 + "ffmpeg", X_OK) == 0 }

/// A folder of music beside what platforms say: by the command line and by the worker.
@Suite(
  .enabled(if: TestServers.hasPostgres && TestServers.hasRabbitMQ, "\(TestServers.advice)"),
  .enabled(if: hasFFmpeg, "needs ffmpeg"), .serialized)
struct LibraryTests {
  private static let rate = 11_025
  private let one = Self.song(1)

  @Test(.timeLimit(.minutes(5)))
  func `what sounds the same is one track, what is faster a version, and names join platforms`() async throws
  {
    try await withStage { stage in
      let folder = stage.folder + "/music"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let settings = [
        "HOOKLINE_SOURCES": "library", "HOOKLINE_LIBRARY_DIR": folder,
        "HOOKLINE_MEDIA_DECODER": Program.path("hookline-media-decoder"),
      ]
      let sounds = stage.folder + "/sounds.json"
      let sound =
        #"{"music":{"id":"77","title":"Paper Lanterns","authorName":"The Herons","duration":\#(Int(one.duration)),"original":false},"stats":{"videoCount":5}}"#
      try Data(sound.utf8).write(to: URL(filePath: sounds))
      let listed = try await stage.hookline("import", "scrape", sounds)

      try await Self.encode(
        one, to: folder + "/a.flac", ["title=Paper Lanterns", "artist=The Herons", "ISRC=USS1Z9900001"])
      try await Self.encode(one, to: folder + "/Somebody - Track 07.mp3", [])
      let taken = try await ChildProcess(
        Program.path("hookline"), ["import", "library", folder],
        environment: stage.environment.merging(settings) { $1 }, timeout: .seconds(120)
      ).run()
      let byCommand = try await Self.links(stage)

      let fast = SongSound(rate: Self.rate * 5 / 4, channels: one.channels)
      try await Self.encode(fast, to: folder + "/Somebody - Fast One.wav", [])
      try await Self.encode(Self.song(2), to: folder + "/Someone Else - Other.mp3", [])
      try await stage.start(["hookline-ingest"], with: settings)
      let isTaken = try await eventually(within: .seconds(120)) {
        try await stage.count("library_file where state = 'taken'") == 4
      }
      let byWorker = try await Self.links(stage)

      #expect(listed.isSuccess && taken.isSuccess && isTaken, "\(listed.errorText) \(taken.errorText)")
      #expect(
        byCommand == [
          "Paper Lanterns, Paper Lanterns: same by name", "Paper Lanterns, Track 07: same by fingerprint",
        ])
      let news = byWorker.filter { !byCommand.contains($0) }
      #expect(news.contains("Fast One, Paper Lanterns: variant sped-up by fingerprint"), "\(byWorker)")
      #expect(news.allSatisfy { $0.hasPrefix("Fast One, ") && $0.contains("sped-up") }, "\(byWorker)")
      #expect(try await stage.count("track") == 5)
      let groups = try await stage.pool.rows(
        "select count(*) from track t left join track_identity i on i.track_id = t.id where i.track_id is null",
        as: Int64.self)
      #expect(groups == [3], "a song under three names, its version and another song")
    }
  }

  /// What tracks are to each other, with their titles.
  private static func links(_ stage: Stage) async throws -> [String] {
    try await stage.pool.rows(
      """
      select least(a.title, b.title) || ', ' || greatest(a.title, b.title) || ': ' || l.relation
        || coalesce(' ' || l.kind, '') || ' by ' || l.rule
      from track_link l join track a on a.id = l.left_id join track b on b.id = l.right_id
      where l.undone_at is null order by 1
      """, as: String.self)
  }

  private static func song(_ seed: UInt64) -> SongSound {
    let sound = SongPlan(SongBrief(seed: seed, duration: 40)).sound(rate: rate, channels: 1)
    return SongSound(rate: rate, channels: [Array(sound.channels[0].prefix(40 * rate))])
  }

  /// With these tags and no others, in the form that its name says.
  private static func encode(_ sound: SongSound, to path: String, _ tags: [String]) async throws {
    let wave = path + ".part"
    try Data(sound.waveFile()).write(to: URL(filePath: wave))
    defer { unlink(wave) }
    let result = try await ChildProcess(
      "ffmpeg",
      ["-v", "error", "-nostdin", "-y", "-i", wave] + tags.flatMap { ["-metadata", $0] }
        + ["-ar", "22050", path]
    ).run()
    guard result.isSuccess else { throw StageError(description: result.errorText) }
  }
}
