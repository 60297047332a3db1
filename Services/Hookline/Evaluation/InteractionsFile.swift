import Factors

/// Who has rated what, from a file in the form of MovieLens: userId, movieId, rating, timestamp.
struct InteractionsFile {
  /// From this rating on, something was liked.
  static let liked = 4.0
  /// Lines of one file; more is no development set.
  static let lineLimit = 40_000_000
  /// Ids that a number of JSON holds exactly.
  private static let idRange: ClosedRange<Int64> = 0...9_007_199_254_740_991

  /// What was liked, in the order of the file.
  let uses: [TimedUse]
  let ratingCount: Int
  let userCount: Int
  let itemCount: Int

  private struct Rating {
    let user: Int32
    let item: Int64
    let at: Int64
  }

  /// The catalogue is what `items` lists (by its column movieId), else everything that was rated. Throws at the first line
  /// that makes no sense, and says which.
  init(_ path: String, items: String?, advance: (Double) -> Void = { _ in }) throws {
    var users: [Int64: Int32] = [:]
    var known = Set(try items.map(Self.items) ?? [])
    let isListed = items != nil
    var liked: [Rating] = []
    var count = 0
    let columns = ["userId", "movieId", "rating", "timestamp"]
    try CSVRow.forEach(of: path, columns, limit: Self.lineLimit, advance) { row in
      let (user, item) = (try row.whole(0, in: Self.idRange), try row.whole(1, in: Self.idRange))
      let rating = try row.number(2, in: 0...10)
      let at = try row.whole(3, in: -1_000_000_000_000_000...1_000_000_000_000_000)
      if isListed {
        guard known.contains(item) else { throw row.flaw("there is no item \(item) among the items") }
      } else {
        known.insert(item)
      }
      let number = users[user] ?? Int32(users.count)
      users[user] = number
      count += 1
      if rating >= Self.liked { liked.append(Rating(user: number, item: item, at: at)) }
    }
    let order = known.sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(order, Int32(0)...))
    uses = liked.compactMap { rating in
      places[rating.item].map { TimedUse(user: rating.user, item: $0, at: rating.at) }
    }
    (ratingCount, userCount, itemCount) = (count, users.count, order.count)
  }

  private static func items(_ path: String) throws -> [Int64] {
    var items: [Int64] = []
    try CSVRow.forEach(of: path, ["movieId"], limit: lineLimit) { row in
      items.append(try row.whole(0, in: idRange))
    }
    return items
  }
}
