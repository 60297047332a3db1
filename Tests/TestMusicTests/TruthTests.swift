import Testing

@testable import TestMusic

@Suite struct TruthTests {
  private static let sets: [[Piece]] = Split.allCases.flatMap { split in
    [
      TestMusic.mixed(split, count: 150, seed: 11), TestMusic.keys(split, count: 48, seed: 11),
      TestMusic.songs(split, count: 40, seed: 11), TestMusic.keyless(split, count: 20, seed: 11),
      TestMusic.nothing(split, count: 24, seed: 11),
    ]
  }

  private var played: [Piece] { Self.sets.joined().filter { ![.silence, .noise].contains($0.truth.kind) } }

  @Test func `beats are as far apart as the tempo says`() {
    for piece in played {
      guard let tempo = piece.truth.tempo else { continue }
      for (beat, next) in zip(piece.truth.beats, piece.truth.beats.dropFirst()) {
        #expect(abs((next - beat) * tempo / 60 - 1) < 1e-6, "\(piece.name)")
      }
      #expect(45...200 ~= tempo && Double(piece.truth.beats.count) > piece.truth.duration * tempo / 60 - 8)
    }
    #expect(played.count { $0.truth.tempo == nil } * 10 < played.count, "most have a steady tempo")
    #expect(played.contains { $0.truth.tempo == nil })
  }

  @Test func `bars begin on beats and last as long as their metre says`() throws {
    for piece in played where !piece.truth.downbeats.isEmpty {
      let places = piece.truth.downbeats.map { piece.truth.beats.firstIndex(of: $0) ?? -1 }
      let beats = ["4/4": 4, "12/8": 4, "3/4": 3, "2/4": 2, "6/8": 2][try #require(piece.truth.timeSignature)]
      #expect(places.allSatisfy { $0 >= 0 }, "\(piece.name)")
      #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 == beats }, "\(piece.name)")
    }
  }

  @Test func `all keys are there, and what has none says so`() {
    let keys = Self.sets[1].compactMap(\.truth.key)

    #expect(Set(keys.map { "\($0.tonic) \($0.mode)" }).count == 24)
    #expect(Self.sets[1].contains { ($0.truth.tuning ?? 0) > 25 })
    #expect(Self.sets[1].contains { ($0.truth.tuning ?? 0) < -25 })
    for piece in Self.sets.joined() where piece.truth.kind != .music { #expect(piece.truth.key == nil) }
    for piece in Self.sets.joined() where [.silence, .noise].contains(piece.truth.kind) {
      #expect(piece.truth.tempo == nil && piece.truth.beats.isEmpty && piece.truth.downbeats.isEmpty)
    }
  }

  @Test func `a song has choruses with room for a quarter of a minute, and more than choruses`() {
    for piece in Self.sets.joined().filter({ $0.truth.hasChorus }) {
      let long = piece.truth.choruses.filter { $0.end - $0.start > 16 }
      let inside = piece.truth.choruses.reduce(0) { $0 + $1.end - $1.start }
      #expect(long.count >= 1, "\(piece.name)")
      #expect(inside < piece.truth.duration * 0.72, "\(piece.name)")
      #expect(long.allSatisfy { chorus in piece.truth.downbeats.contains { abs($0 - chorus.start) < 1e-6 } })
    }
  }

  @Test func `sections follow each other to the end`() {
    for piece in played {
      let ends = zip(piece.truth.sections, piece.truth.sections.dropFirst())
      #expect(ends.allSatisfy { abs($0.end - $1.start) < 1e-6 }, "\(piece.name)")
      #expect((piece.truth.sections.last?.end ?? 0) > piece.truth.duration - 2, "\(piece.name)")
    }
  }

  @Test func `pieces differ in length, tempo, rate and metre, and have names of their own`() {
    let mixed = Self.sets[0]

    #expect(mixed.map(\.truth.duration).min() ?? 0 < 8 && mixed.map(\.truth.duration).max() ?? 0 > 60)
    #expect(Set(mixed.compactMap(\.truth.timeSignature)).count == 5)
    #expect(Set(mixed.map(\.name)).count == mixed.count)
    #expect(Set(mixed.map(\.truth.kind)) == [.music, .percussion, .clicks])
  }
}
