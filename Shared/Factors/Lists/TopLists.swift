/// The best items of many users by the products of their factors.
public struct TopLists: Sendable, Equatable {
  public struct Settings: Sendable, Equatable {
    /// How many items a list has, or as many as there are.
    public var length: Int
    /// Bytes that may be held while the lists are made, beside the factors.
    public var memoryLimit: Int
    public var threads: Int

    public init(length: Int = 100, memoryLimit: Int = 16_000_000_000, threads: Int = 1) {
      self.length = length
      self.memoryLimit = memoryLimit
      self.threads = threads
    }
  }

  public let length: Int
  /// How many items each list has.
  private let counts: [Int32]
  private let entries: [Scored]

  public var count: Int { counts.count }

  /// The list of a user, the best first; equal scores by id.
  public subscript(user: Int) -> ArraySlice<Scored> {
    entries[user * length..<user * length + Int(counts[user])]
  }

  /// The users and items whose scores are computed at once: they fit into the processor's own memory.
  private static let userBlock = 128
  private static let itemBlock = 512

  public static func bytesNeeded(
    userCount: Int, itemCount: Int, factors: Int, denied: Int, settings: Settings
  ) -> Int {
    let lists = saturating(userCount, settings.length, MemoryLayout<Scored>.stride)
    let waiting = saturating(userBlock, TopList.bytesNeeded(settings.length))
    let lane = 4 * userBlock * itemBlock + waiting
    let copy = denied == 0 ? 0 : saturating(4, itemCount, factors + 2)
    return lists + saturating(max(1, settings.threads), lane) + copy
  }

  /// Every list has `length` items, or as many as there are besides those that the user has (`excluding`, rows of items)
  /// and those that are denied to all: they are left out before the best are chosen.
  ///
  /// Takes long: not for a thread that others wait for. The same bytes for any number of threads.
  public init(
    of users: FactorMatrix, among items: FactorMatrix, excluding: SparseRows? = nil, denied: Set<Int32> = [],
    _ settings: Settings = Settings()
  ) throws(FactorsError) {
    try Self.check(users, items, excluding, settings)
    try FactorsError.refuse(
      "the lists of \(users.rows) users",
      needing: Self.bytesNeeded(
        userCount: users.rows, itemCount: items.rows, factors: items.columns, denied: denied.count,
        settings: settings), above: settings.memoryLimit)
    length = min(settings.length, items.rows)
    let catalogue = Catalogue(items, denied: denied)
    let length = length
    var entries = [Scored](repeating: Scored(0, score: 0), count: users.rows * length)
    var counts = [Int32](repeating: 0, count: users.rows)
    let blocks = Blocks(total: users.rows, size: Self.userBlock)
    edit(&entries) { entries in
      edit(&counts) { counts in
        Lanes.forEach(
          blocks.count, threads: settings.threads,
          scratch: {
            ListMaker(
              catalogue, length: length, userBlock: Self.userBlock, itemBlock: Self.itemBlock)
          },
          { block, maker in
            maker.make(blocks[block], users, excluding) { user, list in
              counts[user] = Int32(truncatingIfNeeded: list.count)
              for (place, scored) in list.enumerated() { entries[user * length + place] = scored }
            }
          })
      }
    }
    (self.entries, self.counts) = (entries, counts)
  }

  private static func check(
    _ users: FactorMatrix, _ items: FactorMatrix, _ excluding: SparseRows?, _ settings: Settings
  ) throws(FactorsError) {
    guard users.columns == items.columns else {
      throw FactorsError(.invalid, "users have \(users.columns) factors and items \(items.columns)")
    }
    guard 1...100_000 ~= settings.length else {
      throw FactorsError(.invalid, "a list has 1 to 100,000 items, and \(settings.length) were asked for")
    }
    guard let excluding else { return }
    guard excluding.rowCount == users.rows, excluding.columnCount == items.rows else {
      throw FactorsError(
        .invalid, "what is left out is of \(excluding.rowCount) users and \(excluding.columnCount) items")
    }
  }
}
