import Media
import Models
import Samples
import TestKit
import Testing
import Vision

@testable import Content

/// Films with planted looks, cuts and sound, seen and heard by the real decoder: what they say of mood, energy and tempo.
@Suite(.timeLimit(.minutes(3))) struct SeenClipTests {
  private static func look(light: Int = 5, warmth: Int = 5, colour: Int = 5) throws -> ClipLook {
    try #require(ClipLook(light: light, warmth: warmth, colour: colour))
  }

  private static func clip(
    _ look: ClipLook, style: SampleClip.Style = .talk, pace: SampleClip.Pace = .cuts(perMinute: 20),
    seconds: Int = 12, sound: SampleClip.Sound = .none
  ) async throws -> AnalyzedClip {
    let film = SampleClip(seed: 17, style: style, seconds: seconds, pace: pace, look: look, sound: sound)
    return try await seen([try #require(film).file(soundRate: 22_050)])
  }

  /// One file is a film, several are photos.
  private static func seen(_ files: [[UInt8]]) async throws -> AnalyzedClip {
    var settings = DecoderSettings(program: CheckoutFiles.program("hookline-media-decoder"))
    settings.slots = 1
    let decoder = Decoder(settings, logger: .silent)
    let clip: Result<AnalyzedClip, any Error>
    do {
      let files = try files.map { try MediaFile(holding: $0, in: "/tmp") }
      clip = .success(
        files.count == 1 ? try await decoder.clip(of: files[0]).clip : try await decoder.photos(files))
    } catch { clip = .failure(error) }
    await decoder.close()
    return try clip.get()
  }

  /// What the picture alone says.
  private static func said<Value>(_ feature: Feature<Value>?) -> Finding<Value>? {
    feature?.findings.first { $0.evidence == .picture }
  }

  private static func width(_ feature: Feature<Double>?) -> Double {
    feature?.interval.map { $0.high - $0.low } ?? .infinity
  }

  // MARK: Looks

  @Test func `bright, colourful and warm pictures please more than dark, grey and cold ones, none surely`()
    async throws
  {
    func valence(_ look: ClipLook) async throws -> (Finding<Double>, Feature<Double>) {
      let feature = VideoFeatures(of: AnalysableVideo(), clip: try await Self.clip(look)).valence
      return (try #require(Self.said(feature)), try #require(feature))
    }

    let (bright, feature) = try await valence(Self.look(light: 9))
    let (dark, _) = try await valence(Self.look(light: 0))
    let (colourful, _) = try await valence(Self.look(colour: 9))
    let (grey, _) = try await valence(Self.look(colour: 0))
    let (warm, _) = try await valence(Self.look(warmth: 9, colour: 7))
    let (cold, _) = try await valence(Self.look(warmth: 0, colour: 7))

    #expect(bright.value > dark.value + 0.15, "\(bright) and \(dark)")
    #expect(colourful.value > grey.value + 0.04, "\(colourful) and \(grey)")
    #expect(warm.value > cold.value, "\(warm) and \(cold)")
    for finding in [bright, dark, colourful, grey, warm, cold] {
      #expect((0.15...0.85).contains(finding.value) && finding.confidence <= 0.15)
      #expect(finding.detail?.hasPrefix("picture: brightness ") == true)
    }
    // Of a picture alone hardly anything is known: four cases of five take most of what there is.
    #expect(Self.width(feature) > 0.6 && feature.confidence <= 0.15, "\(feature)")
    let names = VideoFeatures(of: AnalysableVideo(), clip: try await Self.clip(Self.look(light: 0))).looks
    #expect(names?.contains("dark") == true, "\(names ?? [])")
  }

  @Test func `fast cuts and movement excite more than a slow talk, and a slideshow stands still`()
    async throws
  {
    func energy(
      _ style: SampleClip.Style, _ pace: SampleClip.Pace
    ) async throws -> (energy: Finding<Double>, arousal: Finding<Double>) {
      let clip = try await Self.clip(Self.look(), style: style, pace: pace)
      let features = VideoFeatures(of: AnalysableVideo(), clip: clip)
      return (try #require(Self.said(features.energy)), try #require(Self.said(features.arousal)))
    }

    let fast = try await energy(.dance, .cuts(perMinute: 90))
    let slow = try await energy(.talk, .cuts(perMinute: 5))
    let sameSlow = try await energy(.dance, .cuts(perMinute: 5))
    let slides = try await energy(.slides, .cuts(perMinute: 5))

    #expect(fast.energy.value > slow.energy.value + 0.3, "\(fast) and \(slow)")
    #expect(fast.energy.value > sameSlow.energy.value + 0.1, "\(fast) and \(sameSlow)")
    #expect(slides.energy.value < fast.energy.value - 0.3, "\(slides)")
    for finding in [fast.energy, slow.energy, sameSlow.energy, slides.energy, fast.arousal, slow.arousal] {
      #expect((0...1).contains(finding.value) && finding.confidence <= 0.35)
    }
    #expect(fast.energy.detail?.contains("cuts a minute") == true && fast.arousal.value == fast.energy.value)
  }

  @Test func `photos please or not, and are neither lively nor of a tempo`() async throws {
    let files = try [1, 2].map { seed in
      try #require(SamplePhoto(seed: seed, look: Self.look(light: 8))).file()
    }

    let clip = try await Self.seen(files)
    let features = VideoFeatures(of: AnalysableVideo(), clip: clip)

    #expect(Self.said(features.valence) != nil)
    #expect(features.energy == nil && features.arousal == nil && features.tempo == nil)
    #expect(features.length == nil && features.genre == nil && features.mood == nil)
  }

  // MARK: Beats

  private static func song(_ tempo: Int) throws -> SampleSong {
    try #require(SampleSong(number: 41, genre: .electronic, mood: .energetic, tempo: tempo, duration: 40))
  }

  @Test(arguments: [96, 120, 132])
  func `cuts on beats say the tempo up to the octave, and are less sure than what is heard`(
    tempo: Int
  ) async throws {
    let clip = try await Self.clip(
      Self.look(), style: .dance, pace: .beat, seconds: 15, sound: .song(Self.song(tempo), from: 5))

    let features = VideoFeatures(of: AnalysableVideo(), clip: clip)

    let seen = try #require(Self.said(features.tempo), "\(clip.picture?.shots?.transitions.count ?? 0) cuts")
    let truth = try #require(Tempo(Double(tempo)))
    let octaves = seen.value.octaves(to: truth)
    #expect(abs(octaves - octaves.rounded()) < 0.06, "\(seen) of \(tempo)")
    #expect(seen.confidence <= 0.6 && seen.detail?.hasPrefix("picture: cuts at ") == true)
    let heard = try #require(features.tempo?.findings.first { $0.evidence == .audio })
    let fused = try #require(features.tempo)
    let error = fused.value.octaves(to: truth)
    #expect(abs(error - error.rounded()) < 0.04 && fused.confidence >= heard.confidence, "\(fused)")
  }

  // MARK: What is known of the track

  private static func track(_ tempo: Double) throws -> TrackFeatures {
    func only<Value>(_ value: Value, _ confidence: Double) -> Feature<Value>? {
      Feature([Finding(value, confidence: confidence, evidence: .audio)])
    }
    return TrackFeatures(
      genre: only(.only(.electronic), 0.8), mood: only(.only(.energetic), 0.7),
      tempo: only(try #require(Tempo(tempo)), 0.9), energy: only(0.9, 0.7))
  }

  @Test func `a known track says of its video what it is, less sure of how that feels`() async throws {
    let track = try Self.track(128)
    let silent = try await Self.clip(Self.look())

    let features = VideoFeatures(of: AnalysableVideo(), clip: silent, track: track)
    func said<Value>(_ feature: Feature<Value>?) -> Finding<Value>? {
      feature?.findings.first { $0.evidence == .sound }
    }

    let genre = try #require(said(features.genre)), tempo = try #require(said(features.tempo))
    let mood = try #require(said(features.mood)), energy = try #require(said(features.energy))
    #expect(genre.value.top == .electronic && genre.detail == "track: electronic")
    #expect(tempo.value.beatsPerMinute == 128 && tempo.detail == "track: 128 BPM")
    #expect(mood.value.top == .energetic && energy.value == 0.9)
    let known = try (
      #require(track.genre), #require(track.tempo), #require(track.mood), #require(track.energy)
    )
    // Genre and tempo stay what they are under any picture; a feeling need not.
    #expect(abs(genre.confidence - 0.95 * known.0.confidence) < 1e-9)
    #expect(abs(tempo.confidence - 0.95 * known.1.confidence) < 1e-9)
    #expect(abs(mood.confidence - 0.6 * known.2.confidence) < 1e-9)
    #expect(abs(energy.confidence - 0.6 * known.3.confidence) < 1e-9)
  }

  @Test func `a track that is drowned by speech says little`() async throws {
    let track = try Self.track(128)
    let (music, speech) = try await (
      Self.clip(Self.look(), sound: .song(Self.song(128), from: 5)), Self.clip(Self.look(), sound: .speech)
    )

    let clear = VideoFeatures(of: AnalysableVideo(), clip: music, track: track)
    let drowned = VideoFeatures(of: AnalysableVideo(), clip: speech, track: track)

    let kinds = try #require(drowned.soundKind)
    #expect(kinds.speech > 0.5, "\(kinds)")
    let sure = try #require(clear.genre).confidence, unsure = drowned.genre?.confidence ?? 0
    #expect(sure > 0.6 && unsure < sure / 2, "\(sure), \(unsure)")
    #expect(drowned.tempo?.confidence ?? 0 < (clear.tempo?.confidence ?? 0) / 2)
    // What speaks has no tempo and no genre of its own.
    #expect(drowned.tempo?.findings.contains { $0.evidence == .audio } != true)
    #expect(drowned.genre?.findings.contains { $0.evidence == .audio } != true)
  }

  // MARK: What is missing

  /// The same video, with ever less known of it.
  private static func versions() async throws -> [(name: String, features: VideoFeatures)] {
    let look = try Self.look(light: 7, colour: 8)
    let whole = try await Self.clip(
      look, style: .dance, pace: .beat, seconds: 15, sound: .song(Self.song(128), from: 5))
    var mute = whole
    mute.sound = nil
    var blind = whole
    blind.picture = nil
    let words = AnalysableVideo(caption: "so much energy", hashtags: ["edm", "hype", "workout"])
    let track = try Self.track(128)
    return [
      ("all", VideoFeatures(of: words, clip: whole, track: track)),
      ("no words", VideoFeatures(of: AnalysableVideo(), clip: whole, track: track)),
      ("no track", VideoFeatures(of: words, clip: whole)),
      ("no sound", VideoFeatures(of: words, clip: mute, track: track)),
      ("no picture", VideoFeatures(of: words, clip: blind, track: track)),
      ("words alone", VideoFeatures(of: words)),
      ("picture alone", VideoFeatures(of: AnalysableVideo(), clip: mute)),
      ("sound alone", VideoFeatures(of: AnalysableVideo(), clip: blind)),
    ]
  }

  /// Whether what is missing in the other one says much the same as all together.
  private static func agrees(_ all: Feature<Double>?, but less: Feature<Double>) -> Bool {
    guard let all, let interval = all.interval else { return false }
    let kept = less.findings.map(\.evidence)
    return all.findings.filter { !kept.contains($0.evidence) }.allSatisfy {
      interval.low <= $0.value && $0.value <= interval.high
    }
  }

  @Test func `what is missing makes it wider and less sure, and not wrong`() async throws {
    let versions = try await Self.versions()
    let all = try #require(versions.first).features
    let (genre, energy) = try (#require(all.genre), #require(all.energy)), tempo = try #require(all.tempo)

    #expect(genre.value.top == .electronic && all.mood?.value.top == .energetic && energy.value > 0.6)
    #expect(abs(tempo.value.beatsPerMinute / 128 - 1) < 0.03, "\(tempo)")
    for (name, less) in versions.dropFirst() {
      // What disagrees with the rest makes it wider itself.
      if let found = less.energy, Self.agrees(all.energy, but: found) {
        #expect(Self.width(found) >= Self.width(energy) - 0.02, "\(name): \(found) and \(energy)")
        #expect(found.confidence <= energy.confidence + 0.02, "\(name): \(found) and \(energy)")
        #expect(found.interval.map { $0.low <= energy.value && energy.value <= $0.high } == true, "\(name)")
      }
      if let found = less.genre {
        #expect(found.spread >= genre.spread - 0.02, "\(name): \(found)")
        #expect(found.value.top == .electronic || found.confidence < 0.4, "\(name): \(found)")
      }
      if let found = less.tempo {
        #expect(found.confidence <= tempo.confidence + 0.02, "\(name): \(found)")
        let octaves = found.value.octaves(to: tempo.value)
        #expect(abs(octaves - octaves.rounded()) < 0.06, "\(name): \(found)")
      }
    }
    #expect(
      versions.contains { Self.agrees(all.energy, but: $0.features.energy ?? energy) && $0.name != "all" })
    let alone = Dictionary(uniqueKeysWithValues: versions.map { ($0.name, $0.features) })
    // A picture tells of no genre and no named mood, however lively it is.
    #expect(alone["picture alone"]?.genre == nil && alone["picture alone"]?.mood == nil)
    #expect(Self.width(alone["picture alone"]?.energy) > Self.width(energy) + 0.2)
  }
}
