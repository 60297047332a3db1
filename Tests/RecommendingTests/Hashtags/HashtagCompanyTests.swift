import Glibc
import Models
import Testing

@testable import Recommending

@Suite struct HashtagCompanyTests {
  /// 1,000 creators; 100 use #kpop, 40 of them track 1, which 50 use at all; 20 use it with track 2, as by chance.
  private let counts = HashtagCounts(
    creators: 1_000, ofTags: ["kpop": 100, "dance": 80, "fyp": 600, "rare": 3],
    ofTracks: [Track.ID(1): 50, Track.ID(2): 200, Track.ID(3): 4, Track.ID(4): 30],
    pairs: [
      .init("kpop", Track.ID(1), creators: 40), .init("kpop", Track.ID(2), creators: 20),
      .init("dance", Track.ID(4), creators: 20), .init("dance", Track.ID(1), creators: 10),
      .init("fyp", Track.ID(4), creators: 29), .init("rare", Track.ID(3), creators: 3),
      .init("dance", Track.ID(3), creators: 2),
    ])

  @Test func `what comes together more often than by chance is found, with its counts`() {
    let found = HashtagCompany(counts).tracks(for: ["kpop": 3, "dance": 1, "fyp": 6], limit: 10)

    #expect(found.map(\.track) == [Track.ID(1), Track.ID(4)])
    let voices = found.first?.voices ?? []
    #expect(voices.map(\.tag) == ["kpop", "dance"] && voices.map(\.creators) == [40, 10])
    // Five creators are added to the 40 that were seen and to the five that were to be expected.
    #expect(voices.first.map { abs($0.lift - 4.5) < 1e-12 && abs($0.share - 0.3 * log(4.5)) < 1e-12 } == true)
    for track in found { #expect(track.score == track.voices.reduce(0) { $0 + $1.share }) }
  }

  @Test func `a few together say little, and fewer than three nothing`() {
    let few = HashtagCompany(counts).tracks(for: ["rare": 1], limit: 10)
    let none = HashtagCompany(counts).tracks(for: ["dance": 1], limit: 10)

    #expect(few.map(\.track) == [Track.ID(3)])
    #expect(few.first.map { $0.voices[0].lift < 1.6 } == true, "a lift of 250, if one took it at its word")
    #expect(!none.map(\.track).contains(Track.ID(3)))
  }

  @Test func `tags that everybody uses say nothing where there are enough creators to tell`() {
    var small = counts
    small.creators = 90
    small.ofTags = ["fyp": 40]
    small.pairs = [.init("fyp", Track.ID(4), creators: 29)]

    #expect(HashtagCompany(counts).tracks(for: ["fyp": 9], limit: 10).isEmpty)
    #expect(HashtagCompany(small).tracks(for: ["fyp": 9], limit: 10).map(\.track) == [Track.ID(4)])
  }

  @Test func `what was used is left out, and no more is given than asked for`() {
    let company = HashtagCompany(counts)

    #expect(
      company.tracks(for: ["kpop": 1, "dance": 1], without: [Track.ID(1)], limit: 9).map(\.track) == [
        Track.ID(4)
      ])
    #expect(company.tracks(for: ["kpop": 1, "dance": 1], limit: 1).map(\.track) == [Track.ID(1)])
    #expect(company.tracks(for: ["kpop": 1], limit: -1).isEmpty && company.tracks(for: [:], limit: 5).isEmpty)
  }

  @Test func `counts that cannot be are passed over`() {
    let evil = HashtagCounts(
      creators: 10, ofTags: ["a": 4, "b": -1, "c": .max], ofTracks: [Track.ID(1): 4, Track.ID(2): .min],
      pairs: [
        .init("a", Track.ID(1), creators: .max), .init("a", Track.ID(2), creators: 3),
        .init("b", Track.ID(1), creators: 3), .init("c", Track.ID(1), creators: 3),
        .init("unknown", Track.ID(1), creators: 3), .init("a", Track.ID(7), creators: 3),
      ])
    let company = HashtagCompany(evil)

    #expect(company.tracks(for: ["a": 1, "b": 1, "c": 1, "unknown": 1], limit: 9).isEmpty)
    #expect(HashtagCompany(counts).tracks(for: ["kpop": .min, "dance": 0], limit: 9).isEmpty)
    let huge = HashtagCompany(counts).tracks(for: ["kpop": .max, "dance": .max], limit: 9)
    #expect(huge.allSatisfy { $0.score.isFinite } && huge.count == 2)
  }
}
