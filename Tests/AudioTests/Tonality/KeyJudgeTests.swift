import Audio
import TestKit
import Testing

@Suite struct KeyJudgeTests {
  @Test(arguments: [0, 1, 5, 8, 10]) func `finds the key, in tune or not`(tonic: Int) throws {
    let cents = Double((tonic * 25) % 61 - 30)
    let song = Sounds.song(bpm: 120, tonic: tonic, seconds: 8, cents: cents)

    let (key, chroma) = judged(song)

    #expect(key?.tonic == tonic)
    #expect(key?.mode == .major)
    #expect(abs(chroma.tuningCents - cents) < 5)
  }

  @Test func `finds the minor mode`() {
    var song = Sounds(seconds: 8)
    for (bar, root) in [0.0, 5, 7, 0].enumerated() {
      for third in [0.0, 3, 7] { song.note(57 + root + third, at: Double(bar) * 2, seconds: 2) }
    }

    let (key, _) = judged(song)

    #expect(key?.tonic == 9)
    #expect(key?.mode == .minor)
    #expect(key?.name == "A")
  }

  @Test func `finds no key in drums`() {
    var drums = Sounds(seconds: 10)
    for beat in 0..<20 { beat % 2 == 0 ? drums.kick(Double(beat) / 2) : drums.snare(Double(beat) / 2) }

    #expect(judged(drums).key == nil)
  }

  @Test func `finds no key where all notes are alike`() {
    var row = Sounds(seconds: 12)
    for step in 0..<48 { row.note(Double(60 + step * 7 % 12), at: Double(step) / 4, seconds: 0.25) }

    #expect(judged(row).key == nil)
  }

  @Test func `finds no key in noise and silence`() {
    var noise = Sounds(seconds: 6, seed: 5)
    noise.noise(level: 0.3)

    #expect(judged(noise).key == nil)
    #expect(judged(Sounds(seconds: 3)).key == nil)
    #expect(judged(Sounds(seconds: 0)).key == nil)
  }

  @Test(arguments: [-45.0, -30, 30, 45]) func `loses no key to detuning`(cents: Double) {
    let inTune = judged(Sounds.song(bpm: 100, tonic: 3, seconds: 10)).key

    let detuned = judged(Sounds.song(bpm: 100, tonic: 3, seconds: 10, cents: cents)).key

    #expect(detuned?.tonic == inTune?.tonic)
    #expect(detuned?.mode == inTune?.mode)
  }

  @Test func `takes overtones for what they are`() {
    var piece = Sounds(seconds: 12)
    // A third partial as strong as the first makes the notes a fifth above as loud as those that are played.
    for (bar, root) in [0.0, 5, 7, 0, 9, 0].enumerated() {
      let third = root == 9 ? 3.0 : 4
      for tone in [-12.0, 0, third, 7] {
        piece.note(57 + root + tone, at: Double(bar) * 2, seconds: 2)
        piece.note(57 + root + tone + 19.02, at: Double(bar) * 2, seconds: 2)
      }
    }

    let key = judged(piece).key

    #expect(key?.tonic == 9)
    #expect(key?.mode == .major)
  }

  @Test(arguments: [1, 2, 4]) func `finds no key in notes at random`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var row = Sounds(seconds: 24)
    for step in 0..<96 {
      row.note(Double(Int.random(in: 48..<72, using: &random)), at: Double(step) / 4, seconds: 0.4)
    }

    #expect(judged(row).key == nil)
  }

  @Test func `finds no key in a hum`() {
    var hum = Sounds(seconds: 6)
    hum.note(31.35, at: 0, seconds: 6)

    #expect(judged(hum).key == nil)
  }

  private func judged(_ sounds: Sounds) -> (key: Key?, chroma: Chroma) {
    let heard = listen(sounds.samples)
    let chroma = Chroma(heard.pitches)
    return (KeyJudge().key(KeyEvidence(chroma, heard.pitches)), chroma)
  }
}
