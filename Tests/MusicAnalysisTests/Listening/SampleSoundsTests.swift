import Audio
import FoundationEssentials
import Glibc
import Media
import Models
import Samples
import Storage
import TestKit
import Testing

@testable import MusicAnalysis

/// Songs of the made-up world, with the real decoder.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(3)))
struct SampleSoundsTests {
  private static let place = SampleSounds(rate: Listener.sampleRate)

  @Test func `a song is heard as it is told, without a file or a network`() async throws {
    let song = try #require(
      SampleSong(number: 7_301_234_567_890_123_456, genre: .electronic, mood: .dark, tempo: 128, duration: 40)
    )
    try await withListening { stage in
      try await stage.add(1, "", link: song.link)

      let states = try await stage.analyse([1], stage.ear([Self.place]))

      #expect(states == ["succeeded": 1])
      let sound = try #require(try await stage.sound(1)), features = try #require(try await stage.features(1))
      let (tempo, key, hook) = (
        try #require(sound.tempo), try #require(sound.key), try #require(features.hook)
      )
      let octaves = log2(tempo.bpm / 128)
      #expect(abs(octaves - octaves.rounded()) < 0.02 && abs(sound.duration - 40) < 0.1)
      #expect(key.tonic == song.plan.key.tonic && key.mode == .minor)
      #expect(hook.start >= 0 && hook.end <= 40 && !hook.reason.isEmpty)
      #expect(features.tempo?.findings.contains { $0.evidence == .audio } == true)
      #expect(try await stage.stored(1)?.origin == "sample")
    }
  }

  @Test func `a link that leads to no song is told as such`() async throws {
    try await withListening { stage in
      try await stage.add(1, "Happy Pop", link: "sample:1/polka/happy/120/40")

      let states = try await stage.analyse([1], stage.ear([Self.place]))

      #expect(states == ["succeeded": 1])
      let unheard = try #require(try await stage.unheard(1))
      #expect(unheard.code == "missing" && unheard.reason == "its link leads to no song that can be made")
      let features = try #require(try await stage.features(1))
      #expect(features.hook == nil && features.genre?.value.top == .pop)
    }
  }

  @Test func `a song lies in the folder that it is to lie in, and leaves nothing there`() async throws {
    let song = try #require(
      SampleSong(number: 7_301_234_567_890_123_456, genre: .electronic, mood: .dark, tempo: 128, duration: 10)
    )
    try await withListening { stage in
      func place(_ folder: String) -> SampleSounds { SampleSounds(rate: 8_000, folder: folder) }
      let track = SoughtTrack(Track.ID(1), mediaURL: song.link)

      let found = try await place(stage.folder).media(of: track)

      #expect(found.contentHash != nil)
      #expect(try FileManager.default.contentsOfDirectory(atPath: stage.folder).isEmpty)
      await #expect(throws: MediaError.self) { try await place(stage.folder + "/missing").media(of: track) }
    }
  }

  @Test func `links of the web are another place's`() {
    for link in ["https://cdn.example.invalid/1.mp3", "SAMPLE:1/pop/happy/120/40", nil] as [String?] {
      #expect(!Self.place.mayHave(SoughtTrack(Track.ID(1), mediaURL: link)))
    }
    #expect(Self.place.mayHave(SoughtTrack(Track.ID(1), mediaURL: "sample:1/polka/happy/120/40")))
  }
}
