import Audio
import FoundationEssentials
import Glibc
import Lifecycle
import Media
import Models
import Samples
import Storage
import Telemetry
import TestKit
import Testing
import TestMusic

@testable import MusicAnalysis

private let espeak = "/usr/bin/espeak-ng"
private let speaks = access(espeak, X_OK) == 0

/// A worker that listens, with the real decoder.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(3)))
struct ListeningTests {
  private static let seed: UInt64 = 11
  /// One with a steady tempo and a key.
  private static let song = TestMusic.keys(.tuning, count: 8, seed: seed).first {
    $0.truth.tempo != nil && $0.truth.key != nil && $0.truth.duration > 20
  }

  @Test func `a track of the library gets tempo, key, hook and waveform, beside what its name says`()
    async throws
  {
    let song = try #require(Self.song)
    try await withListening { stage in
      try stage.write(song.sound().waveFile(), "song.wav")
      try await stage.add(1, "Afrobeats", file: "song.wav")

      let states = try await stage.analyse([1], stage.ear())

      #expect(states == ["succeeded": 1])
      let sound = try #require(try await stage.sound(1)), features = try #require(try await stage.features(1))
      let tempo = try #require(sound.tempo), truth = try #require(song.truth.tempo)
      let octaves = log2(tempo.bpm / truth)
      #expect(abs(octaves - octaves.rounded()) < 0.02, "\(tempo) for \(truth), seed \(Self.seed)")
      #expect(sound.key != nil && !sound.beats.isEmpty && sound.loudness != nil, "seed \(Self.seed)")
      #expect(features.genre?.value.top == .afrobeats)
      let detail = features.tempo?.findings.first { $0.evidence == .audio }?.detail
      #expect(
        detail?.hasPrefix("sound: \(Int(tempo.bpm.rounded())) BPM, sure ") == true, "\(detail ?? "none")")
      #expect(features.energy?.findings.contains { $0.evidence == .audio } == true)
      let hook = try #require(features.hook)
      #expect(hook.end > hook.start && !hook.reason.isEmpty)
      let stored = try #require(try await stage.stored(1))
      #expect(stored.origin == "library" && stored.contentHash?.count == 64 && stored.remark == nil)
      #expect(try stored.waveform?.decode(Waveform.self).lows.isEmpty == false)
      #expect(try await stage.unheard(1) == nil)
    }
  }

  @Test func `the same file gives the same bytes, and one that was heard is not heard again`() async throws {
    let song = try #require(Self.song)
    try await withListening { stage in
      let bytes = song.sound().waveFile()
      for id in 1...2 as ClosedRange<Int64> {
        try stage.write(bytes + (id == 2 ? [0, 0] : []), "\(id).wav")
        try await stage.add(id, "One", file: "\(id).wav")
      }

      _ = try await stage.analyse([1, 2], stage.ear())
      let first = try await stage.stored(1), second = try await stage.stored(2)
      let before = try await stage.features(1)
      // Whatever this ear is told to hear, it cannot: there is no such decoder.
      _ = try await stage.analyse([1, 2], stage.ear(program: "no-such-program"), mark: "again")

      #expect(first?.sound.text == second?.sound.text && first?.waveform?.text == second?.waveform?.text)
      #expect(first != nil && first?.contentHash != second?.contentHash)
      #expect(try await stage.features(1) == before && before?.hook != nil)
      #expect(try await stage.unheard(1) == nil)
    }
  }

  @Test func `two tracks that sound the same are one`() async throws {
    let song = try #require(Self.song)
    try await withListening { stage in
      let bytes = song.sound().waveFile()
      for (id, title) in [(1, "Paper Lanterns"), (2, "Track 07")] as [(Int64, String)] {
        try stage.write(bytes + [UInt8](repeating: 0, count: Int(id) * 2), "\(id).wav")
        try await stage.add(id, title, file: "\(id).wav")
        try await stage.database.pool.execute(
          """
          insert into track_portrait (track_id, platform, key, title, is_original_sound, claims, keys, seen_at)
          values (\(id), 'library', \(title), \(title), false, '[]', '{}', now())
          """)
      }

      _ = try await stage.analyse([1], stage.ear())
      let states = try await stage.analyse([2], stage.ear())

      #expect(states == ["succeeded": 2])
      let links = try await stage.database.pool.rows(
        "select left_id, right_id, relation, rule from track_link where undone_at is null", as: Int64.self,
        Int64.self, String.self, String.self)
      #expect(links.map(\.0) == [1] && links.map(\.1) == [2] && links.map(\.3) == ["fingerprint"], "\(links)")
    }
  }

  @Test func `what cannot be heard keeps what its name says, with the reason`() async throws {
    try await withListening { stage in
      try stage.write(Array("no media at all".utf8), "broken.wav")
      try stage.write(Array("other".utf8), "changed.wav")
      try await stage.add(1, "Happy Afrobeats 104 BPM", file: "broken.wav")
      try await stage.add(2, "Happy Afrobeats 104 BPM", file: "missing.wav", key: "ab12")
      try await stage.add(3, "Happy Afrobeats 104 BPM", file: "changed.wav", key: "ab13")
      try await stage.add(4, "Happy Afrobeats 104 BPM")
      try await stage.add(5, "Happy Afrobeats 104 BPM", link: "https://media.example/1.mp3?signature=x")
      try await stage.add(6, "Happy Afrobeats 104 BPM", file: "../missing.wav", key: "ab14")

      let states = try await stage.analyse(Array(1...6), stage.ear())

      #expect(states == ["succeeded": 6])
      var codes: [String?] = []
      for id in 1...6 as ClosedRange<Int64> {
        #expect(try await stage.features(id)?.tempo?.value.beatsPerMinute == 104)
        #expect(try await stage.stored(id) == nil)
        codes.append(try await stage.unheard(id)?.code)
      }
      #expect(codes == ["unreadable", "missing", "corrupt", "no-media", "off", "missing"])
      let retries = try await stage.database.pool.rows(
        "select track_id from track_unheard where retry_at is not null order by 1", as: Int64.self)
      #expect(retries == [3, 5])
    }
  }

  @Test func `what an older version heard counts where the folder is away, which is looked for again`()
    async throws
  {
    let song = try #require(Self.song)
    try await withListening { stage in
      try stage.write(song.sound().waveFile(), "song.wav")
      try await stage.add(1, "One", file: "song.wav")

      _ = try await stage.analyse([1], stage.ear())
      let hook = try await stage.features(1)?.hook
      try await stage.database.pool.execute("update track_sound set version = 1")
      try await stage.database.pool.execute("delete from music_features")
      try await stage.database.pool.execute("update library_file set root = root || '/away'")
      _ = try await stage.analyse([1], stage.ear(), mark: "again")

      #expect(try await stage.features(1)?.hook == hook && hook != nil)
      #expect(try await stage.unheard(1)?.code == "unavailable")
      let retries = try await stage.database.pool.rows(
        "select track_id from track_unheard where retry_at is not null", as: Int64.self)
      #expect(retries == [1])
    }
  }

  @Test func `a track whose fingerprint was kept but not compared is compared yet`() async throws {
    try await withListening { stage in
      try await stage.add(1, "One", link: "https://media.example/1.mp3")
      func wasCompared() async throws -> Bool? {
        try await stage.database.pool.perform { session in
          try session.trackMedia([Track.ID(1)])[Track.ID(1)]?.wasCompared
        }
      }

      try await stage.database.pool.execute(
        """
        insert into fingerprint (track_id, number, algorithm, item_duration, items, terms, places)
        values (1, 0, 1, 0.1, '\\x00000000', '{}', '{}')
        """)
      let before = try await wasCompared()
      try await stage.database.pool.execute(
        "insert into track_sound (track_id, version, origin, place, sound) values (1, 1, 'link', '', '{}')")

      #expect(before == false)
      #expect(try await wasCompared() == true)
    }
  }

  @Test func `a decoder that dies over a file, and one that is not there, cost no task`() async throws {
    try await withListening { stage in
      try stage.write(Array("signal \(SIGSEGV)".utf8), "evil.wav")
      try await stage.add(1, "Happy Afrobeats 104 BPM", file: "evil.wav")
      try stage.write(Array("signal \(SIGABRT)".utf8), "other.wav")
      try await stage.add(2, "Happy Afrobeats 104 BPM", file: "other.wav")

      let crashed = try await stage.analyse([1], stage.ear(program: "ScriptedDecoder"))
      let absent = try await stage.analyse([2], stage.ear(program: "no-such-program"))

      #expect(crashed == ["succeeded": 1] && absent == ["succeeded": 2])
      #expect(try await stage.unheard(1)?.code == "crashed")
      #expect(try await stage.unheard(2)?.code == "no-decoder")
      #expect(try await stage.features(1)?.genre?.value.top == .afrobeats)
    }
  }

  @Test(.enabled(if: speaks, "needs espeak-ng"))
  func `silence and speech have no tempo and no hook, and are told of`()
    async throws
  {
    try await withListening { stage in
      let rate = 22_050
      try stage.write(
        SongSound(rate: rate, channels: [[Float](repeating: 0, count: rate * 8)]).waveFile(), "silence.wav")
      let words = (1...12).map { "Sentence number \($0) says that nobody sings in it." }.joined(
        separator: " ")
      _ = try await ChildProcess(espeak, ["-w", stage.folder + "/speech.wav", words], timeout: .seconds(30))
        .run()
      try await stage.add(1, "Happy", file: "silence.wav")
      try await stage.add(2, "Happy", file: "speech.wav")

      let states = try await stage.analyse([1, 2], stage.ear())

      #expect(states == ["succeeded": 2])
      #expect(try await stage.stored(1)?.remark == "it is silence")
      #expect(try await stage.stored(2)?.remark == "it is speech and no music")
      for id in 1...2 as ClosedRange<Int64> {
        let features = try await stage.features(id)
        #expect(
          features?.tempo == nil && features?.hook == nil && features?.mood?.value.top == .happy, "\(id)")
      }
    }
  }

  @Test func `those that have only names are done while another is listened to`() async throws {
    let song = try #require(Self.song)
    try await withListening { stage in
      try stage.write(song.sound().waveFile(), "song.wav")
      try await stage.add(1, "One", file: "song.wav")
      for id in 2...40 as ClosedRange<Int64> { try await stage.add(id, "Happy Afrobeats \(id)") }
      let gate = Turnstile(1)
      await gate.enter()
      let ear = stage.ear([HeldPlace(inner: LibraryPlace(), gate: gate)])

      try await stage.begin(Array(1...40))
      try await stage.work(ear) {
        let areDone = try await eventually { try await stage.states() == ["succeeded": 39, "running": 1] }
        let states = try await stage.states()
        #expect(areDone, "\(states)")
        #expect(try await stage.features(1) == nil)
        gate.leave()
        #expect(try await eventually(within: .seconds(60)) { try await stage.states() == ["succeeded": 40] })
      }

      #expect(try await stage.features(1)?.hook != nil)
    }
  }

  @Test func `what wants a newer version is kept for a newer worker, and what wants none is done by any`()
    async throws
  {
    try await withListening { stage in
      for id in 1...3 as ClosedRange<Int64> { try await stage.add(id, "Happy Afrobeats 104 BPM") }

      try await stage.begin([1], schema: TrackToAnalyse.schema + 1)
      // As it was queued before versions were told.
      try await stage.begin([2], schema: 1)
      try await stage.begin([3])
      func parked() async throws -> [String] {
        try await stage.database.pool.rows(
          "select key from outbox where parked_since is not null and due_at > now()", as: String.self)
      }
      var isParked = false
      try await stage.work(nil) {
        isParked = try await eventually {
          let states = try await stage.states(), keys = try await parked()
          return states == ["succeeded": 2, "queued": 1] && keys.count == 1
        }
      }
      let features = [try await stage.features(1), try await stage.features(2), try await stage.features(3)]
      var isDone = false
      try await stage.work(nil, version: TrackToAnalyse.schema + 1) {
        isDone = try await eventually { try await stage.states() == ["succeeded": 3] }
      }

      #expect(features.map { $0 == nil } == [true, false, false])
      #expect(stage.database.hasLogged("message parked"))
      #expect(isParked && isDone)
    }
  }

  @Test func `tries are counted for each medium`() async throws {
    try await withListening { stage in
      try await stage.add(1, "One", link: "https://media.example/1.mp3")
      func wait() async throws -> Double? {
        try await stage.database.pool.value(
          "select extract(epoch from retry_at - at)::float8 from track_unheard", as: Double?.self)
      }

      for number in 1...3 { _ = try await stage.analyse([1], nil, mark: "\(number)") }
      let before = try await stage.unheard(1), long = try await wait()
      try await stage.database.pool.execute("update track set media_url = media_url || '?new'")
      _ = try await stage.analyse([1], nil, mark: "other")
      let after = try await stage.unheard(1), short = try await wait()

      #expect(before?.tries == 3 && before?.placeTries == 3 && long == 4 * 86_400)
      #expect(after?.tries == 4 && after?.placeTries == 1 && short == 6 * 3600)
    }
  }

  @Test func `another link leads to another sound, and the one before counts where it leads nowhere`()
    async throws
  {
    let song = try #require(Self.song)
    try await withListening { stage in
      let bytes = song.sound().waveFile()
      let server = try PlayedServer { request, _ in
        request.hasPrefix("GET /1.wav")
          ? .of(200, [], bytes) : request.hasPrefix("GET /2.wav") ? .of(200, [], bytes + [0, 0]) : .of(410)
      }
      var settings = FetchSettings()
      settings.allowed = try #require(AllowList("127.0.0.1:\(server.port)"))
      let store = FolderStore(stage.folder + "/media")
      try FileManager.default.createDirectory(atPath: store.path, withIntermediateDirectories: true)
      let fetcher = Fetcher(settings, directory: store.fetchingPath, logger: stage.database.logger)
      let ear = { stage.ear([LinkPlace(links: LinkedMedia(fetcher: fetcher, store: store))]) }
      try await stage.add(1, "One", link: "http://127.0.0.1:\(server.port)/1.wav")
      func hash(after link: String) async throws -> String? {
        try await stage.database.pool.execute(
          "update track set media_url = \("http://127.0.0.1:\(server.port)/\(link)")")
        _ = try await stage.analyse([1], ear(), mark: link)
        return try await stage.stored(1)?.contentHash
      }

      let first = try await hash(after: "1.wav")
      let second = try await hash(after: "2.wav")
      let last = try await hash(after: "gone.wav")

      #expect(first != nil && second != nil && first != second)
      #expect(last == second)
      #expect(try await stage.unheard(1) == nil)
      // What is on its way has its place beside what is kept.
      #expect(try await store.condition()?.usage.foreignCount == 0)
    }
  }

  @Test func `a link is fetched once, and heard again from what is kept when it is gone`() async throws {
    let song = try #require(Self.song)
    try await withListening { stage in
      let bytes = song.sound().waveFile()
      let server = try PlayedServer { request, number in
        number == 1 && request.hasPrefix("GET /1.wav") ? .of(200, [], bytes) : .of(410)
      }
      let place = "http://127.0.0.1:\(server.port)"
      var settings = FetchSettings()
      settings.allowed = try #require(AllowList("127.0.0.1:\(server.port)"))
      let fetcher = Fetcher(settings, directory: stage.folder + "/fetching", logger: stage.database.logger)
      let links = LinkPlace(links: LinkedMedia(fetcher: fetcher, store: FolderStore(stage.folder + "/media")))
      try await stage.add(1, "One", link: place + "/1.wav")

      let first = try await stage.analyse([1], stage.ear([LibraryPlace(), links]))
      let heard = try await stage.stored(1)
      // As if it had been another version that heard it.
      try await stage.database.pool.execute("update track_sound set version = 1")
      try await stage.add(2, "Two", link: place + "/2.wav")
      try await stage.add(3, "Three", link: "https://media.internal/3.wav")
      let states = try await stage.analyse([1, 2, 3], stage.ear([LibraryPlace(), links]), mark: "again")

      #expect(first == ["succeeded": 1] && states == ["succeeded": 4])
      #expect(heard?.origin == "link" && heard?.contentHash?.count == 64)
      #expect(try await stage.stored(1)?.version == TrackFeatures.version)
      #expect(try await stage.stored(1)?.sound.text == heard?.sound.text)
      #expect(server.requests.count { $0.contains("/1.wav") } == 1)
      #expect(try await stage.unheard(2)?.code == "gone")
      #expect(try await stage.unheard(3)?.code == "refused")
    }
  }
}

/// Gives nothing before it may.
private struct HeldPlace: MediaPlace {
  let inner: AnySoundPlace
  let gate: Turnstile

  func mayHave(_ track: SoughtTrack) -> Bool { inner.mayHave(track) }

  func media(of track: SoughtTrack) async throws -> FoundSound {
    await gate.enter()
    defer { gate.leave() }
    return try await inner.media(of: track)
  }
}
