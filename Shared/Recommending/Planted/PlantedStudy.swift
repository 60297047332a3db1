public import Factors
import Glibc

/// What one planted world shows of the ranker: how good its lists are beside others, what each part is worth, and whether its
/// explanations are true.
///
/// Computes on the thread that calls it, so the result depends on the world and the seed alone.
public struct PlantedStudy: Sendable {
  static let length = 10

  /// A way of ranking, or a part of the ranker switched off.
  public struct Line: Sendable, Equatable {
    public let name: String
    /// NDCG@10 of each judged creator, in order.
    public let ndcg: [Double]

    public var mean: Double { ndcg.isEmpty ? 0 : ndcg.reduce(0, +) / Double(ndcg.count) }
  }

  /// A share of cases.
  public struct Count: Sendable, Equatable {
    public var hits = 0
    public var cases = 0

    public var share: Double { cases == 0 ? 0 : Double(hits) / Double(cases) }

    mutating func add(_ isHit: Bool) {
      cases += 1
      if isHit { hits += 1 }
    }
  }

  public internal(set) var seed: UInt64
  public internal(set) var warm: [Line] = []
  /// The same of creators who have only videos.
  public internal(set) var cold: [Line] = []
  public internal(set) var ablation: [Line] = []
  public internal(set) var ranker: LearnedRanker
  public internal(set) var penalty: Double
  public internal(set) var sidePenalty: Double
  public internal(set) var sideWeight: Double
  /// The share of what is to be foretold that each generator brings, and all of them (nil).
  public internal(set) var recall: [(generator: Generator?, share: Double)] = []
  public internal(set) var explanations = Fidelity()
  public internal(set) var doubling = Doubling()
  public internal(set) var lists = Lists()
  /// With what tracks sound like dealt out anew, and with no such thing at all.
  public internal(set) var probe = Probe()

  /// What explanations were found to be.
  public struct Fidelity: Sendable, Equatable {
    public internal(set) var lists = 0
    /// The greatest distance between a score and the sum of its parts.
    public internal(set) var residual = 0.0
    /// The irrelevant signal among what is told.
    public internal(set) var irrelevant = Count()
    /// The planted top genre in what is told, of creators with one.
    public internal(set) var topGenre = Count()
    /// The rank falls when the first reason is taken away, and when any other is.
    public internal(set) var first = Count()
    public internal(set) var other = Count()
  }

  /// What becomes of tracks when a creator likes them twice as much.
  public struct Doubling: Sendable, Equatable {
    /// Of each creator: by what part of the catalogue the matching tracks have moved up, in the mean.
    public internal(set) var moves: [Double] = []
  }

  public struct Probe: Sendable, Equatable {
    public internal(set) var shuffled = Line(name: "shuffled features", ndcg: [])
    public internal(set) var featureless = Line(name: "without features", ndcg: [])
  }

  /// What the lists are like, before and after they are made fit to be shown.
  public struct Lists: Sendable, Equatable {
    public internal(set) var rankedSpread = Spread(counts: [])
    public internal(set) var shownSpread = Spread(counts: [])
    /// From the creator's mix of genres and moods, in the mean.
    public internal(set) var rankedDivergence = 0.0
    public internal(set) var shownDivergence = 0.0
    public internal(set) var mostOfOneArtist = 0
    /// Of the slots for new tracks.
    public internal(set) var leastPropensity = 1.0
    public internal(set) var explored = 0
  }

  /// What is done, for whoever waits: a share and a word.
  public typealias Advance = (_ share: Double, _ what: String) -> Void

  /// Takes seconds. `seed` is of everything that is drawn, but for the world, which is there. Throws where the world is too
  /// large for a linear model.
  public init(_ world: PlantedWorld, seed: UInt64, advance: Advance = { _, _ in }) throws {
    self.seed = seed
    advance(0, "learning")
    let learning = try PlantedLearning(world, seed: seed)
    ranker = learning.ranker()
    let settings = learning.models.settings
    (penalty, sidePenalty, sideWeight) = (settings.penalty, settings.sidePenalty, settings.sideWeight)
    advance(0.3, "judging")
    let judge = try PlantedJudge(learning, world.warm)
    warm = judge.baselines() + judge.lines(of: ranker)
    recall = judge.recall()
    let coldJudge = try PlantedJudge(learning, world.cold)
    cold = coldJudge.baselines() + coldJudge.lines(of: ranker)
    lists = judge.lists(of: ranker)
    advance(0.45, "switching parts off")
    ablation = judge.ablation(ranker)
    advance(0.65, "explaining")
    for judge in [judge, coldJudge] { try judge.explain(with: ranker, into: &explanations) }
    advance(0.75, "doubling preferences")
    doubling = try PlantedDoubling(learning, ranker).result
    advance(0.8, "dealing out features anew")
    probe.featureless = judge.line(
      "without features", learning.ranker(using: Self.featureless), from: Self.blind)
    probe.shuffled = try Self.shuffled(world, seed, settings)
    advance(1, "done")
  }

  /// What knows nothing of what tracks sound like.
  static let featureless: Set<Signal> = [.ease, .popularity, .irrelevant]
  static let blind: Generators = [
    Generators(.ease), Generators(.neighbours), Generators(.popularity),
  ]

  /// The whole ranker, where each track has the sound and the growth of another one.
  private static func shuffled(
    _ world: PlantedWorld, _ seed: UInt64, _ settings: PlantedModels.Settings
  ) throws -> Line {
    let count = world.items.count
    let order = PlantedWorld.permutation(
      count, PlantedWorld.random(seed, PlantedWorld.Stream.shuffle, 0))
    var mixed = world
    for place in 0..<count {
      let other = world.items[order[place]]
      mixed.items[place].genre = other.genre
      mixed.items[place].mood = other.mood
      mixed.items[place].tempo = other.tempo
      mixed.items[place].energy = other.energy
      mixed.items[place].velocity = other.velocity
    }
    let learning = try PlantedLearning(mixed, seed: seed, settings: settings)
    return try PlantedJudge(learning, mixed.warm).line("shuffled features", learning.ranker())
  }

  static func ndcg(_ list: [Int], _ relevant: [Int32]) -> Double {
    ListQuality(list.map { Int32(truncatingIfNeeded: $0) }, relevant: Set(relevant), length: length).ndcg
  }
}
