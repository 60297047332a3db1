public import FoundationEssentials
public import Models

/// Reads who is known, a page at a time.
public struct CreatorList: Sendable {
  public enum Order: String, Sendable, CaseIterable {
    /// Whom a source spoke of last comes first.
    case seen
    /// Who has most followers comes first, and last those whose followers nobody has counted.
    case followers
  }

  /// A creator as a list shows them.
  public struct Entry: Sendable, Equatable {
    public var id: Author.ID
    public var author: Author
    public var firstSeenAt: Date
    public var seenAt: Date
    /// That spoke of them last.
    public var source: String?

    /// Where a list goes on behind this one.
    public var place: Place { Place(seenAt: seenAt, followers: author.counts.followers, id: id) }
  }

  /// Behind whom a page begins, or before whom it ends.
  public struct Place: Sendable, Equatable {
    public var seenAt: Date
    public var followers: Int64?
    public var id: Author.ID

    public init(seenAt: Date, followers: Int64?, id: Author.ID) {
      (self.seenAt, self.followers, self.id) = (seenAt, followers, id)
    }
  }

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Those whose handle begins so. Names change hands: who had one before and is not known under another has it still.
  /// With `end` those that go before it, the nearest first: the page before, backwards.
  public func creators(
    named prefix: String? = nil, by order: Order = .seen, after place: Place? = nil, before end: Place? = nil,
    limit: Int
  ) async throws -> [Entry] {
    let sql =
      switch order {
      case .seen: Self.bySight(prefix, place, end, limit)
      case .followers:
        if let end {
          Self.byFollowers(prefix, before: end, limit)
        } else {
          Self.byFollowers(prefix, place, limit)
        }
      }
    return try await database.map(sql, Self.entry)
  }

  private static let columns: SQL = """
    id, handle, name, is_verified, is_private, is_gone, region, language, followers, following, likes, videos,
    first_seen_at, seen_at, source
    """

  private static func bySight(_ prefix: String?, _ place: Place?, _ end: Place?, _ limit: Int) -> SQL {
    let behind: SQL = place.map { "(seen_at, id) < (\($0.seenAt), \($0.id))" } ?? "true"
    let ahead: SQL = end.map { "(seen_at, id) > (\($0.seenAt), \($0.id))" } ?? "true"
    let order: SQL = end == nil ? "seen_at desc, id desc" : "seen_at, id"
    return """
      select \(columns) from author where \(begins(with: prefix)) and \(behind) and \(ahead)
      order by \(order) limit \(limit)
      """
  }

  /// Both parts are in the order of the index; one walk would have to look at all of it.
  private static func byFollowers(_ prefix: String?, _ place: Place?, _ limit: Int) -> SQL {
    let order: SQL = "order by followers desc nulls last, id desc limit \(limit)"
    let named = begins(with: prefix)
    guard let place else { return "select \(columns) from author where \(named) \(order)" }
    guard let followers = place.followers else {
      return """
        select \(columns) from author where \(named) and followers is null and id < \(place.id) \(order)
        """
    }
    return """
      select * from (
        (select \(columns) from author where \(named) and (followers, id) < (\(followers), \(place.id)) \(order))
        union all
        (select \(columns) from author where \(named) and followers is null \(order))) a
      \(order)
      """
  }

  /// The same walked backwards.
  private static func byFollowers(_ prefix: String?, before end: Place, _ limit: Int) -> SQL {
    let order: SQL = "order by followers nulls first, id limit \(limit)"
    let named = begins(with: prefix)
    if let followers = end.followers {
      return """
        select \(columns) from author where \(named) and (followers, id) > (\(followers), \(end.id)) \(order)
        """
    }
    return """
      select * from (
        (select \(columns) from author where \(named) and followers is null and id > \(end.id) \(order))
        union all
        (select \(columns) from author where \(named) and followers is not null \(order))) a
      \(order)
      """
  }

  /// As a range of bytes, which an index serves whatever the language of the database. Handles are of ASCII.
  private static func begins(with prefix: String?) -> SQL {
    guard let prefix, let last = prefix.unicodeScalars.last,
      let next = Unicode.Scalar(last.value + 1)
    else { return "true" }
    let end = String(String.UnicodeScalarView(prefix.unicodeScalars.dropLast())) + String(next)
    return "handle ~>=~ \(prefix) and handle ~<~ \(end)"
  }

  private static func entry(_ row: borrowing Row) throws -> Entry {
    let counts = AuthorCounts(
      followers: try row.decode("followers"), following: try row.decode("following"),
      likes: try row.decode("likes"), videos: try row.decode("videos"))
    let author = Author(
      handle: try Models.Handle(row.decode("handle", as: String.self)), name: try row.decode("name"),
      isVerified: try row.decode("is_verified"), isPrivate: try row.decode("is_private"),
      isGone: try row.decode("is_gone"), region: try row.decode("region"),
      language: try row.decode("language"), counts: counts)
    return Entry(
      id: try row.decode("id"), author: author, firstSeenAt: try row.decode("first_seen_at"),
      seenAt: try row.decode("seen_at"), source: try row.decode("source"))
  }
}
