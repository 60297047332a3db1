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

  private func judged(_ sounds: Sounds) -> (key: Key?, chroma: Chroma) {
    let heard = listen(sounds.samples)
    let chroma = Chroma(heard.pitches)
    return (KeyJudge().key(KeyEvidence(chroma, heard.pitches)), chroma)
  }
}
