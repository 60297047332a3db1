import FoundationEssentials
import Knowledge
import Models
import Recommending
import Storage
import TestKit
import Testing

@testable import Hookline

/// Lists for a film that is not posted yet.
@Suite(
  .enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"),
  .enabled(if: CutFilm.isPossible, "ffmpeg makes the films"), .timeLimit(.minutes(3)))
struct FreshVideoTests {
  private struct Document: Decodable {
    struct List: Decodable {
      let context: Asked
      let items: [Item]
    }
    struct Asked: Decodable {
      let video: Bool
      let length: Double?
    }
    struct Item: Decodable {
      let trackId: String
      let reasons: [String]
    }
    let recommendations: [List]
  }

  private static func track(_ id: Int64, _ title: String, tempo: Double) -> KnownTrack {
    KnownTrack(
      Track.ID(id), title: title,
      features: TrackFeatures(
        tempo: Tempo(tempo).flatMap { Feature([Finding($0, confidence: 0.9, evidence: .audio)]) }))
  }

  @Test func `a file is looked at now, and its cuts say which tempo suits it`() async throws {
    try await withJobs { stage in
      try await stage.addAnna()
      try await stage.database.add(tracks: [
        Self.track(31, "Of its tempo", tempo: 120), Self.track(32, "Of another", tempo: 87),
      ])
      try await MediaStage.withFolder { folder in
        let film = folder + "/film.mp4"
        try await CutFilm.make(film, cuts: CutFilm.onBeats)
        try Data("no film".utf8).write(to: URL(filePath: folder + "/words.mp4"))

        let found = await MediaStage.hookline(
          ["recommend", "anna", "--json", "--video", film], environment: stage.environment)
        let text = await MediaStage.hookline(
          ["recommend", "anna", "--video", film], environment: stage.environment)
        let broken = await MediaStage.hookline(
          ["recommend", "anna", "--video", folder + "/words.mp4"], environment: stage.environment)

        #expect(found.status == .done, "\(found.errors)")
        let list = try #require(
          try JSONDecoder().decode(Document.self, from: Data(found.output.utf8)).recommendations.first)
        let ids = list.items.map(\.trackId)
        #expect(list.context.video && abs((list.context.length ?? 0) - 15) < 0.2)
        let (own, other) = (try #require(ids.firstIndex(of: "31")), try #require(ids.firstIndex(of: "32")))
        #expect(own < other)
        #expect(list.items[own].reasons.contains { $0.contains("BPM") }, "\(list.items[own].reasons)")
        #expect(text.output.contains("going by the video; a fresh list"))
        #expect(broken.status == .failed && broken.errors.contains("words.mp4"), "\(broken.errors)")
      }
    }
  }

  @Test func `where the video says nothing the list goes by the others, and says so`() async throws {
    try await withJobs { stage in
      try await stage.addAnna()
      var asked = RequestContext()
      asked.video = VideoFeatures()

      let made = try #require(
        try await FreshLists(context: asked, database: stage.database.pool).lists(for: [Author.ID(1)])[
          Author.ID(1)])
      let console = Capture()
      ListReport(KnownList(try Handle("anna"), made.found, fresh: made.facts))
        .show(on: Console(output: console, errors: Capture()))

      #expect(!made.facts.isOfVideo)
      #expect(console.text.contains("going by 8 videos") && !console.text.contains("by the video;"))
    }
  }
}
