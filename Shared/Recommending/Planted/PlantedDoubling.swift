import Factors
import Models

/// What becomes of a creator's lists when the creator likes one genre twice as much: the world is run once more with the same
/// chances, and the models, as they are, see the uses that come of it.
struct PlantedDoubling {
  static let creatorLimit = 150
  /// A genre that is nearly everything already cannot be liked much more.
  static let greatestShare = 0.5

  private(set) var result = PlantedStudy.Doubling()

  init(_ learning: PlantedLearning, _ ranker: LearnedRanker) throws {
    let (world, models) = (learning.world, learning.models)
    var histories: [[Int32]] = []
    var genres: [Genre] = []
    for creator in world.warm.prefix(Self.creatorLimit) {
      let known = world.truth.creators[creator]
      guard let place = Self.doubled(known) else { continue }
      var changed = known
      changed.genres[place] *= 2
      let total = changed.genres.reduce(0, +)
      changed.genres = changed.genres.map { $0 / total }
      let random = PlantedWorld.random(learning.seed, PlantedWorld.Stream.uses, creator)
      for one in [known, changed] {
        histories.append(
          world.truth.uses(of: one, world.items, count: world.train[creator].count, random))
      }
      genres.append(Genre.allCases[place])
    }
    let tastes = histories.map { models.catalogue.taste(of: $0, []) }
    var ranks: [Double] = []
    try models.forEach(histories, tastes) { place, scores in
      let pair = place / 2
      let known = Set(histories[2 * pair] + histories[2 * pair + 1])
      let table = models.table(
        scores, Array(known), tastes[place], uses: histories[place].count, .all)
      var sum = 0, count = 0
      for (rank, row) in ranker.order(of: table).enumerated()
      where world.items[Int(table.tracks[row])].genre == genres[pair] {
        sum += rank
        count += 1
      }
      ranks.append(count == 0 ? 0 : Double(sum) / Double(count) / Double(max(1, table.count)))
    }
    result.moves = genres.indices.map { ranks[2 * $0] - ranks[2 * $0 + 1] }
  }

  /// The genre that is liked most, as far as it can be liked twice as much.
  private static func doubled(_ creator: PlantedTruth.Creator) -> Int? {
    let open = creator.genres.indices.filter { creator.genres[$0] <= greatestShare }
    return open.max { (creator.genres[$0], $1) < (creator.genres[$1], $0) }
  }
}
