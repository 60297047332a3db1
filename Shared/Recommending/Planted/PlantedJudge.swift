import Factors
import Models

/// Judges lists for some creators of a planted world by what they used in truth.
struct PlantedJudge {
  let learning: PlantedLearning
  let creators: [Int]
  /// The candidates of each creator as the ranker sees them.
  let tables: [SignalTable]
  /// Of those who rank the whole catalogue: by name, for each creator.
  private let others: [(name: String, ndcg: [Double])]

  var world: PlantedWorld { learning.world }
  var models: PlantedModels { learning.models }

  init(_ learning: PlantedLearning, _ creators: [Int]) throws {
    self.learning = learning
    self.creators = creators
    let (world, models) = (learning.world, learning.models)
    let count = world.items.count
    var tables: [SignalTable] = []
    var others = Self.names.map { (name: $0, ndcg: [Double]()) }
    let histories = creators.map { models.histories[$0] }
    try models.forEach(histories, creators.map { models.tastes[$0] }) { place, scores in
      let creator = creators[place]
      let uses = histories[place].count
      tables.append(models.table(scores, histories[place], models.tastes[creator], uses: uses))
      let random = PlantedWorld.random(learning.seed, PlantedWorld.Stream.lists, creator)
      let truth = world.truth.utilities(of: world.truth.creators[creator], world.items)
      let (content, popularity) = (Self.standard(scores.content), Self.standard(scores.popularity))
      let values: [(Int) -> Double] = [
        { truth[$0] }, { random.uniform($0) }, { scores.popularity[$0] }, { scores.content[$0] },
        { content[$0] + popularity[$0] }, { scores.ease[scores.ease.startIndex + $0] },
        { scores.cease[scores.cease.startIndex + $0] },
      ]
      for (line, value) in values.enumerated() {
        let list = PlantedModels.top(PlantedStudy.length, count: count, Set(histories[place]), value)
        others[line].ndcg.append(PlantedStudy.ndcg(list, world.test[creator]))
      }
    }
    (self.tables, self.others) = (tables, others)
  }

  /// In the order of the values above.
  private static let names = [
    "oracle", "random", "popularity", "content", "content+popularity", "ease", "cease",
  ]

  private static func standard(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    let deviation =
      (values.reduce(0) { $0 + ($1 - mean).squared } / Double(max(1, values.count))).squareRoot()
    return values.map { deviation > 0 ? ($0 - mean) / deviation : 0 }
  }

  func baselines() -> [PlantedStudy.Line] { others.map { PlantedStudy.Line(name: $0.name, ndcg: $0.ndcg) } }

  func line(_ name: String, _ ranker: LearnedRanker, from generators: Generators = .all) -> PlantedStudy.Line
  {
    let ndcg = creators.indices.map { place in
      let table = generators == .all ? tables[place] : tables[place].of(generators)
      let best = ranker.order(of: table).prefix(PlantedStudy.length).map { Int(table.tracks[$0]) }
      return PlantedStudy.ndcg(best, world.test[creators[place]])
    }
    return PlantedStudy.Line(name: name, ndcg: ndcg)
  }

  /// By the ranker alone, then with what makes a list fit to be shown, and at last with what is tried.
  func lines(of ranker: LearnedRanker) -> [PlantedStudy.Line] {
    let stages: [(String, Rerank.Stages)] = [
      ("ranker, re-ranked", [.calibration, .diversity]), ("ranker, as shown", .all),
    ]
    return [line("ranker", ranker)]
      + stages.map { name, stages in
        PlantedStudy.Line(
          name: name,
          ndcg: creators.indices.map { place in
            let list = shown(place, ranker, stages).map { Int(tables[place].tracks[$0.row]) }
            return PlantedStudy.ndcg(list, world.test[creators[place]])
          })
      }
  }

  func shown(_ place: Int, _ ranker: LearnedRanker, _ stages: Rerank.Stages = .all) -> [Rerank.Place] {
    let table = tables[place]
    return Rerank(length: PlantedStudy.length, stages: stages, seed: learning.seed).list(
      table, ranker.scores(of: table), { candidate(table.tracks[$0]) },
      for: models.tastes[creators[place]], request: UInt64(creators[place]))
  }

  private func candidate(_ track: Int32) -> Candidate { models.catalogue.candidates[Int(track)] }

  func recall() -> [(generator: Generator?, share: Double)] {
    let kept = PlantedModels.generators.map { (Optional($0), Generators($0)) } + [(nil, Generators.all)]
    return kept.map { generator, generators in
      let shares = creators.indices.map { place in
        let brought = Set(tables[place].of(generators).tracks)
        let wanted = world.test[creators[place]]
        return Double(wanted.count { brought.contains($0) }) / Double(wanted.count)
      }
      return (generator, shares.reduce(0, +) / Double(max(1, shares.count)))
    }
  }

  /// With the candidates of each generator left out, and learned anew without each group of signals and each signal.
  func ablation(_ ranker: LearnedRanker) -> [PlantedStudy.Line] {
    let all = Set(Signal.allCases)
    let withoutGenerator = PlantedModels.generators.map { generator in
      let kept = Generators.all.subtracting(Generators(generator))
      return line("no candidates of \(generator.rawValue)", ranker, from: kept)
    }
    let withoutGroup = Signal.Group.allCases.map { group in
      line("no \(group.rawValue) signals", learning.ranker(using: all.filter { $0.group != group }))
    }
    let withoutSignal = Signal.allCases.map { signal in
      line("no \(signal.rawValue) signal", learning.ranker(using: all.subtracting([signal])))
    }
    return withoutGenerator + withoutGroup + withoutSignal
  }

  func lists(of ranker: LearnedRanker) -> PlantedStudy.Lists {
    var lists = PlantedStudy.Lists()
    var counts = [[Int]](repeating: [Int](repeating: 0, count: world.items.count), count: 2)
    var divergences = [0.0, 0.0]
    for place in creators.indices {
      let table = tables[place]
      let shown = shown(place, ranker)
      let both = [
        Array(ranker.order(of: table).prefix(PlantedStudy.length)), shown.map(\.row),
      ].map { $0.map { table.tracks[$0] } }
      for (kind, tracks) in both.enumerated() {
        for track in tracks { counts[kind][Int(track)] += 1 }
        divergences[kind] += divergence(tracks, models.tastes[creators[place]])
      }
      let artists = Dictionary(both[1].map { (candidate($0).artist ?? "", 1) }, uniquingKeysWith: +)
      lists.mostOfOneArtist = max(lists.mostOfOneArtist, artists.values.max() ?? 0)
      for propensity in shown.compactMap(\.propensity) {
        lists.explored += 1
        lists.leastPropensity = min(lists.leastPropensity, propensity)
      }
    }
    (lists.rankedSpread, lists.shownSpread) = (Spread(counts: counts[0]), Spread(counts: counts[1]))
    let count = Double(max(1, creators.count))
    (lists.rankedDivergence, lists.shownDivergence) = (divergences[0] / count, divergences[1] / count)
    return lists
  }

  /// Of genres and moods, in the mean.
  private func divergence(_ tracks: [Int32], _ taste: Taste) -> Double {
    let known = tracks.map(candidate)
    func sum(_ shares: (Candidate) -> [Double]) -> [Double] {
      known.map(shares).reduce([Double](repeating: 0, count: 24)) { zip($0, $1).map { $0 + $1 } }
    }
    let genre = Calibration.divergence(
      Shares(taste.genre?.value).all, sum { $0.genres.all }, count: known.count)
    let mood = Calibration.divergence(
      Shares(taste.mood?.value).all, sum { Shares(first: $0.moods).all }, count: known.count)
    return (genre + mood) / 2
  }
}
