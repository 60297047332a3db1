import Factors
import Glibc
import Models

extension PlantedWorld {
  /// Streams of random numbers: what one is used for has nothing to do with any other.
  enum Stream {
    static let tracks: UInt64 = 1
    static let creators: UInt64 = 2
    static let uses: UInt64 = 3
    static let clips: UInt64 = 4
    static let ranker: UInt64 = 5
    static let lists: UInt64 = 6
    static let removal: UInt64 = 7
    static let shuffle: UInt64 = 8
  }

  /// Random numbers of one thing.
  static func random(_ seed: UInt64, _ stream: UInt64, _ number: Int) -> CountedRandom {
    CountedRandom(seed: seed &* 0x9e37_79b9_7f4a_7c15 &+ stream, stream: UInt64(number))
  }

  /// The same seed and constants make the same world.
  public init(seed: UInt64, _ constants: PlantedConstants = PlantedConstants()) {
    var items: [Item] = []
    var hidden: [PlantedTruth.Item] = []
    // Which rank each track has: a permutation.
    let ranks = Self.permutation(constants.tracks, Self.random(seed, Stream.tracks, constants.tracks))
    for place in 0..<constants.tracks {
      var draws = Draws(Self.random(seed, Stream.tracks, place))
      let (item, truth) = Self.track(rank: ranks[place] + 1, &draws, constants)
      items.append(item)
      hidden.append(truth)
    }
    let count = constants.creators + constants.coldCreators
    let creators = (0..<count).map { place in
      var draws = Draws(Self.random(seed, Stream.creators, place))
      return Self.creator(&draws, constants)
    }
    let truth = PlantedTruth(creators: creators, items: hidden, constants: constants)
    var train: [[Int32]] = []
    var test: [[Int32]] = []
    var clips: [Clip] = []
    for place in 0..<count {
      let isCold = place >= constants.creators
      let kept = isCold ? 0 : constants.trainUses
      let uses = truth.uses(
        of: creators[place], items, count: kept + constants.testUses, Self.random(seed, Stream.uses, place))
      train.append(Array(uses.prefix(kept)))
      test.append(Array(uses.dropFirst(kept)))
      guard isCold else { continue }
      var draws = Draws(Self.random(seed, Stream.clips, place))
      for _ in 0..<constants.coldVideos {
        clips.append(Self.clip(Int32(place), creators[place], &draws, constants))
      }
    }
    self.init(items: items, train: train, test: test, clips: clips, truth: truth)
  }

  static func permutation(_ count: Int, _ random: CountedRandom) -> [Int] {
    var order = Array(0..<count)
    for place in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(place, random.index(place, below: place + 1))
    }
    return order
  }

  private static func track(
    rank: Int, _ draws: inout Draws, _ constants: PlantedConstants
  ) -> (Item, PlantedTruth.Item) {
    // Around 0, so that its weight is of an appeal with a scale of its own.
    let appeal = constants.zipf * (log(Double(constants.tracks)) - 1 - log(Double(rank)))
    let isNew = draws.uniform() < constants.newShare
    let spread = exp(0.2 * draws.normal())
    let worth = constants.mostUses * pow(Double(rank), -constants.zipf) * spread
    let tempo = 60 * exp2(draws.uniform())
    let octave = draws.uniform() < constants.octaveErrors ? 2.0 : 1
    let item = Item(
      artist: Int32(draws.uniform() * Double(constants.artists)),
      genre: Genre.allCases[Int(draws.uniform() * Double(constants.genres))],
      mood: Mood.allCases[Int(draws.uniform() * Double(constants.moods))], tempo: tempo * octave,
      energy: draws.uniform(), uses: Int64(worth * (isNew ? constants.newUses : 1)),
      velocity: draws.normal(), irrelevant: draws.normal(), isNew: isNew)
    let latent = (0..<constants.latent).map { _ in draws.normal() }
    return (item, PlantedTruth.Item(appeal: appeal, tempo: tempo, latent: latent))
  }

  private static func creator(_ draws: inout Draws, _ constants: PlantedConstants) -> PlantedTruth.Creator {
    PlantedTruth.Creator(
      genres: shares(constants.genres, constants.genreSpread, &draws),
      moods: shares(constants.moods, constants.moodSpread, &draws), tempo: 60 * exp2(draws.uniform()),
      energy: draws.uniform(), latent: (0..<constants.latent).map { _ in draws.normal() })
  }

  private static func shares(
    _ count: Int, _ spread: ClosedRange<Double>, _ draws: inout Draws
  ) -> [Double] {
    let width = spread.lowerBound + (spread.upperBound - spread.lowerBound) * draws.uniform()
    let weights = (0..<count).map { _ in exp(width * draws.normal()) }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  private static func clip(
    _ place: Int32, _ creator: PlantedTruth.Creator, _ draws: inout Draws, _ constants: PlantedConstants
  ) -> Clip {
    Clip(
      creator: place, genre: Genre.allCases[pick(creator.genres, draws.uniform())],
      mood: Mood.allCases[pick(creator.moods, draws.uniform())],
      tempo: creator.tempo * exp2(constants.tempoWidth * draws.normal()),
      energy: min(max(creator.energy + constants.energyNoise * draws.normal(), 0), 1))
  }

  /// The place at which the shares, one on the other, reach `level`.
  private static func pick(_ shares: [Double], _ level: Double) -> Int {
    var sum = 0.0
    for (place, share) in shares.enumerated() {
      sum += share
      if level < sum { return place }
    }
    return shares.count - 1
  }
}
