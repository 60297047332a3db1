import Audio
import TestKit
import Testing

@Suite struct TraitsTests {
  @Test func `gives more energy to what is louder`() throws {
    let song = Sounds.song(bpm: 110, seconds: 10)
    var soft = song
    soft.scale(0.1)

    #expect(try traits(song).isMoreActive(than: traits(soft)))
  }

  @Test func `gives more energy to what is faster`() throws {
    let slow = Sounds.song(bpm: 76, seconds: 12), fast = Sounds.song(bpm: 148, seconds: 12)

    #expect(try traits(fast).isMoreActive(than: traits(slow)))
  }

  @Test func `gives more energy to what is brighter`() throws {
    let song = Sounds.song(bpm: 110, seconds: 10)
    let bright = zip(song.samples.dropFirst(), song.samples).map { $0 - 0.95 * $1 }
    let loudness = try #require(SoundStatistics(listen(song.samples))).level

    // As loud as before, whatever the filter took.
    #expect(
      try traits(bright, loudness: loudness).isMoreActive(than: traits(song.samples, loudness: loudness)))
  }

  @Test func `knows nothing of silence`() {
    #expect(findings(Sounds(seconds: 5).samples) == nil)
    #expect(findings([]) == nil)
    #expect(Traits([:]).energy == nil)
    #expect(Traits([:]).moods.isEmpty)
  }

  @Test func `bids to dance where there is a pulse`() throws {
    var noise = Sounds(seconds: 10, seed: 4)
    noise.noise(level: 0.2)

    let song = try traits(Sounds.song(bpm: 118, seconds: 12)), hiss = try traits(noise)

    #expect(try #require(song.danceability) > 0.6)
    #expect(hiss.danceability == nil)
    #expect(hiss.valence == nil)
  }

  @Test func `says of noise how loud and busy it is, and nothing that only music has`() throws {
    var noise = Sounds(seconds: 10, seed: 4)
    noise.noise(level: 0.2)

    let hiss = try traits(noise)

    #expect(hiss.energy != nil && hiss.arousal != nil)
    #expect(try #require(hiss.speechiness) < 0.1)
    #expect(hiss.acousticness == nil && hiss.instrumentalness == nil && hiss.liveness == nil)
    #expect(hiss.moods.isEmpty)
  }

  @Test func `calls major gladder than minor`() throws {
    var measures: [Measure: Double] = [.majorness: 0.2, .keyClarity: 0.8, .tempo: 100, .loudness: -14]
    let major = try #require(Traits(measures).valence)
    measures[.majorness] = -0.2

    let minor = try #require(Traits(measures).valence)

    #expect(major > minor + 0.3)
  }

  @Test(arguments: TraitFormula.all) func `never turns back and never leaves its range`(formula: TraitFormula)
    throws
  {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      var measures: [Measure: Double] = [:]
      for term in formula.terms {
        let span = abs(term.full - term.none)
        measures[term.measure] = Double.random(in: -2 * span...2 * span, using: &random) + term.none
      }
      let before = try #require(formula.value(measures))
      #expect((0...1).contains(before))
      for term in formula.terms {
        var moved = measures
        moved[term.measure, default: 0] += 0.3 * (term.full - term.none)
        #expect(try #require(formula.value(moved)) >= before)
      }
    }
  }

  @Test func `leaves out what is not known`() {
    let formula = TraitFormula(
      "test", "a test", limit: "none",
      [.init(.tempo, 0.75, from: 60, to: 160), .init(.loudness, 0.25, from: -30, to: -10)])

    #expect(formula.value([.tempo: 110]) == 0.5)
    #expect(formula.value([.tempo: 110, .loudness: .nan]) == 0.5)
    #expect(formula.value([.tempo: 110, .loudness: -10]) == 0.625)
    #expect(formula.value([.clarity: 1]) == nil)
    #expect("\(formula)" == "test = 0.75 · tempo (60.0…160.0) + 0.25 · loudness (-30.0…-10.0)")
  }

  @Test(arguments: TraitFormula.all) func `has weights that make one`(formula: TraitFormula) {
    #expect(abs(formula.terms.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
  }

  @Test func `finds words for moods`() {
    #expect(Mood.moods(valence: 0.8, arousal: 0.65).first?.name == "happy")
    #expect(Mood.moods(valence: 0.2, arousal: 0.2).first?.name == "sad")
    #expect(Mood.moods(valence: 0.2, arousal: 0.9).first?.score == 1)
    #expect(Mood.moods(valence: 1, arousal: 0.5).count <= 3)
    #expect(Mood.moods(valence: nil, arousal: 0.9).isEmpty)
  }

  private func traits(_ sounds: Sounds) throws -> Traits { try traits(sounds.samples) }

  private func traits(_ samples: [Float], loudness: Double? = nil) throws -> Traits {
    Traits(try #require(findings(samples, loudness: loudness)))
  }

  private func findings(_ samples: [Float], loudness: Double? = nil) -> Findings? {
    let heard = listen(samples)
    let chroma = Chroma(heard.pitches)
    let key = KeyEvidence(chroma, heard.pitches)
    return Findings(
      heard, kinds: KindJudge().kinds(heard), key: key, foundKey: KeyJudge().key(key),
      rhythm: RhythmJudge().rhythm(heard, chroma, key), loudness: loudness)
  }
}

extension Traits {
  func isMoreActive(than other: Traits) throws -> Bool {
    let energies = try (#require(energy), #require(other.energy))
    let arousals = try (#require(arousal), #require(other.arousal))
    return energies.0 > energies.1 && arousals.0 > arousals.1
  }
}
