import Models
import TestKit
import Testing

@testable import Recommending

/// What holds for every input.
@Suite struct RankerPropertyTests {
  private static let seeds: [UInt64] = Array(1...40)

  @Test(arguments: seeds) func `scores are finite sums of their reasons, and the best come first`(
    seed: UInt64
  ) {
    var generator = SeededGenerator(seed: seed)
    let world = World(&generator, tracks: 300, videos: Int(seed % 7) * 6)

    let ranking = Ranker(length: 60).ranking(
      of: world.tracks.map(Candidate.init), for: Taste(of: world.videos), without: world.used)

    let items = ranking.items
    #expect(items.count == min(60, ranking.considered), "seed \(seed)")
    #expect(items.map(\.rank) == Array(1...items.count), "seed \(seed)")
    #expect(Set(items.map(\.track)).count == items.count && world.used.isDisjoint(with: items.map(\.track)))
    for item in items {
      let sum = item.reasons.reduce(0) { $0 + $1.contribution }
      #expect(item.score.isFinite && abs(sum - item.score) < 1e-9, "seed \(seed), \(item)")
      #expect(item.reasons.map(\.contribution) == item.reasons.map(\.contribution).sorted(by: >))
    }
    // Only variety moves a track from its place, and that at the top.
    for part in [items.prefix(10), items.dropFirst(10)] {
      #expect(zip(part, part.dropFirst()).allSatisfy { $0.score >= $1.score }, "seed \(seed)")
    }
  }

  @Test(arguments: seeds) func `the order of the tracks does not matter`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let world = World(&generator, tracks: 200, videos: 20)
    let taste = Taste(of: world.videos)

    let one = Ranker().ranking(of: world.tracks.map(Candidate.init), for: taste)
    let other = Ranker().ranking(
      of: world.tracks.shuffled(using: &generator).map(Candidate.init), for: taste)

    #expect(one == other, "seed \(seed)")
  }

  @Test(arguments: seeds) func `the top of the list has at most two tracks of an artist`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let world = World(&generator, tracks: 300, videos: 20)
    let artists = Dictionary(uniqueKeysWithValues: world.tracks.map { ($0.track, $0.artist) })

    let items = Ranker().ranking(of: world.tracks.map(Candidate.init), for: Taste(of: world.videos)).items

    let top = items.prefix(10).compactMap { artists[$0.track] ?? nil }
    #expect(Dictionary(grouping: top) { $0 }.values.allSatisfy { $0.count <= 2 }, "seed \(seed)")
  }

  @Test(arguments: seeds) func `more of a preference moves what matches up`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let world = World(&generator, tracks: 200, videos: 0)
    let planted = try #require([Genre.jazz, .metal, .kPop, .latin].randomElement(using: &generator))
    let match = Sample.track(1_000, genre: planted, uses: 100)
    let others = (1...12 as ClosedRange<Int64>).compactMap { id -> PastVideo? in
      guard let genre = Genre.allCases.filter({ $0 != planted }).randomElement(using: &generator) else {
        return nil
      }
      return PastVideo(Video.ID(id), features: Sample.features(genre: genre))
    }
    func place(_ count: Int64) throws -> (place: Int, score: Double) {
      let liked = (0..<count).map { PastVideo(Video.ID(100 + $0), features: Sample.features(genre: planted)) }
      let items = Ranker(length: 200).ranking(
        of: (world.tracks + [match]).map(Candidate.init), for: Taste(of: others + liked)
      ).items
      let item = try #require(items.first { $0.track == match.track }, "seed \(seed)")
      return (item.rank, item.score)
    }

    let (once, twice) = (try place(4), try place(8))

    #expect(twice.score > once.score && twice.place <= once.place, "seed \(seed)")
  }

  @Test func `every sentence of every list is one line that says something`() {
    for seed in Self.seeds {
      var generator = SeededGenerator(seed: seed)
      let world = World(&generator, tracks: 200, videos: Int(seed % 3) * 10)

      let items = Ranker(length: 100).ranking(
        of: world.tracks.map(Candidate.init), for: Taste(of: world.videos)
      ).items

      for reason in items.flatMap(\.reasons) {
        #expect(!reason.sentence.isEmpty && !reason.sentence.contains("\n"), "seed \(seed)")
      }
      for item in items {
        #expect(item.reasons.told.count <= 4 && item.reasons.told.count { $0.contribution < 0 } <= 1)
        #expect(item.reasons.isEmpty == item.reasons.told.isEmpty, "seed \(seed)")
      }
    }
  }
}
