/// Compares ways of ranking: each learns from the first part of what users took, and ranks the whole catalogue, but for what
/// it learnt that a user has, to foretell the rest.
public struct Trial: Sendable {
  /// How one of them did.
  public struct Result: Sendable {
    public let contender: Contender
    /// One for each judged user, in the order of users.
    public let short: [ListQuality]
    /// The same of the longer lists.
    public let long: [ListQuality]
    /// Of the short lists.
    public let spread: Spread
  }

  public static let shortLength = 10
  public static let longLength = 20
  private static let block = 64

  public let interactions: Interactions
  public let held: [Set<Int32>]
  private let threads: Int
  private let memoryLimit: Int

  /// The users of whom there is something to foretell.
  public var judged: [Int] { held.indices.filter { !held[$0].isEmpty } }

  public init(
    _ split: TimeSplit, itemCount: Int, threads: Int = 1, memoryLimit: Int = 8_000_000_000
  ) throws(FactorsError) {
    // To take something twice is no more than to take it.
    var entries = Set<[Int32]>(minimumCapacity: split.training.count)
    let once = split.training.filter { entries.insert([$0.user, $0.item]).inserted }
    interactions = try Interactions(
      once.map { Interaction(user: $0.user, item: $0.item) }, userCount: split.held.count,
      itemCount: itemCount, memoryLimit: memoryLimit)
    held = split.held
    self.threads = threads
    self.memoryLimit = memoryLimit
  }

  /// Takes long: not for a thread that others wait for.
  public func result(of contender: Contender) throws -> Result {
    let scores = try contender.learn(interactions, threads: threads, memoryLimit: memoryLimit)
    let users = judged
    var short: [ListQuality] = []
    var long: [ListQuality] = []
    var counts = [Int](repeating: 0, count: interactions.itemCount)
    for block in 0..<Blocks(total: held.count, size: Self.block).count {
      let range = Blocks(total: held.count, size: Self.block)[block]
      guard users.contains(where: range.contains) else { continue }
      var table = try scores(range)
      for user in range where !held[user].isEmpty {
        let list = best(of: user, &table, at: (user - range.lowerBound) * interactions.itemCount)
        for item in list.prefix(Self.shortLength) { counts[Int(item)] += 1 }
        short.append(ListQuality(list, relevant: held[user], length: Self.shortLength))
        long.append(ListQuality(list, relevant: held[user], length: Self.longLength))
      }
    }
    return Result(contender: contender, short: short, long: long, spread: Spread(counts: counts))
  }

  private func best(of user: Int, _ table: inout [Float], at start: Int) -> [Int32] {
    for item in interactions.byUser.columns(of: user) { table[start + Int(item)] = -.infinity }
    var top = TopList(limit: Self.longLength)
    edit(&table) { top.take($0 + start, count: interactions.itemCount, first: 0) }
    return top.finish().map(\.id)
  }
}

extension Trial.Result {
  /// Of the short lists, in the mean.
  public var ndcg: Double { short.isEmpty ? 0 : short.reduce(0) { $0 + $1.ndcg } / Double(short.count) }
}
