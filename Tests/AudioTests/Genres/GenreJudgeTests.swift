import Audio
import Samples
import TestMusic
import Testing

@Suite struct GenreJudgeTests {
  /// Of the unseen half, 16 pieces; of eight families one in eight would be right by chance.
  @Test func `names the family of what was never learned from more often than chance does`() {
    let pieces = TestMusic.families(.unseen, GenreWeights.families, count: 16, seed: 5)

    let named = pieces.compactMap { piece in
      Self.families(Self.samples(piece.sound()))?.first.map { $0.name == piece.family }
    }

    #expect(named.count >= 6)
    #expect(Double(named.count { $0 }) >= 0.3 * Double(named.count))
  }

  @Test func `a distribution is of all families, together 1, the likeliest first`() throws {
    let judge = GenreJudge(weights: Self.weights(least: 0))

    let found = try #require(Self.families(Sounds.song(bpm: 120, seconds: 12).samples, judge))

    #expect(Set(found.map(\.name)) == Set(GenreWeights.families))
    #expect(abs(found.reduce(0) { $0 + $1.score } - 1) < 1e-9)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.score >= $1.score })
  }

  @Test func `names none where none is likely enough`() {
    let song = Sounds.song(bpm: 120, seconds: 12).samples

    #expect(Self.families(song, GenreJudge(weights: Self.weights(least: 1.1))) == nil)
  }

  @Test func `says nothing of silence, of noise and of a second of music`() {
    var noise = Sounds(seconds: 12)
    noise.noise(level: 0.3)
    let judge = GenreJudge(weights: Self.weights(least: 0))

    #expect(Self.families(Sounds(seconds: 12).samples, judge) == nil)
    #expect(Self.families(noise.samples, judge) == nil)
    #expect(Self.families(Sounds.song(bpm: 120, seconds: 1).samples, judge) == nil)
  }

  @Test func `the weights fit the numbers that they are for`() {
    let weights = GenreWeights.fitted

    #expect(weights.means.count == GenreTraits.names.count && weights.spreads.count == weights.means.count)
    #expect(weights.rows.map(\.count) == GenreWeights.families.map { _ in weights.means.count + 1 })
    #expect(weights.spreads.allSatisfy { $0 > 0 } && weights.least > 1.0 / 8 && weights.least < 1)
  }

  private static func weights(least: Double) -> GenreWeights {
    var weights = GenreWeights.fitted
    weights.least = least
    return weights
  }

  private static func samples(_ sound: SongSound) -> [Float] {
    precondition(sound.rate == Listener.sampleRate, "these pieces are made at the rate that is listened at")
    return sound.channels[0]
  }

  private static func families(_ samples: [Float], _ judge: GenreJudge = GenreJudge()) -> [AnalyzedSound
    .Family]?
  {
    let heard = listen(samples)
    let chroma = Chroma(heard.pitches), key = KeyEvidence(chroma, heard.pitches)
    return judge.families(
      heard, kinds: KindJudge().kinds(heard), chroma, key, RhythmJudge().rhythm(heard, chroma, key))
  }
}
