import FoundationEssentials
import Lifecycle
import Models
import Storage
import TestKit
import Testing

@testable import Audio
@testable import Hookline

/// What is stored of tracks and films, told by a gateway and by the servers.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(3)))
struct RemoteAnalysisTests {
  private static func sound(bpm: Double) throws -> JSON {
    var sound = AnalyzedSound(duration: 30.0625, kinds: .init(speech: 0, music: 1, noise: 0, silence: 0))
    sound.tempo = Audio.Tempo(bpm: bpm, confidence: 0.9, alternatives: [bpm / 2])
    return try JSON(encoding: sound)
  }

  private static func stored(_ track: Int64, _ version: Int, _ sound: JSON) -> StoredSound {
    StoredSound(
      Track.ID(track), version: version, origin: "library", place: "", contentHash: nil,
      remark: version > 1 ? "only a part" : nil, sound: sound, waveform: nil)
  }

  @Test func `what versions have heard in a track is told the same, and what they have not`() async throws {
    try await withRemote { stage in
      try await stage.jobs.database.pool.execute(
        "insert into track (id, title, is_original_sound) select i, 'T', false from generate_series(1, 4) i")
      try await stage.jobs.database.pool.execute(
        "insert into track_source (platform, key, track_id) values ('tiktok', '77', 1)")
      let (old, new) = (try Self.sound(bpm: 120.25), try Self.sound(bpm: 60.1))
      try await stage.jobs.database.pool.perform { session in
        try session.storeSounds([Self.stored(1, 1, old), Self.stored(2, 2, old), Self.stored(4, 1, old)])
        try session.storeSounds([Self.stored(1, 2, new)])
        try session.storeMissed([
          UnheardTrack(Track.ID(3), place: "", code: "gone", reason: "the source has it no more"),
          UnheardTrack(Track.ID(4), version: 2, place: "", code: "gone", reason: "it is silent"),
        ])
      }
      for json in [[], ["--json"]] {
        for compare in [[], ["--compare"]] {
          for track in ["1", "tiktok:77", "2", "3", "4", "99", "tiktok:78"] {
            try await stage.expectSame("analyze", ["--track", track] + compare + json, complaining: true)
          }
        }
      }
      let shown = try await stage.run("analyze", "--track", "tiktok:77")

      #expect(shown.isSuccess && shown.text.contains("60.1 beats a minute"))
    }
  }

  @Test(.enabled(if: CutFilm.isPossible, "ffmpeg makes the films"))
  func `stored films and tracks are matched the same, beside files as well`() async throws {
    try await withRemote { stage in
      try await MediaStage.withFolder { folder in
        let (film, song) = (folder + "/film.mp4", folder + "/song.wav")
        try await CutFilm.make(film, cuts: CutFilm.onBeats)
        try MediaStage.write(TestSong.samples(seconds: 40), to: song, rate: TestSong.rate)
        try await MatchCommandTests.fill(stage.jobs.database, film: film, song: song)
        let decoder = ["HOOKLINE_MEDIA_DECODER": CheckoutFiles.program("hookline-media-decoder")]
        for words in [
          ["1", "1"], ["tiktok:7001", "1", "2", "99"], ["1", "1", song], [film, "1"], ["2", "1"], ["4", "1"],
          ["1", "tiktok:5", "--json"], ["1", "1", "2", song, "--json"],
        ] {
          let local = try await Binary.run(
            ["match"] + words, environment: stage.servers.merging(decoder) { $1 }, timeout: .seconds(60))
          let remote = try await Binary.run(
            ["match"] + words, environment: stage.gateway.merging(decoder) { $1 }, timeout: .seconds(60))
          #expect(remote.text == local.text && remote.errorText == local.errorText, "\(words)")
          #expect(remote.status == local.status, "\(words)")
        }
        let best = try await stage.run("match", "tiktok:7001", "1")

        #expect(best.isSuccess && best.text.contains("1. track 1: "), "\(best.errorText)")
      }
    }
  }
}
