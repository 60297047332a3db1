import FoundationEssentials
import Models
import Testing

@testable import Recommending

@Suite struct SentenceTests {
  /// The sentences for a track, the best reason first.
  private func sentences(_ features: VideoFeatures, _ track: KnownTrack, count: Int64 = 10) -> [String] {
    let taste = Taste(of: (1...count).map { PastVideo(Video.ID($0), features: features) })
    return Ranker().ranking(of: [Candidate(track)], for: taste).items[0].reasons.told.map(\.sentence)
  }

  @Test func `genres are told by their share, their likeness or their difference`() {
    var mixed = VideoFeatures()
    mixed.genre = Sample.feature(Distribution([.kPop: 62, .jazz: 38]))

    #expect(sentences(mixed, Sample.track(1, genre: .kPop)) == ["K-pop fits 62 % of your recent videos"])
    #expect(
      sentences(Sample.features(genre: .hipHop), Sample.track(1, genre: .rhythmAndBlues))
        == ["R&B, close to the hip-hop of your videos"])
    #expect(
      sentences(mixed, Sample.track(1, genre: .metal)) == ["metal, where your videos are mostly K-pop"])
  }

  @Test func `moods are told by name`() {
    let calm = Sample.features(mood: .calm)

    #expect(sentences(calm, Sample.track(1, mood: .calm)) == ["calm, like 100 % of your recent videos"])
    #expect(
      sentences(Sample.features(mood: .happy), Sample.track(1, mood: .playful))
        == ["playful, close to the happy mood of your videos"])
    #expect(
      sentences(Sample.features(mood: .energetic), Sample.track(1, mood: .calm))
        == ["calm, where your videos are mostly energetic"])
  }

  @Test func `tempos are told in beats per minute and by their octave`() {
    let features = Sample.features(tempo: 120)

    #expect(
      sentences(features, Sample.track(1, tempo: 124)) == ["124 BPM, close to the 120 BPM of your videos"])
    #expect(sentences(features, Sample.track(1, tempo: 120)) == ["120 BPM, just like your videos"])
    #expect(
      sentences(features, Sample.track(1, tempo: 61)) == ["61 BPM, about half the 120 BPM of your videos"])
    #expect(
      sentences(features, Sample.track(1, tempo: 240)) == ["240 BPM, about twice the 120 BPM of your videos"])
    #expect(
      sentences(features, Sample.track(1, tempo: 90)) == ["90 BPM, far from the 120 BPM of your videos"])
    #expect(
      sentences(features, Sample.track(1, tempo: 128)) == ["128 BPM, not far from the 120 BPM of your videos"]
    )
  }

  @Test func `energy is told by comparison`() {
    #expect(
      sentences(Sample.features(energy: 0.9), Sample.track(1, energy: 0.9)) == ["as lively as your videos"])
    #expect(
      sentences(Sample.features(energy: 0.1), Sample.track(1, energy: 0.1)) == ["as quiet as your videos"])
    #expect(
      sentences(Sample.features(energy: 0.9), Sample.track(1, energy: 0.1)) == [
        "much quieter than your videos"
      ])
    #expect(
      sentences(Sample.features(energy: 0.1), Sample.track(1, energy: 0.9)) == [
        "much livelier than your videos"
      ])
    #expect(
      sentences(Sample.features(energy: 0.7), Sample.track(1, energy: 0.57)) == [
        "a little quieter than your videos"
      ])
    #expect(
      sentences(Sample.features(energy: 0.5), Sample.track(1, energy: 0.5)) == [
        "with the energy of your videos"
      ])
  }

  @Test func `popularity is told by the count, or in a word where there is none`() {
    let pop = Sample.features(genre: .pop)
    func known(_ popularity: Double) -> KnownTrack {
      KnownTrack(Track.ID(1), title: "x", features: TrackFeatures(popularity: Sample.feature(popularity)))
    }

    #expect(sentences(pop, Sample.track(1, uses: 1_200_000)) == ["used in 1.2 M videos"])
    #expect(sentences(pop, Sample.track(1, uses: 1)) == ["used in 1 video"])
    #expect(
      [0.2, 0.5, 0.9].map { sentences(pop, known($0)) } == [["little known"], ["known"], ["widely known"]])
    #expect(
      sentences(pop, Sample.track(1, uses: 5, isOriginalSound: true))
        == ["somebody's own sound of which nothing is known yet"])
  }

  @Test func `at most three reasons for a track are told and one against it`() {
    let features = Sample.features(genre: .pop, mood: .happy, tempo: 120, energy: 0.8)

    let good = sentences(
      features, Sample.track(1, genre: .pop, mood: .happy, tempo: 120, energy: 0.8, uses: 9_000))
    let mixed = sentences(features, Sample.track(1, genre: .pop, mood: .sad, tempo: 85, energy: 0.1))

    #expect(
      good == [
        "pop fits 100 % of your recent videos", "happy, like 100 % of your recent videos",
        "120 BPM, just like your videos",
      ])
    #expect(
      mixed == [
        "pop fits 100 % of your recent videos", "sad, where your videos are mostly happy",
      ])
  }

  @Test func `facts that are missing or make no sense still give a sentence`() {
    for kind in Reason.Kind.allCases {
      for contribution in [0.5, -0.5] {
        let plain = Reason(kind, contribution: contribution).sentence
        let odd = Reason(
          kind, contribution: contribution,
          facts: [
            "genre": .number(1), "uses": .number(.infinity), "beatsPerMinute": .number(-1e300),
            "yours": .number(1e300), "energy": .text("x"), "mood": .number(.nan), "octaves": .number(7),
          ]
        ).sentence

        #expect(!plain.isEmpty && !odd.isEmpty)
      }
    }
  }

  @Test(arguments: [
    (0, "0"), (1, "1"), (950, "950"), (1_000, "1,000"), (12_400, "12,400"), (99_999, "99,999"),
    (100_000, "100 k"), (640_400, "640 k"), (999_400, "999 k"), (999_600, "1 M"), (1_200_000, "1.2 M"),
    (12_345_678, "12.3 M"), (999_900_000, "1 B"), (3_400_000_000, "3.4 B"), (-1_234, "-1,234"),
    (.infinity, "countless"), (.nan, "0"), (1e300, "countless"),
  ])
  func `counts are short and exact enough`(count: Double, text: String) {
    #expect(Words.count(count) == text)
  }

  @Test func `shares and tenths are rounded`() {
    #expect(
      [0, 0.004, 0.618, 1, 7, -.infinity, .nan].map(Words.percent)
        == ["0 %", "less than 1 %", "62 %", "100 %", "100 %", "0 %", "0 %"])
    #expect(
      [0, 0.04, 0.05, 2.96, -1.25, .nan, 1e300].map(Words.tenths) == [
        "0.0", "0.0", "0.1", "3.0", "-1.3", "0", "0",
      ])
  }

  @Test(arguments: [
    (0, "0:00"), (9.4, "0:09"), (59.6, "1:00"), (187, "3:07"), (3_599.6, "1:00:00"), (36_061, "10:01:01"),
    (-3, "0:00"), (.nan, "0:00"), (1e300, "0:00"),
  ])
  func `moments of a sound are told to the second`(seconds: Double, text: String) {
    #expect(Words.clock(seconds) == text)
  }

  @Test func `a hook is told last, and only where there is one`() {
    let reason = Reason(.popularity, contribution: 0.1, facts: ["uses": .number(9)])
    var track = Recommendation(rank: 1, track: Track.ID(1), score: 0.1, reasons: [reason])
    let without = track.sentences

    track.hook = TrackHook(start: 42.8, end: 57.9, reason: "repeats 3 times, the loudest part")

    #expect(without == ["used in 9 videos"])
    #expect(track.sentences == ["used in 9 videos", "use 0:43–0:58: repeats 3 times, the loudest part"])
    #expect(TrackHook(start: 1, end: 16, reason: "").sentence == "use 0:01–0:16")
  }
}
