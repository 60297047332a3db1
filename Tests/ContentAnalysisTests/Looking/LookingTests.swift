import Datasets
import Glibc
import Lifecycle
import Media
import MediaWire
import Models
import Samples
import Storage
import TestKit
import Testing
import Vision

@testable import ContentAnalysis

/// A worker that looks at videos, with the real decoder.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(3)))
struct LookingTests {
  @Test func `a film is seen and heard, and neither is done again for the same media`() async throws {
    try await withLooking { stage in
      try await stage.add(1, "so sad #kpop", link: try LookingStage.clip(3, sound: .noise).link)

      let states = try await stage.analyse([1], stage.eye())
      let view = try #require(try await stage.view(1)), features = try await stage.features(1)
      let clip = try view.clip.decode(AnalyzedClip.self)
      // This eye could see nothing.
      _ = try await stage.analyse([1], stage.eye(program: "no-such-program"), mark: "again")

      #expect(states == ["succeeded": 1])
      #expect(view.origin == "sample" && view.contents.count == 1 && view.contents[0].count == 64)
      #expect(clip.picture?.shots != nil && clip.sound != nil && abs(clip.duration - 8) < 0.3)
      #expect(clip.picture?.print.frames.isEmpty == true)
      let frames = try await ViewStore(stage.database.pool).prints(of: [Video.ID(1)])[Video.ID(1)]?.frames
      #expect(frames?.isEmpty == false && frames?.allSatisfy { $0.descriptor.count == 226 } == true)
      #expect(features?.genre?.value.top == .kPop && features?.mood?.value.top == .sad)
      #expect(try await stage.features(1) == features)
      #expect(try await stage.view(1)?.seenAt == view.seenAt)
      #expect(try await stage.unseen(1) == nil)
    }
  }

  @Test func `a film that kills its decoder is given another chance, and then its words are left`()
    async throws
  {
    try await withLooking { stage in
      try stage.write(Array("signal \(SIGSEGV)".utf8), "evil.mp4")
      try await stage.add(1, "#kpop", link: "file:evil.mp4")

      let states = try await stage.analyse([1], stage.eye(program: "ScriptedDecoder"))

      #expect(states == ["succeeded": 1])
      #expect(try await stage.unseen(1)?.code == "crashed")
      #expect(try await stage.features(1)?.genre?.value.top == .kPop)
      #expect(try await stage.view(1) == nil)
      let retries = try await stage.database.pool.rows(
        "select video_id from video_unseen where retry_at > now()", as: Int64.self)
      #expect(retries == [1])
    }
  }

  @Test func `what cannot be seen keeps what its words say, with the reason`() async throws {
    try await withLooking { stage in
      try stage.write(Array("no media at all".utf8), "broken.mp4")
      try await stage.add(1, "#kpop", link: "file:broken.mp4")
      try await stage.add(2, "#kpop", link: "file:missing.mp4")
      try await stage.add(3, "#kpop", link: nil)
      try await stage.add(4, "#kpop", link: "https://media.example/1.mp4?signature=x")
      try await stage.add(5, "#kpop", link: "sample-clip:nonsense")

      let states = try await stage.analyse(Array(1...5), stage.eye())

      #expect(states == ["succeeded": 5])
      var codes: [String?] = []
      for id in 1...5 as ClosedRange<Int64> {
        #expect(try await stage.features(id)?.genre?.value.top == .kPop)
        codes.append(try await stage.unseen(id)?.code)
      }
      #expect(codes == ["unreadable", "missing", "no-media", "off", "missing"])
    }
  }

  @Test func `a link that is signed anew leads to the same media, another path to others`() async throws {
    try await withLooking { stage in
      func place(of link: String) async throws -> String? {
        try await stage.database.pool.execute("update video set media_url = \(link)")
        return try await stage.database.pool.value("select video_place(1)", as: String?.self)
      }
      try await stage.add(1, link: nil)

      let first = try await place(of: "https://v16.example/video/a/?x-expires=1&x-signature=2")
      let signed = try await place(of: "https://v19.example/video/a/?x-expires=9&x-signature=8")
      let other = try await place(of: "https://v16.example/video/b/?x-expires=1&x-signature=2")
      let plain = try await place(of: "https://v16.example/video?id=1")

      #expect(first == signed && first != nil)
      #expect(Set([first, other, plain, try await place(of: "https://v16.example/video?id=2")]).count == 4)
    }
  }

  @Test func `those that have only words are done while another is looked at`() async throws {
    try await withLooking { stage in
      try await stage.add(1, link: try LookingStage.clip(4).link)
      for id in 2...40 as ClosedRange<Int64> { try await stage.add(id, "#kpop", link: nil) }
      let gate = Turnstile(1)
      await gate.enter()
      let eye = stage.eye([HeldPlace(gate: gate)])

      try await stage.begin(Array(1...40))
      try await stage.work([eye]) {
        let areDone = try await eventually(within: .seconds(60)) {
          try await stage.states() == ["succeeded": 39, "running": 1]
        }
        #expect(areDone)
        #expect(try await stage.features(1) == nil)
        gate.leave()
        #expect(try await eventually(within: .seconds(60)) { try await stage.states() == ["succeeded": 40] })
      }
      #expect(try await stage.view(1) != nil)
    }
  }

  @Test func `what an older version saw counts until this one can see it`() async throws {
    try await withLooking { stage in
      try await stage.add(1, link: try LookingStage.clip(5, sound: .noise).link)
      _ = try await stage.analyse([1], stage.eye())
      let features = try await stage.features(1)
      try await stage.database.pool.execute("update video_view set version = 1")
      try await stage.database.pool.execute("delete from content_features")

      _ = try await stage.analyse([1], stage.eye([]), mark: "again")

      #expect(try await stage.features(1) == features && features != nil)
      #expect(try await stage.unseen(1)?.code == "off")
    }
  }

  @Test func `what was seen counts where comparing it failed again and again`() async throws {
    try await withLooking { stage in
      let (id, pool) = (Video.ID(1), stage.database.pool)
      try await stage.add(1, link: try LookingStage.clip(6).link)
      _ = try await stage.analyse([1], stage.eye())
      var media = try #require(try await pool.perform { session in try session.videoMedia([id])[id] })
      let video = try #require(try await pool.perform { session in try session.analysableVideos([id])[id] })
      let (eye, last) = (stage.eye(), Eye.mostAttempts + 1)

      let seen = try await eye.look(at: id, media, attempt: last)
      let missed = try AnalysedVideo(id, video, media, KnownMusic(), MediaMiss("any", "any"))
      media.clip = nil
      let unseen = media
      let miss = await #expect(throws: MediaMiss.self) { try await eye.look(at: id, unseen, attempt: last) }
      await eye.close()

      #expect(seen.clip.picture != nil && seen.compared?.twins == nil)
      #expect(missed.unseen == nil)
      #expect(miss?.code == "attempts" && miss?.pause(afterTries: 1) == .seconds(86_400))
    }
  }

  @Test func `after key frames could not be loaded nobody loads them for a while`() async throws {
    try await withLooking { stage in
      let (id, pool) = (Video.ID(1), stage.database.pool)
      try await stage.add(1, link: try LookingStage.clip(7).link)
      _ = try await stage.analyse([1], stage.eye())
      let print = try #require(try await ViewStore(pool).prints(of: [id])[id])
      let patient = CopySearch(pool, logger: stage.database.logger)
      let eager = CopySearch(pool, logger: stage.database.logger, pause: .zero)

      try await pool.execute("alter table frame_descriptor rename to away")
      for search in [patient, eager] {
        await #expect(throws: StorageError.self) { _ = try await search.compared(id, print) }
      }
      try await pool.execute("alter table away rename to frame_descriptor")

      await #expect(throws: StorageError.self) { _ = try await patient.compared(id, print) }
      #expect(try await eager.compared(id, print).twins.isEmpty)
    }
  }

  @Test func `what was seen while key frames could not be loaded is compared later`() async throws {
    try await withLooking { stage in
      let (id, pool) = (Video.ID(1), stage.database.pool)
      let link = try LookingStage.clip(9).link
      try await stage.add(1, link: link)
      try await stage.add(2, link: link, posted: 1)
      _ = try await stage.analyse([2], stage.eye())
      let eye = stage.eye(), backlog = AnalysisBacklog<Video>(pool)
      let media = try #require(try await pool.perform { session in try session.videoMedia([id])[id] })
      func uncompared() async throws -> [Video.ID] {
        try await backlog.uncompared(
          after: nil, limit: 10, kind: "content-analysis", key: VideoToAnalyse.retryEnding
        ).subjects.map(\.subject)
      }

      try await pool.execute("alter table frame_descriptor rename to away")
      await #expect(throws: StorageError.self) {
        _ = try await eye.copies.compared(id, StoredPrint(VideoPrint(Self.frames)))
      }
      try await pool.execute("alter table away rename to frame_descriptor")
      await #expect(throws: StorageError.self) { try await eye.look(at: id, media) }
      let known = try #require(try await pool.perform { session in try session.videoMedia([id])[id] })
      let seen = try await eye.look(at: id, known, attempt: Eye.mostAttempts + 1)
      await eye.close()
      let atOnce = try await uncompared()
      try await pool.execute("update video_view set seen_at = now() - interval '2 hours'")
      let due = try await uncompared()
      _ = try await stage.analyse([1], stage.eye(), mark: "+again")

      #expect(seen.compared == nil && known.clip != nil && !known.isCompared)
      #expect(atOnce.isEmpty && due == [id])
      #expect(try await uncompared().isEmpty)
      #expect(try await stage.copies() == [2: 1])
    }
  }

  /// One that shows something.
  private static let frames: [VideoPrint.KeyFrame] = {
    var bytes = [UInt8](repeating: 200, count: FrameDescriptor.byteCount)
    bytes[0] = 1
    return FrameDescriptor(bytes: bytes).map { [.init(time: 0, descriptor: $0)] } ?? []
  }()

  @Test func `a post whose one photo ends each decoder is seen without it`() async throws {
    try await withLooking { stage in
      try stage.write(Array("about\nsignal \(SIGSEGV)".utf8), "evil.jpg")
      try stage.write(Array("about\npicture 90 160\nend".utf8), "good.jpg")
      try await stage.add(1, "#kpop", link: nil)
      try await stage.database.pool.execute(
        "update video set kind = 'photos', image_urls = '{file:good.jpg,file:evil.jpg}'")

      let states = try await stage.analyse([1], stage.eye(program: "ScriptedDecoder"))
      let view = try #require(try await stage.view(1))

      #expect(states == ["succeeded": 1])
      #expect(try view.clip.decode(AnalyzedClip.self).picture?.frames == 1)
      #expect(
        view.remark?.hasPrefix("1 of 2 photos cannot be seen: photo 2: ") == true, "\(view.remark ?? "")")
      #expect(try await stage.unseen(1) == nil)
    }
  }

  @Test func `only links of the kind that fits are made`() throws {
    let film = try LookingStage.clip(1).link
    func mayHave(_ kind: Video.Kind, _ links: String...) -> Bool {
      SampleClips().mayHave(SoughtVideo(Video.ID(1), kind: kind, links: links))
    }

    #expect(mayHave(.film, film))
    #expect(!mayHave(.photos, film) && !mayHave(.film, "sample-photo:1") && !mayHave(.film))
    #expect(!mayHave(.photos, "sample-photo:1", "https://media.example/2.jpg"))
    #expect(mayHave(.photos, "sample-photo:1", "sample-photo:2"))
  }

  @Test func `a known song in a video of its own sound is recognised, and is no track for that`() async throws
  {
    let song = try #require(
      SampleSong(number: 7_301_234_567_890_123_456, genre: .electronic, mood: .dark, tempo: 128, duration: 40)
    )
    try await withLooking { stage in
      try await stage.database.pool.execute(
        "insert into track (id, title, is_original_sound) values (9, 'Known', false)")
      try stage.write(song.sound(rate: 22_050).waveFile(), "song.wav")
      let eye = stage.eye()
      let file = try MediaFile(path: stage.folder + "/song.wav")
      let prints = try await eye.decoder.prints(of: file)
      let first = try #require(prints.first)
      let known = HeardTrack(Track.ID(9), Fingerprint(first.items, itemDuration: first.itemDuration))
      try await stage.database.pool.perform { session in try session.storeFingerprints([known.indexed]) }
      let clip = SampleClip(
        seed: 8, style: .dance, seconds: 15, pace: .cuts(perMinute: 30),
        look: try #require(ClipLook(light: 5, warmth: 5, colour: 6)), edit: .none,
        sound: .song(song, from: 10))
      try await stage.add(1, link: try #require(clip).link)

      _ = try await stage.analyse([1], eye)

      let music = try await ViewStore(stage.database.pool).music(in: Video.ID(1))
      #expect(music.map(\.track) == [Track.ID(9)])
      #expect(abs((music.first?.trackStart ?? 0) - 10) < 1)
      #expect(try await stage.database.pool.value("select count(*) from track", as: Int.self) == 1)
    }
  }
}

/// Lets nobody have a film before it is let go.
private struct HeldPlace: MediaPlace {
  let gate: Turnstile
  private let inner = SampleClips()

  init(gate: Turnstile) { self.gate = gate }

  func mayHave(_ video: SoughtVideo) -> Bool { inner.mayHave(video) }

  func media(of video: SoughtVideo) async throws -> FoundVideo {
    await gate.enter()
    defer { gate.leave() }
    return try await inner.media(of: video)
  }
}
