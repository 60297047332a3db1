import Models
import TestKit
import Testing

@testable import Sources

@Suite struct SpotifyExtendedTests {
  private typealias Setting = SpotifySetting

  @Test(.timeLimit(.minutes(1)))
  func `does not ask for what it was not told to ask for`() async throws {
    let setting = try Setting { _ in .json(Setting.track()) }

    let features = await #expect(throws: SourceError.self) {
      try await setting.api.audioFeatures(of: Setting.ids[0])
    }
    let others = await #expect(throws: SourceError.self) {
      try await setting.api.recommendations(like: Setting.ids)
    }
    let tracks = try await setting.api.tracks([Setting.ids[0], "none"])

    #expect(features?.code == .unsupported && others?.code == .unsupported)
    #expect(tracks.count == 1)
    #expect(setting.asked.map(\.path) == ["/v1/tracks/\(Setting.ids[0])"])
  }

  @Test(.timeLimit(.minutes(1)))
  func `asks where it is open`() async throws {
    let setting = try Setting(isExtended: true) { request in
      switch request.path {
      case "/v1/recommendations": .json(#"{"seeds":[],"tracks":[\#(Setting.track())]}"#)
      case "/v1/tracks":
        .json(#"{"tracks":[\#(Setting.track(Setting.ids[0])),null,\#(Setting.track(Setting.ids[2]))]}"#)
      default:
        .json(#"{"id":"\#(Setting.ids[0])","tempo":121.5,"energy":0.8,"valence":1.5,"loudness":-7.1}"#)
      }
    }

    let features = try await setting.api.audioFeatures(of: Setting.ids[0])
    let others = try await setting.api.recommendations(like: Setting.ids, limit: 3)
    let tracks = try await setting.api.tracks(Setting.ids)

    #expect(features?.tempo == 121.5 && features?.energy == 0.8 && features?.loudness == -7.1)
    #expect(features?.valence == nil && features?.danceability == nil)
    #expect(others.count == 1 && tracks.map(\.key.id) == [Setting.ids[0], Setting.ids[2]])
    #expect(setting.asked.last?.query["ids"] == Setting.ids.joined(separator: ","))
    #expect(setting.asked[1].query["seed_tracks"] == Setting.ids.joined(separator: ","))
  }

  @Test(.timeLimit(.minutes(1)))
  func `keeps in mind for a week that it was refused, across instances`() async throws {
    let memory = KeepingMemory()
    let two = try [1, 2].map { _ in
      try Setting(memory: memory, isExtended: true) { _ in Setting.trouble(403) }
    }

    for setting in two {
      for _ in 1...2 {
        let error = await #expect(throws: SourceError.self) {
          try await setting.api.audioFeatures(of: Setting.ids[0])
        }
        #expect(error?.code == .refused)
      }
    }
    let before = two.map(\.asked.count)
    two[1].time.pass(.seconds(7 * 86_400))
    _ = await #expect(throws: SourceError.self) { try await two[1].api.audioFeatures(of: Setting.ids[0]) }

    #expect(before == [1, 0])
    #expect(two.map(\.asked.count) == [1, 1])
    #expect(!memory.texts.joined().contains("s3cret") && !memory.texts.joined().contains("t0ken"))
  }

  @Test(.timeLimit(.minutes(1)))
  func `takes no other failure for a refusal`() async throws {
    let setting = try Setting(isExtended: true) { _ in Setting.trouble(400) }

    for _ in 1...2 {
      _ = await #expect(throws: SourceError.self) { try await setting.api.audioFeatures(of: Setting.ids[0]) }
    }

    #expect(setting.asked.count == 2)
  }

  @Test(.timeLimit(.minutes(1)))
  func `has tracks one by one where many at once are refused`() async throws {
    let setting = try Setting(isExtended: true) { request in
      request.path == "/v1/tracks" ? Setting.trouble(403) : .json(Setting.track())
    }

    let first = try await setting.api.tracks([Setting.ids[0]])
    let second = try await setting.api.tracks([Setting.ids[0]])

    #expect(first.count == 1 && second == first)
    let one = "/v1/tracks/\(Setting.ids[0])"
    #expect(setting.asked.map(\.path) == ["/v1/tracks", one, one])
  }
}
