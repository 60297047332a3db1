import Factors
import Sources

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
    try Self.forEachRow(path, ["userId", "movieId", "rating", "timestamp"], advance) { row in
      let (user, item) = (try row.id(0), try row.id(1))
      let rating = try row.rating(2)
      let at = try row.whole(3, "timestamp", in: -1_000_000_000_000_000...1_000_000_000_000_000)
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
    try forEachRow(path, ["movieId"], { _ in }) { row in items.append(try row.id(0)) }
    return items
  }

  private static func forEachRow(
    _ path: String, _ columns: [String], _ advance: (Double) -> Void, _ body: (Row) throws -> Void
  ) throws {
    let reader = try CSVReader(path)
    let header = try CSVColumns(of: reader)
    let row = Row(
      reader: reader, places: try columns.map { try header.place(of: $0, in: path) }, names: columns)
    var count = 0
    while true {
      let step = try reader.next()
      if case .end = step { return }
      if case .flaw(let reason) = step { throw row.flaw(reason) }
      guard reader.fieldCount == header.names.count else {
        throw row.flaw("it has \(reader.fieldCount) fields, and the first line \(header.names.count)")
      }
      count += 1
      guard count <= lineLimit else { throw row.flaw("a file may have \(lineLimit) records") }
      try body(row)
      if count & 0x3fff == 0 { advance(Double(reader.offset) / Double(max(1, reader.byteCount))) }
    }
  }

  /// The row that is looked at.
  private struct Row {
    let reader: CSVReader
    let places: [Int]
    let names: [String]

    func flaw(_ reason: String) -> CommandFailure {
      CommandFailure("\(reader.path), line \(reader.line): \(reason)")
    }

    private func text(_ column: Int) -> String { reader.text(places[column]) ?? "" }

    private func shown(_ column: Int) -> String { "\"\(text(column).prefix(40))\"" }

    func id(_ column: Int) throws -> Int64 { try whole(column, names[column], in: InteractionsFile.idRange) }

    func whole(_ column: Int, _ name: String, in range: ClosedRange<Int64>) throws -> Int64 {
      guard let number = Int64(text(column)), range.contains(number) else {
        throw flaw("its \(name) is \(shown(column)) and no such number")
      }
      return number
    }

    func rating(_ column: Int) throws -> Double {
      guard let rating = Double(text(column)), 0...10 ~= rating else {
        throw flaw("its rating is \(shown(column)) and no number from 0 to 10")
      }
      return rating
    }
  }
}
