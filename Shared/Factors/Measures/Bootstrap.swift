/// Between which values a mean lies, by drawing users anew.
public struct Interval: Sendable, Equatable {
  public let mean: Double
  public let low: Double
  public let high: Double
}

/// Draws the same users again and again for everything that is compared, so that differences are paired.
public struct Bootstrap: Sendable {
  public let draws: Int
  public let seed: UInt64
  public let threads: Int

  public init(draws: Int = 2_000, seed: UInt64 = 1, threads: Int = 1) {
    precondition(draws > 0, "nothing comes of no draws")
    self.draws = draws
    self.seed = seed
    self.threads = threads
  }

  /// Intervals of 95 % of the means. `values` has a row for everything that is compared, and in each a number for every
  /// user, in one order.
  public func intervals(_ values: [[Double]]) -> [Interval] {
    guard let users = values.first?.count, users > 0 else {
      return values.map { _ in Interval(mean: 0, low: 0, high: 0) }
    }
    precondition(values.allSatisfy { $0.count == users }, "every row is of the same users")
    var means = [Double](repeating: 0, count: values.count * draws)
    edit(&means) { means in
      Lanes.forEach(draws, threads: threads) { draw in
        let random = CountedRandom(seed: seed, stream: UInt64(draw))
        for place in 0..<users {
          let user = random.index(place, below: users)
          for (row, line) in values.enumerated() { means[row * draws + draw] += line[user] }
        }
      }
    }
    return values.indices.map { row in
      let sorted = means[row * draws..<(row + 1) * draws].sorted().map { $0 / Double(users) }
      return Interval(
        mean: values[row].reduce(0, +) / Double(users), low: sorted[Int(0.025 * Double(draws - 1))],
        high: sorted[Int((0.975 * Double(draws - 1)).rounded(.up))])
    }
  }
}
