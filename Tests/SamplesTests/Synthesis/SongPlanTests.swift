import Testing

@testable import Samples

@Suite struct SongPlanTests {
  private func plan(_ seed: UInt64, duration: Double = 45) -> SongPlan {
    SongPlan(SongBrief(seed: seed, duration: duration))
  }

  @Test func `the same brief makes the same song, and another seed another`() {
    let song = plan(7)

    #expect(song == plan(7))
    #expect(song.notes != plan(8).notes)
    // What comes out is the same on every machine and in every release.
    #expect(song.checksum == 5_400_103_006_804_670_741)
  }

  @Test func `beats lie on the grid of the tempo, and bars begin on beats`() {
    let song = SongPlan(SongBrief(seed: 3, duration: 30, tempo: 120, beatsPerBar: 3))

    #expect(song.beats.prefix(4) == [0, 0.5, 1, 1.5])
    #expect(song.downbeats.prefix(3) == [0, 1.5, 3])
    #expect(song.beats.count == song.barCount * 3 && song.duration == 30)
  }

  @Test(arguments: 0..<40) func `sections follow each other from the first bar to the last`(seed: UInt64) {
    for duration in [5.0, 12, 30, 60, 200] {
      let song = plan(seed, duration: duration)

      var bar = 0
      for section in song.sections {
        #expect(section.bars.lowerBound == bar && !section.bars.isEmpty, "seed \(seed), \(duration) s")
        bar = section.bars.upperBound
      }
      #expect(bar == song.barCount && song.hook != nil, "seed \(seed), \(duration) s")
      #expect(abs(song.duration - duration) <= 4 * 60 / song.tempo * 2 || song.barCount == 4)
    }
  }

  @Test(arguments: 0..<20) func `the notes of the chords are tones of the key`(seed: UInt64) {
    let song = plan(seed)

    let tones = Set(song.key.mode.steps.map { ($0 + song.key.tonic) % 12 })
    #expect(song.notes.allSatisfy { tones.contains($0.pitch % 12) }, "seed \(seed)")
    #expect(song.notes.allSatisfy { $0.start >= 0 && $0.length > 0 && $0.start < Double(song.beatCount) })
    #expect(Set(song.notes.map(\.part)).count == 3, "seed \(seed)")
  }

  @Test func `songs differ in everything that can be drawn`() {
    let songs = (0..<60).map { plan($0) }

    #expect(Set(songs.map(\.tempo)).count > 30 && songs.allSatisfy { 70...180 ~= $0.tempo })
    #expect(Set(songs.map(\.key.tonic)).count == 12 && Set(songs.map(\.key.mode)).count == 4)
    #expect(Set(songs.map(\.beatsPerBar)) == [3, 4])
    #expect(Set(songs.map(\.band.drums)).count == Band.Drums.allCases.count)
    #expect(Set(songs.map { $0.chords.prefix(8).map(\.root) }).count > 40)
  }

  @Test func `a brief is kept to`() {
    let key = SongKey(tonic: 9, mode: .minor)

    let song = SongPlan(SongBrief(seed: 5, duration: 40, tempo: 97.5, key: key, beatsPerBar: 4))

    #expect(song.tempo == 97.5 && song.key == key && song.beatsPerBar == 4)
  }
}

extension SongPlan {
  /// FNV-1a over whole numbers, which every machine has alike.
  fileprivate var checksum: UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ number: Int) { sum = (sum ^ UInt64(bitPattern: Int64(number))) &* 0x100_0000_01b3 }
    for number in [Int(tempo), key.tonic, beatsPerBar, barCount] { add(number) }
    for chord in chords { add(chord.root) }
    for note in notes { [note.part.rawValue, Int((note.start * 4).rounded()), note.pitch].forEach(add) }
    for hit in hits { [hit.drum.rawValue, Int((hit.start * 4).rounded())].forEach(add) }
    return sum
  }
}
