public import Storage

/// A list in the order of its numbers, of which pages are asked for by their place: the hundredth costs no more than the
/// first.
///
/// Every hundredth number is remembered for a while, so new ones show a little later. Whoever reads page after page sees
/// the same list meanwhile; where something has gone or come between, it is counted anew at once.
public actor NumberedPages {
  /// A part of the list.
  public struct Part: Sendable, Equatable {
    public let numbers: [Int64]
    /// How many there are in all.
    public let total: Int
  }

  private struct Marks {
    /// The first number of each block.
    let starts: [Int64]
    let total: Int
    let until: ContinuousClock.Instant
  }

  private static let block = 100
  private static let age = Duration.seconds(60)

  private let database: any Database
  /// A table or a subquery with a column `id`.
  private let source: SQL
  private var counting: Task<Marks, any Error>?

  public init(_ database: any Database, of source: SQL) { (self.database, self.source) = (database, source) }

  /// Of creators.
  public static func authors(_ database: any Database) -> NumberedPages {
    NumberedPages(database, of: "author")
  }

  /// Of recordings: of tracks that are one, the one that stands for them.
  public static func recordings(_ database: any Database) -> NumberedPages {
    NumberedPages(
      database,
      of: """
        (select t.id from track t where not exists (select from track_identity i where i.track_id = t.id)) recording
        """)
  }

  /// Up to `count` numbers, at most a block, behind the first `offset`.
  public func part(from offset: Int, count: Int) async throws -> Part {
    precondition(offset >= 0 && 0...Self.block ~= count, "a part is at most a block long")
    for _ in 0..<3 {
      let marks = try await marks()
      let used = counting
      if let known = try await part(marks, offset, count) { return known }
      // It has changed since it was counted. Somebody else may have seen that, too, and count already.
      if counting == used { counting = nil }
    }
    // An empty part would read as the end of the list.
    throw StorageError(.conflict, "a list changes faster than it is counted")
  }

  /// Nil where the list is no longer as it was counted.
  private func part(_ marks: Marks, _ offset: Int, _ count: Int) async throws -> Part? {
    let place = offset / Self.block
    guard offset < marks.total, count > 0 else { return Part(numbers: [], total: marks.total) }
    let end = marks.starts.indices.contains(place + 2) ? marks.starts[place + 2] : .max
    let numbers = try await database.rows(
      """
      select id from \(source) where id >= \(marks.starts[place]) and id < \(end) order by id
      limit \(Int64(2 * Self.block + 1))
      """, as: Int64.self)
    let expected = min(2 * Self.block, marks.total - place * Self.block)
    // What comes behind the last one is part of the next count.
    guard numbers.count == expected || end == .max && numbers.count > expected else { return nil }
    let rest = numbers.prefix(expected).dropFirst(offset - place * Self.block)
    return Part(numbers: Array(rest.prefix(count)), total: marks.total)
  }

  /// Counted once for all who ask at the same time.
  private func marks() async throws -> Marks {
    if let counting {
      let marks = try await counting.value
      if marks.until > .now { return marks }
      if self.counting == counting { self.counting = nil }
      return try await self.marks()
    }
    let task = Task { [database, source] in try await Self.count(source, in: database) }
    counting = task
    do { return try await task.value } catch {
      if counting == task { counting = nil }
      throw error
    }
  }

  private static func count(_ source: SQL, in database: any Database) async throws -> Marks {
    let rows = try await database.rows(
      """
      select id, total from (
        select id, row_number() over (order by id) as place, count(*) over () as total from \(source)) counted
      where place % \(Int64(block)) = 1 order by id
      """, as: Int64.self, Int64.self)
    return Marks(starts: rows.map(\.0), total: Int(rows.first?.1 ?? 0), until: .now + age)
  }
}
