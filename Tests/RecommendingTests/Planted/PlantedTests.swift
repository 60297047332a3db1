import Factors
import Models
import Testing

@testable import Recommending

@Suite(.timeLimit(.minutes(5))) struct PlantedTests {
  /// A small world, for what does not need a large one.
  static let small: PlantedConstants = {
    var constants = PlantedConstants()
    constants.creators = 160
    constants.coldCreators = 60
    constants.tracks = 400
    constants.artists = 150
    return constants
  }()

  private static let study = Result { try PlantedStudy(PlantedWorld(seed: 2, small), seed: 2) }

  private static func mean(_ name: String, _ lines: [PlantedStudy.Line]) throws -> Double {
    try #require(lines.first { $0.name == name }).mean
  }

  @Test func `a world is as its constants say`() {
    let world = PlantedWorld(seed: 5)

    #expect(world.items.count == 2_000 && world.warm.count == 500 && world.cold.count == 100)
    #expect(Set(world.items.map(\.genre)).count == 12 && Set(world.items.map(\.mood)).count == 6)
    #expect(world.train.prefix(500).allSatisfy { Set($0).count == 20 })
    #expect(world.test.allSatisfy { Set($0).count == 5 })
    #expect(zip(world.train, world.test).allSatisfy { Set($0).isDisjoint(with: $1) })
    #expect(world.clips.count == 300 && world.clips.allSatisfy { $0.creator >= 500 })
    #expect((60...140).contains(world.items.count(where: \.isNew)))
    let shares = world.truth.creators.map { $0.genres.reduce(0, +) }
    #expect(shares.allSatisfy { abs($0 - 1) < 1e-12 })
    let wrong = zip(world.items, world.truth.items).count { abs($0.tempo - $1.tempo) > 1e-9 }
    #expect((300...500).contains(wrong))
  }

  @Test func `the same seed makes the same world and the same study, another seed another`() throws {
    var tiny = Self.small
    tiny.creators = 60
    tiny.tracks = 150
    let world = PlantedWorld(seed: 1, tiny)

    let (one, two) = (try PlantedStudy(world, seed: 1), try PlantedStudy(world, seed: 1))

    #expect(world == PlantedWorld(seed: 1, tiny) && world != PlantedWorld(seed: 2, tiny))
    #expect(one.warm == two.warm && one.cold == two.cold && one.ablation == two.ablation)
    #expect(one.ranker == two.ranker && one.explanations == two.explanations && one.lists == two.lists)
  }

  @Test func `truth ranks best, chance worst, and the learned ranker beats what it is made of`() throws {
    let study = try Self.study.get()

    let oracle = try Self.mean("oracle", study.warm)
    let ranker = try Self.mean("ranker", study.warm)
    for name in ["popularity", "content", "ease", "cease", "random"] {
      let own = try Self.mean(name, study.warm)
      #expect(own < ranker, "\(name)")
    }
    #expect(ranker < oracle)
    let (cold, popular) = (try Self.mean("ranker", study.cold), try Self.mean("popularity", study.cold))
    #expect(cold > popular)
  }

  @Test func `what was planted has weight, and what means nothing has none`() throws {
    let ranker = try Self.study.get().ranker

    #expect(ranker.weight(of: .genre) > 0.3 && ranker.weight(of: .popularity) > 0.3)
    #expect(ranker.isSure(of: .genre) && abs(ranker.weight(of: .irrelevant)) < 0.2)
  }

  @Test func `the first reason counts more than another, and the parts are the score`() throws {
    let explanations = try Self.study.get().explanations

    #expect(explanations.lists == 220 && explanations.residual <= 1e-9)
    #expect(explanations.first.cases > 1_000)
    #expect(explanations.first.share > explanations.other.share)
  }

  @Test func `shuffled features are worth no more than none`() throws {
    let study = try Self.study.get()

    let (shuffled, none) = (study.probe.shuffled.mean, study.probe.featureless.mean)
    let ranker = try Self.mean("ranker", study.warm)
    // Far nearer to what knows no features than to what knows the true ones.
    #expect(shuffled - none < (ranker - none) / 3, "\(shuffled) \(none) \(ranker)")
  }

  @Test func `tracks move up when their genre is liked twice as much`() throws {
    let moves = try Self.study.get().doubling.moves

    #expect(moves.count == 150)
    #expect(Bootstrap().intervals([moves])[0].low > 0)
  }

  @Test func `lists that are shown have two of an artist at most, and slots with their chances`() throws {
    let lists = try Self.study.get().lists

    #expect(lists.mostOfOneArtist <= 2)
    #expect(lists.explored == 2 * 160 && lists.leastPropensity >= 1.0 / 200)
    #expect(lists.shownDivergence < lists.rankedDivergence)
  }

  @Test func `the best are found in order, and none where all are alike`() {
    let values = [0.3, 0.9, -.infinity, 0.9, 0.1, 0.5]

    let best = PlantedModels.top(3, count: 6, [1]) { values[$0] }

    #expect(best == [3, 5, 0])
    #expect(PlantedModels.top(3, count: 6, []) { _ in 2 }.isEmpty)
    #expect(PlantedModels.top(9, count: 6, []) { values[$0] } == [1, 3, 5, 0, 4])
  }

  @Test func `every bar has a figure, those apart from ranking too`() throws {
    var trial = LicenceTrial(seed: 1)
    var aside = PlantedAside(
      bursts: PlantedBursts(seed: 1).watch(), licence: trial.run(requests: 1_000))
    let summary = PlantedSummary([try Self.study.get()], aside, seed: 1, threads: 2)
    aside.licence.unlicensed = 1
    aside.bursts.falseAlarms = aside.bursts.quietDays / 500
    let failed = aside.bars

    #expect(summary.bars.suffix(3).map(\.name) == ["burst", "false alarms", "licence"])
    #expect(summary.bars.suffix(2).map(\.holds) == [true, true])
    #expect(failed.suffix(2).map(\.holds) == [false, false])
    #expect(Set(summary.bars.map(\.name)).count == summary.bars.count)
    let rows = summary.ablation.map(\.name)
    #expect(rows.contains("no candidates of ease") && rows.contains("no content signals"))
    #expect(summary.ofOracle("oracle", summary.warm) == 1)
  }
}
