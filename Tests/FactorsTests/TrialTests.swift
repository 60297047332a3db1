import Testing

@testable import Factors

@Suite struct TrialTests {
  private static let uses = World.uses(users: 300, items: 200, each: 20, seed: 21).enumerated().map {
    TimedUse(user: $1.user, item: $1.item, at: Int64($0))
  }

  private static func ndcg(_ contender: Contender, _ uses: [TimedUse]) throws -> Double {
    let trial = try Trial(TimeSplit(uses, userCount: 300), itemCount: 200, threads: 2)
    return try trial.result(of: contender).ndcg
  }

  @Test func `what learns tastes beats what does not`() throws {
    let popularity = try Self.ndcg(.popularity, Self.uses)

    #expect(popularity > 2 * (try Self.ndcg(.random(seed: 1), Self.uses)))
    for contender in [Contender.ease(penalty: 50), .als(.init(factors: 8)), .neighbours(count: 20)] {
      #expect(try Self.ndcg(contender, Self.uses) > 1.2 * popularity, "\(contender.name)")
    }
  }

  /// Who is who is shuffled, so there is no taste to learn: what would still beat popularity would know the answers.
  @Test func `without tastes nothing beats popularity`() throws {
    let random = CountedRandom(seed: 2)
    var shuffled = Self.uses
    for place in shuffled.indices.dropFirst().reversed() {
      let other = random.index(place, below: place + 1)
      (shuffled[place].item, shuffled[other].item) = (shuffled[other].item, shuffled[place].item)
    }
    let popularity = try Self.ndcg(.popularity, shuffled)

    for contender in [Contender.ease(penalty: 50), .als(.init(factors: 8)), .neighbours(count: 20)] {
      #expect(try Self.ndcg(contender, shuffled) < 1.05 * popularity, "\(contender.name)")
    }
  }

  @Test func `nearest are the most alike`() throws {
    let entries = [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 2)].map {
      Interaction(user: Int32($0.0), item: Int32($0.1))
    }
    let model = Neighbours(try Interactions(entries, userCount: 3, itemCount: 4), count: 2)

    #expect(model.nearest[0].map(\.id) == [1, 2])
    #expect(model.nearest[0][0].score == 1)
    #expect(model.nearest[3].isEmpty)
    #expect(model.scores(of: [Weighted(0), Weighted(9)]) == [0, 1, 0.5, 0])
  }
}
