/// A way of ranking that takes part in a trial.
public enum Contender: Sendable, Equatable {
  case ease(penalty: Double)
  case als(ALSSettings)
  case popularity
  /// Items by the cosine to those of the history, each with its nearest.
  case neighbours(count: Int)
  case random(seed: UInt64)

  public var name: String {
    switch self {
    case .ease: "ease"
    case .als: "ials"
    case .popularity: "popularity"
    case .neighbours: "item-knn"
    case .random: "random"
    }
  }

  /// What it was set to, for the record.
  public var parameters: [(name: String, value: Double)] {
    switch self {
    case .ease(let penalty): [("penalty", penalty)]
    case .als(let settings):
      [
        ("factors", Double(settings.factors)), ("epochs", Double(settings.epochs)),
        ("penalty", settings.penalty),
        ("unobserved", settings.unobserved), ("seed", Double(settings.seed)),
      ]
    case .popularity: []
    case .neighbours(let count): [("neighbours", Double(count))]
    case .random(let seed): [("seed", Double(seed))]
    }
  }

  /// Learns; returns what scores every item for each user of a range, one user after the other.
  func learn(
    _ interactions: Interactions, threads: Int, memoryLimit: Int
  ) throws -> (Range<Int>) throws -> [Float] {
    let items = interactions.itemCount
    switch self {
    case .ease(let penalty):
      let model = try EASE(interactions, .init(penalty: penalty, memoryLimit: memoryLimit, threads: threads))
      return { users in try model.scores(of: users.map { interactions.byUser[$0] }).map { Float($0) } }
    case .als(var settings):
      (settings.threads, settings.memoryLimit) = (threads, memoryLimit)
      let model = try ALS(interactions, settings)
      return { users in model.scores(of: users) }
    case .popularity:
      let counts = (0..<items).map { Float(interactions.byItem.count(of: $0)) }
      return { users in users.flatMap { _ in counts } }
    case .neighbours(let count):
      let model = Neighbours(interactions, count: count, threads: threads)
      return { users in users.flatMap { model.scores(of: interactions.byUser[$0]) } }
    case .random(let seed):
      return { users in
        users.flatMap { user in
          let random = CountedRandom(seed: seed, stream: UInt64(user))
          return (0..<items).map { Float(random.uniform($0)) }
        }
      }
    }
  }
}

extension ALS {
  /// Of every item, for each user of a range.
  func scores(of range: Range<Int>) -> [Float] {
    let width = settings.factors
    var scores = [Float](repeating: 0, count: range.count * items.rows)
    guard !range.isEmpty, items.rows > 0 else { return scores }
    BLAS.prepare()
    edit(&scores) { scores in
      users.values.withUnsafeBufferPointer { users in
        BLAS.multiply(
          range.count, items.rows, width, 1, users.start + range.lowerBound * width, width,
          items.values,
          width, turningB: true, 0, scores, items.rows)
      }
    }
    return scores
  }
}
