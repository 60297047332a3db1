import Factors
import Models
import TestKit
import Testing

@testable import Recommending

@Suite struct RerankTests {
  private static func shortlist(_ scores: [Double]) -> [Shortlisted] {
    scores.enumerated().map { Shortlisted(track: Int32($0), score: $1, row: $0) }
  }

  /// Candidates of the two genres, the first one better throughout.
  private struct Stage {
    let tracks: [Candidate]
    var table = SignalTable()
    let scores: [Double]

    init(_ count: Int, artists: Int = 1_000, new: Set<Int> = []) {
      tracks = (0..<count).map { place in
        Candidate(
          Sample.track(
            Int64(place + 1), genre: place < count / 2 ? .pop : .jazz, artist: "artist \(place % artists)"))
      }
      for place in 0..<count {
        let brought: Generators = new.contains(place) ? [Generators(.new)] : [Generators(.ease)]
        table.add(Int32(place), from: brought, [Double](repeating: 0, count: SignalTable.width))
      }
      scores = (0..<count).map { -Double($0) / 10 }
    }

    func list(
      _ stages: Rerank.Stages, length: Int = 10, seed: UInt64 = 1, request: UInt64 = 1,
      _ taste: Taste = Taste()
    ) -> [Rerank.Place] {
      Rerank(length: length, stages: stages, seed: seed)
        .list(table, scores, { tracks[$0] }, for: taste, request: request)
    }

    func genre(_ place: Rerank.Place) -> Genre {
      place.row < tracks.count / 2 ? .pop : .jazz
    }
  }

  private static func taste(pop: Int, jazz: Int) -> Taste {
    let genres = [Genre](repeating: .pop, count: pop) + [Genre](repeating: .jazz, count: jazz)
    return Taste(
      of: genres.enumerated().map {
        PastVideo(Video.ID(Int64($0.offset) + 1), features: Sample.features(genre: $0.element))
      })
  }

  @Test func `who uses two genres gets both, and who uses one gets that one`() {
    let stage = Stage(40)

    let mixed = stage.list(.calibration, Self.taste(pop: 6, jazz: 4))
    let plain = stage.list([], Self.taste(pop: 6, jazz: 4))
    let single = stage.list(.calibration, Self.taste(pop: 10, jazz: 0))
    let unknown = stage.list(.calibration, Self.taste(pop: 2, jazz: 2))

    #expect(plain.allSatisfy { stage.genre($0) == .pop })
    #expect((2...5).contains(mixed.count { stage.genre($0) == .jazz }))
    #expect(single == plain)
    // Four videos are no mix to keep to.
    #expect(unknown == plain)
  }

  @Test func `the divergence is 0 for the same mix and grows with the distance`() {
    let wanted = [0.6, 0.4]

    #expect(Calibration.divergence(wanted, [6, 4], count: 10) < 1e-12)
    let near = Calibration.divergence(wanted, [7, 3], count: 10)
    let far = Calibration.divergence(wanted, [10, 0], count: 10)
    #expect(0 < near && near < far && far.isFinite)
  }

  @Test func `of an artist at most two are among the first ten, unless there is nobody else`() {
    for stages in [Rerank.Stages.diversity, .all] {
      for request in 0..<50 as Range<UInt64> {
        let list = Stage(60, artists: 12, new: Set(40..<60)).list(stages, length: 20, request: request)
        let counts = Dictionary(list.prefix(10).map { ($0.row % 12, 1) }, uniquingKeysWith: +)
        #expect(list.count == 20 && counts.values.allSatisfy { $0 <= 2 })
      }
    }

    #expect(Stage(15, artists: 1).list(.diversity, length: 12).count == 12)
  }

  @Test func `what is alike is kept apart, but the best stays first`() {
    let vectors: [[Double]] = [[1, 0], [1, 0], [1, 0.01], [0, 1], [1, 0]]

    let order = Diversity.order(
      5, of: Self.shortlist([1, 0.9, 0.8, 0.7, 0]), artist: { _ in nil }, features: { vectors[$0] })

    #expect(order.first == 0 && order.firstIndex(of: 3) == 1)
    #expect(Set(order) == [0, 1, 2, 3, 4])
  }

  @Test func `the fourth and the eighth place go to new tracks, with the chance that they had`() {
    let stage = Stage(60, new: Set(50..<60))
    var counts: [Int: Int] = [:]
    var propensities: [Int: Double] = [:]

    for request in 0..<400 as Range<UInt64> {
      let list = stage.list(.all, request: request)
      #expect(list.count == 10 && Set(list.map(\.row)).count == 10)
      #expect(list.enumerated().allSatisfy { ($1.propensity != nil) == [3, 7].contains($0) })
      #expect(stage.list(.all, request: request) == list)
      let first = list[3]
      counts[first.row, default: 0] += 1
      propensities[first.row] = first.propensity
      #expect((first.propensity ?? 0) >= 1 / Double(Exploration.draws))
      #expect(first.row >= 50 && list[7].row >= 50)
    }

    // How often each was drawn is as likely as was logged.
    for (row, count) in counts where count > 20 {
      #expect(abs(Double(count) / 400 - (propensities[row] ?? 0)) < 0.1)
    }
    #expect(counts.count > 3)
  }

  @Test func `a track of which much is known is tried as often as it is worth`() {
    let trials = [
      Exploration.Trial(row: 0, chance: 0.1, shown: 10_000, uses: 3_000),
      Exploration.Trial(row: 1, chance: 0.1, shown: 10_000, uses: 100),
    ]

    let drawn = (0..<50 as Range<UInt64>).map {
      Exploration.draw(from: trials, slots: [3], seed: 2, request: $0)
    }

    #expect(drawn.allSatisfy { $0 == [Exploration.Draw(slot: 3, row: 0, propensity: 1)] })
    #expect(Exploration.draw(from: [], seed: 1, request: 1).isEmpty)
  }

  @Test(arguments: [(0.2, 19.8), (2.0, 3.0), (0.01, 0.01), (500.0, 20.0)])
  func `draws of beta have its mean`(one: Double, other: Double) {
    var draws = Draws(CountedRandom(seed: 5))

    let values = (0..<4_000).map { _ in draws.beta(one, other) }

    let mean = one / (one + other)
    let deviation = (mean * (1 - mean) / (one + other + 1) / 4_000).squareRoot()
    #expect(abs(values.reduce(0, +) / 4_000 - mean) < 5 * deviation)
    #expect(values.allSatisfy { (0...1).contains($0) })
  }
}
