import Factors

/// How the ranker is learned in a planted world: from the last fifth of each creator's training uses, which the models have
/// not seen then; afterwards the models are made anew of all of them.
struct PlantedLearning: Sendable {
  static let penalties = [50.0, 100, 200, 400, 800]
  static let sideWeights = [1.0, 4]
  /// Of the training uses.
  static let share = 0.2

  let world: PlantedWorld
  let models: PlantedModels
  private let choices: [LearnedRanker.Choice]
  let seed: UInt64
  let clips: [[PlantedWorld.Clip]]

  init(_ world: PlantedWorld, seed: UInt64, settings known: PlantedModels.Settings? = nil) throws {
    self.world = world
    self.seed = seed
    let catalogue = PlantedCatalogue(world.items)
    var clips = [[PlantedWorld.Clip]](repeating: [], count: world.creatorCount)
    for clip in world.clips { clips[Int(clip.creator)].append(clip) }
    self.clips = clips
    let inner = world.train.map { Array($0.prefix($0.count - Self.held($0.count))) }
    let later = world.train.map { Array($0.suffix(Self.held($0.count))) }
    let settings = try known ?? Self.settings(catalogue, inner, later)
    let early = try PlantedModels(catalogue, histories: inner, clips: clips, settings)
    choices = try Self.choices(early, later, seed)
    models = try PlantedModels(catalogue, histories: world.train, clips: clips, settings)
  }

  /// Nothing of creators of whom hardly anything is known.
  private static func held(_ count: Int) -> Int {
    count < 5 ? 0 : Int((share * Double(count)).rounded())
  }

  /// How many tracks that were not used are looked at for each creator.
  static let others = 120

  /// What was held back, among tracks drawn evenly from the catalogue: those that a generator brings for a signal would say
  /// more of the generators than of what is liked.
  private static func choices(
    _ models: PlantedModels, _ later: [[Int32]], _ seed: UInt64
  ) throws -> [LearnedRanker.Choice] {
    let creators = later.indices.filter { !later[$0].isEmpty }
    let count = models.catalogue.candidates.count
    var choices: [LearnedRanker.Choice] = []
    let tastes = creators.map { models.tastes[$0] }
    try models.forEach(creators.map { models.histories[$0] }, tastes) { place, scores in
      let creator = creators[place]
      let (history, chosen) = (models.histories[creator], Set(later[creator]))
      let random = PlantedWorld.random(seed, PlantedWorld.Stream.ranker, creator)
      let drawn = (0..<others).map { Int32(random.index($0, below: count)) }
      let table = models.table(
        scores, history, tastes[place], uses: history.count, .some(chosen.union(drawn)))
      let rows = (0..<table.count).filter { chosen.contains(table.tracks[$0]) }
      let rest = Double(max(1, count - history.count - chosen.count))
      choices.append(
        LearnedRanker.Choice(table, chosen: rows, share: Double(table.count - rows.count) / rest))
    }
    return choices
  }

  /// The penalties with which the uses that were held back are foretold best.
  private static func settings(
    _ catalogue: PlantedCatalogue, _ inner: [[Int32]], _ later: [[Int32]]
  ) throws -> PlantedModels.Settings {
    var settings = PlantedModels.Settings()
    let plain = try PlantedModels.interactions(inner, catalogue, sideWeight: nil)
    var best = -1.0
    for penalty in penalties {
      let ndcg = try quality(try EASE(plain, .init(penalty: penalty)), inner, later)
      if ndcg > best { (best, settings.penalty) = (ndcg, penalty) }
    }
    best = -1
    for weight in sideWeights {
      let sided = try PlantedModels.interactions(inner, catalogue, sideWeight: weight)
      for penalty in penalties {
        let ndcg = try quality(try EASE(sided, .init(penalty: penalty)), inner, later)
        if ndcg > best { (best, settings.sidePenalty, settings.sideWeight) = (ndcg, penalty, weight) }
      }
    }
    return settings
  }

  private static func quality(_ model: EASE, _ inner: [[Int32]], _ later: [[Int32]]) throws -> Double {
    var sum = 0.0
    let creators = later.indices.filter { !later[$0].isEmpty }
    for start in stride(from: 0, to: creators.count, by: 64) {
      let own = creators[start..<min(start + 64, creators.count)]
      let scores = try model.scores(of: own.map { inner[$0].map { Weighted($0) } })
      for (place, creator) in own.enumerated() {
        let list = PlantedModels.top(
          PlantedStudy.length, count: model.itemCount, Set(inner[creator])
        ) { scores[place * model.itemCount + $0] }
        sum += PlantedStudy.ndcg(list, later[creator])
      }
    }
    return sum / Double(max(1, creators.count))
  }

  /// A ranker that sees only some signals.
  func ranker(using signals: Set<Signal> = Set(Signal.allCases)) -> LearnedRanker {
    LearnedRanker(learningFrom: choices, using: signals, seed: seed)
  }
}
