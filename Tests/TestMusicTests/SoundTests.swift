import Samples
import Testing

@testable import TestMusic

@Suite struct SoundTests {
  private static let rate = 8_000

  private func piece(
    _ style: Style, seed: UInt64, kind: Truth.Kind = .music, duration: ClosedRange<Double> = 5...6,
    tonic: Int? = nil
  ) -> Piece {
    Piece(
      Recipe(
        Recipe.Brief(
          seed: seed, kind: kind, style: style, duration: duration, tonic: tonic, rate: Self.rate,
          isClean: true)),
      name: style.slug)
  }

  @Test func `the same seed gives the same bytes, and another seed others`() {
    let first = TestMusic.mixed(.tuning, count: 3, seed: 5).map { $0.truth }
    let style = Style.all[3]

    #expect(first == TestMusic.mixed(.tuning, count: 3, seed: 5).map(\.truth))
    #expect(first != TestMusic.mixed(.tuning, count: 3, seed: 6).map(\.truth))
    #expect(piece(style, seed: 4).sound().waveFile() == piece(style, seed: 4).sound().waveFile())
    #expect(piece(style, seed: 4).sound() != piece(style, seed: 5).sound())
  }

  @Test(arguments: Style.all) func `levels are what they are said to be`(style: Style) throws {
    let piece = piece(style, seed: 21)

    let sound = piece.sound()

    let top = sound.channels.joined().reduce(Float(0)) { max($0, abs($1)) }
    #expect(sound.channels.joined().allSatisfy { $0.isFinite })
    #expect(abs(top - piece.truth.amplitude) < 1e-4)
    #expect(abs(sound.duration - piece.truth.duration) < 0.01)
    // There is something to hear in every other second.
    for second in stride(from: 1.5, to: sound.duration - 2, by: 1) {
      #expect(sound.power(second..<second + 2) > 1e-7, "\(style.name) at \(second) s")
    }
  }

  @Test(arguments: Style.all.filter(\.hasDrums)) func `drums are struck on beats, not beside them`(
    style: Style
  ) {
    let piece = piece(style, seed: 33, kind: .percussion, duration: 9...10)
    let sound = piece.sound()
    let beats = piece.truth.beats.filter { $0 > 0.2 && $0 < sound.duration - 0.5 }
    let gap = 60 / (piece.truth.tempo ?? style.tempo.lowerBound)

    let onBeats = beats.map { sound.rise(at: $0) }.reduce(0, +)
    let beside = beats.map { sound.rise(at: $0 + gap * 0.13) }.reduce(0, +)

    #expect(onBeats > beside * 1.3, "\(style.name): \(onBeats) to \(beside)")
  }

  @Test(arguments: Style.all) func `the tones of the key are stronger than the others`(style: Style) throws {
    let bar = Double(style.meter.beats) * 60 / style.tempo.lowerBound
    let recipe = Recipe(
      Recipe.Brief(
        seed: 8, style: style.withoutDrums, duration: 4.5 * bar...5 * bar, tonic: 7, rate: Self.rate,
        isClean: true))
    let piece = Piece(recipe, name: style.slug)
    let key = try #require(piece.truth.key)

    let strengths = piece.sound().strengths(tuning: piece.truth.tuning ?? 0)

    #expect(key.tonic == 7 && key.mode == recipe.scale.mode)
    let tones = recipe.scale.steps.map { ($0 + key.tonic) % 12 }
    let inside = tones.map { strengths[$0] }.reduce(0, +) / 7
    let outside = (0..<12).filter { !tones.contains($0) }.map { strengths[$0] }.reduce(0, +) / 5
    #expect(inside > outside * 1.4, "\(style.name): \(inside) to \(outside)")
  }

  @Test func `a detuned piece is out of tune by what its truth says`() {
    for seed in [UInt64(2), 3, 5, 8] {
      let piece = piece(Style.chorale.withoutDrums, seed: seed, duration: 8...9)
      let sound = piece.sound()
      let tuning = piece.truth.tuning ?? 0

      let sums = [-50.0, 0, 50].map { sound.strengths(tuning: tuning + $0).reduce(0, +) }

      #expect(sums[1] > sums[0] && sums[1] > sums[2], "seed \(seed): \(sums)")
    }
  }

  @Test func `the choruses of a song are alike, and verses are not choruses`() throws {
    let recipe = Recipe(
      Recipe.Brief(seed: 12, style: .rock, duration: 150...160, isSong: true, rate: Self.rate, isClean: true))
    var arranger = Arranger(recipe)

    let score = arranger.compose()

    func notes(_ section: Section) -> [Score.Note] {
      let first = Double(section.bars.lowerBound * 4)
      return score.notes.joined()
        .filter { $0.start >= first && $0.start < Double(section.bars.upperBound * 4) }.map { note in
          Score.Note(
            start: note.start - first, length: note.length, pitch: note.pitch, strength: note.strength)
        }
    }
    let choruses = recipe.sections.filter { $0.kind == .chorus && $0.shift == 0 }
    let verse = try #require(recipe.sections.first { $0.kind == .verse })
    #expect(choruses.count >= 2 && !notes(choruses[0]).isEmpty)
    #expect(notes(choruses[0]) == notes(choruses[1]))
    #expect(notes(choruses[0]) != notes(verse))
  }

  @Test(arguments: Noise.Color.allCases) func `noises are as loud as they are said to be`(color: Noise.Color)
  {
    for piece in TestMusic.nothing(.unseen, count: 36, seed: 3) where piece.style == color.rawValue {
      guard piece.truth.duration < 12 else { continue }
      let top = piece.sound().channels.joined().reduce(Float(0)) { max($0, abs($1)) }
      #expect(abs(top - piece.truth.amplitude) < 1e-4, "\(piece.name)")
    }
  }

  @Test func `pieces are written with their truth`() throws {
    let folder = try ScratchFolder()
    let pieces = Array(TestMusic.nothing(.tuning, count: 1, seed: 1))

    try TestMusic.write(pieces, to: folder.path)

    #expect(try folder.size(of: "\(pieces[0].name).wav") > 44)
    #expect(try folder.size(of: "\(pieces[0].name).json") > 100)
  }
}
