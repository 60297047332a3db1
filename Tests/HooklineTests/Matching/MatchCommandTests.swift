import Audio
import FoundationEssentials
import Media
import Models
import Storage
import TestKit
import Testing

@testable import Hookline

/// Films that ffmpeg makes and songs that are made here, with the real decoder.
@Suite(.timeLimit(.minutes(6)), .enabled(if: CutFilm.isPossible, "ffmpeg makes the films"))
struct MatchCommandTests {
  private struct Line: Decodable {
    struct Contribution: Decodable {
      let kind: String
      let contribution: Double
      let words: String
    }

    struct Alignment: Decodable {
      let offset: Double
      let shift: Double
      let hits: Int
      let cuts: Int
      let probability: Double
    }

    struct Segment: Decodable {
      let start: Double
      let end: Double
      let beats: [Double]
      let bars: [Double]
    }

    struct Tempo: Decodable {
      let of: String
      let multiple: Double
      let fits: Bool
    }

    let path: String?
    let error: String?
    let rank: Int?
    let video: String?
    let track: String?
    let score: Double?
    let contributions: [Contribution]?
    let alignment: Alignment?
    let segment: Segment?
    let tempo: [Tempo]?
    let remark: String?
  }

  private static func lines(_ output: String) throws -> [Line] {
    try output.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }

  /// How far the moment is from a beat of the test song, in seconds.
  private static func miss(_ moment: Double) -> Double { abs(moment - (moment * 2).rounded() / 2) }

  private static func writeSong(_ path: String, rate: Int = TestSong.rate) throws {
    try MediaStage.write(TestSong.samples(seconds: 40), to: path, rate: rate)
  }

  @Test
  func `of several songs the one that the film was cut to is the first, from where its beats meet the cuts`()
    async throws
  {
    try await MediaStage.withFolder { folder in
      let (film, songs) = (folder + "/film.mp4", folder + "/songs")
      try FileManager.default.createDirectory(atPath: songs, withIntermediateDirectories: false)
      try await CutFilm.make(film, cuts: CutFilm.onBeats)
      try Self.writeSong(songs + "/2.wav")
      // The same, a sixth faster.
      try Self.writeSong(songs + "/1.wav", rate: 25_700)
      try MediaStage.write(TestSong.noise(seconds: 40), to: songs + "/3.wav", rate: TestSong.rate)

      let outcome = await MediaStage.hookline(["match", "--json", film, songs])
      let text = await MediaStage.hookline(["match", film, songs + "/2.wav"])

      let lines = try Self.lines(outcome.output)
      #expect(outcome.status == .done && lines.map(\.rank) == [1, 2, 3], "\(outcome.errors)")
      let best = try #require(lines.first), alignment = try #require(best.alignment)
      #expect(best.track == songs + "/2.wav" && best.video == film)
      #expect(alignment.hits >= 9 && alignment.cuts == 10 && alignment.probability <= 0.01)
      #expect(Self.miss(alignment.offset + 0.72) < 0.06, "\(alignment.offset)")
      #expect(best.tempo?.first.map { $0.of == "cuts" && $0.multiple == 2 && $0.fits } == true)
      let segment = try #require(best.segment)
      #expect(segment.start == alignment.offset && abs(segment.end - segment.start - 15) < 0.1)
      #expect(segment.beats.count >= 28 && segment.beats.allSatisfy { Self.miss($0 - 0.22) < 0.06 })
      #expect((7...8).contains(segment.bars.count))
      let sum = (best.contributions ?? []).reduce(0) { $0 + $1.contribution }
      #expect(abs(sum - (best.score ?? .nan)) < 1e-9)
      let noise = try #require(lines.first { $0.track == songs + "/3.wav" })
      #expect(noise.alignment == nil && noise.remark == "it is noise and no music")
      #expect(text.status == .done && text.output.contains("cuts come within 70 ms of a beat"))
      #expect(
        text.output.contains("\(film): 0:15.0, 10 cuts") && text.output.contains("1. \(songs)/2.wav: 0."))
      #expect(text.output.contains("to cut on, in seconds of the film: "))
    }
  }

  @Test func `of a film that was cut to nothing no beginning is claimed, and the hook is proposed`()
    async throws
  {
    try await MediaStage.withFolder { folder in
      try await CutFilm.make(folder + "/film.mp4", cuts: CutFilm.loose)
      try Self.writeSong(folder + "/song.wav")

      let outcome = await MediaStage.hookline(["match", "--json", folder + "/film.mp4", folder + "/song.wav"])

      let line = try #require(try Self.lines(outcome.output).first)
      #expect(outcome.status == .done && line.alignment == nil)
      #expect(
        line.contributions?.first?.words == "the cuts come on beats no better than by chance")
      #expect(line.segment.map { Self.miss($0.start) < 0.06 && $0.beats[0] < 0.01 } == true)
    }
  }

  @Test func `what cannot be seen or heard is told, and the rest is matched`() async throws {
    try await MediaStage.withFolder { folder in
      let (film, song, photo) = (folder + "/film.mp4", folder + "/song.wav", folder + "/photo.png")
      try await CutFilm.make(film, cuts: CutFilm.loose)
      try await CutFilm.run(["-f", "lavfi", "-i", "testsrc2=size=120x200", "-frames:v", "1", photo])
      try Self.writeSong(song)

      let some = await MediaStage.hookline(["match", film, film, folder + "/none.wav", song, "17"])
      let json = await MediaStage.hookline(["match", "--json", film, film, song])
      let blind = await MediaStage.hookline(["match", song, song])
      let still = await MediaStage.hookline(["match", photo, song])
      let missing = await MediaStage.hookline(["match", folder + "/none.mp4", song])
      let folders = await MediaStage.hookline(["match", folder, song])
      let alone = await MediaStage.hookline(["match", film])

      // What is stored is asked for first, and cannot be.
      #expect(some.status == .failed && some.errors.contains("HOOKLINE_DATABASE_URL"), "\(some.errors)")
      let lines = try Self.lines(json.output)
      #expect(
        json.status == .failed && lines.map(\.error) == ["missing: there is no sound in the file", nil])
      #expect(lines.map(\.rank) == [nil, 1])
      #expect(blind.status == .failed && blind.errors.contains("there is no picture in it"))
      #expect(blind.output.isEmpty && still.errors.contains("photos have no cuts"))
      #expect(missing.status == .failed && missing.errors.contains("none.mp4: "))
      #expect(folders.status == .misused && folders.errors.contains("the film is one file"))
      #expect(alone.status == .misused)
    }
  }

  @Test func `whoever looks at a terminal sees what is looked at and listened to`() async throws {
    try await MediaStage.withFolder { folder in
      let (film, song) = (folder + "/film.mp4", folder + "/song.wav")
      try await CutFilm.make(film, cuts: CutFilm.loose)
      try Self.writeSong(song)
      let (output, errors) = (Capture(), Capture())
      let context = Context(
        console: Console(output: output, errors: errors, errorWidth: 200),
        environment: ["HOOKLINE_MEDIA_DECODER": CheckoutFiles.program("hookline-media-decoder")],
        directory: "/nowhere")
      guard
        case .run(let command, let invocation) = try ArgumentParser.parse(
          ["match", film, song], commands: Commands.all)
      else {
        Issue.record("match is no command")
        return
      }

      let status = try await command.run(invocation, context)

      #expect(status == .done && errors.text.contains("\rlooking at \(film)"))
      #expect(errors.text.contains("\rlistening to \(song)") && errors.text.hasSuffix("\r\u{1b}[K"))
    }
  }

  @Test(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"))
  func `videos and tracks that are stored are matched as their files are`() async throws {
    try await MediaStage.withFolder { folder in
      let (film, song) = (folder + "/film.mp4", folder + "/song.wav")
      try await CutFilm.make(film, cuts: CutFilm.onBeats)
      try Self.writeSong(song)
      try await withDatabase(migrated: true) { database in
        try await Self.fill(database, film: film, song: song)
        func run(_ arguments: String...) async -> MediaStage.Outcome {
          await MediaStage.hookline(["match"] + arguments, environment: JobsStage(database).environment)
        }

        let stored = await run("--json", "tiktok:7001", "1", song, "2", "99")
        let wrong = await run("4", "1"), unseen = await run("2", "1")

        let lines = try Self.lines(stored.output)
        let ranked = lines.filter { $0.rank != nil }
        #expect(stored.status == .failed && Set(ranked.map(\.track)) == ["track 1", song])
        #expect(
          ranked.allSatisfy { $0.video == "video 1" && Self.miss(($0.alignment?.offset ?? 0) + 0.72) < 0.06 })
        #expect(
          lines.compactMap(\.error).sorted() == [
            "nobody has listened to it yet",
            "there is no track 99; \"hookline tracks find\" finds them by name",
          ])
        #expect(wrong.status == .failed && wrong.errors.contains("there is no video 4"))
        #expect(unseen.status == .failed && unseen.errors.contains("video 2: nobody has looked at it yet"))
      }
    }
  }

  /// What the workers would store: video 1 and track 1 were analysed, video 2 and track 2 were not.
  static func fill(_ database: TestDatabase, film: String, song: String) async throws {
    let decoder = Decoder(
      DecoderSettings(program: CheckoutFiles.program("hookline-media-decoder")), logger: database.logger)
    let clip = try await decoder.clip(of: MediaFile(path: film)).clip
    var sound = try await decoder.analysis(of: MediaFile(path: song))
    await decoder.close()
    sound.waveform = nil
    let (view, heard) = (try JSON(encoding: clip), try JSON(encoding: sound))
    try await database.add(author: 1, "anna")
    try await database.add(videos: [PastVideo(Video.ID(1)), PastVideo(Video.ID(2))], by: 1)
    try await database.add(tracks: (1...2).map { KnownTrack(Track.ID($0), title: "T") })
    try await database.pool.execute(
      "insert into video_source (platform, key, video_id) values ('tiktok', '7001', 1)")
    try await database.pool.transaction { session in
      try session.storeView(
        StoredView(Video.ID(1), origin: "link", place: "", contents: [], clip: view), StoredPrint([]), nil)
      try session.storeSounds([
        StoredSound(
          Track.ID(1), origin: "library", place: "", contentHash: nil, sound: heard, waveform: nil)
      ])
    }
  }
}
