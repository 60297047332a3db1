public import FoundationEssentials
public import Models

/// Records that sources brought and that were not taken in.
public struct RejectionStore: Sendable {
  public struct Entry: Sendable, Equatable {
    public var rejection: Rejection
    /// Nil for those from before sources were told apart.
    public var source: String?
    public var run: UUID?
    public var at: Date

    public init(rejection: Rejection, source: String?, run: UUID?, at: Date) {
      (self.rejection, self.source, self.run, self.at) = (rejection, source, run, at)
    }
  }

  /// Behind which entry a page begins, or before which it ends.
  public struct Place: Sendable, Equatable {
    public var at: Date
    /// Tells the entries of one moment apart, whatever they are called.
    public var mark: String
    public var offset: Int64

    public init(at: Date, mark: String, offset: Int64) {
      (self.at, self.mark, self.offset) = (at, mark, offset)
    }
  }

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// The newest first. A rule is named in full, or by how it begins.
  public func entries(rule: String? = nil, source: String? = nil, limit: Int) async throws -> [Entry] {
    try await page(rule: rule, source: source, limit: limit).map(\.entry)
  }

  /// As a range of bytes, which an index serves whatever the language of the database. The index is on just this expression,
  /// in which `Rejection.unreadable` stands for what has no rule.
  private static func begins(with rule: String) -> SQL {
    let known: SQL = "coalesce(rule, 'record.readable')"
    let scalars = rule.unicodeScalars
    guard let last = scalars.last else { return "true" }
    // What comes behind the last scalar is no scalar at two places: where halves of pairs begin, and at the end.
    guard let next = Unicode.Scalar(last.value == 0xD7FF ? 0xE000 : last.value + 1) else {
      return "\(known) ~>=~ \(rule) and starts_with(\(known), \(rule))"
    }
    let end = String(String.UnicodeScalarView(scalars.dropLast())) + String(next)
    return "\(known) ~>=~ \(rule) and \(known) ~<~ \(end)"
  }

  /// The same behind a place, each with its own. With `end` those that go before it, the nearest first: the page before,
  /// backwards.
  public func page(
    rule: String? = nil, source: String? = nil, after place: Place? = nil, before end: Place? = nil,
    limit: Int
  ) async throws -> [(entry: Entry, place: Place)] {
    try await database.map(Self.page(rule, source, place, end, limit: limit)) { row in
      let offset = try row.decode(1, as: Int64.self)
      let rejection = Rejection(
        place: try row.decode(0), offset: Int(clamping: offset), reason: try row.decode(2),
        rule: try row.decode(3, as: String?.self) ?? Rejection.unreadable)
      let entry = Entry(
        rejection: rejection, source: try row.decode(4), run: try row.decode(5), at: try row.decode(6))
      return (entry, Place(at: entry.at, mark: try row.decode(7), offset: offset))
    }
  }

  static func page(
    _ rule: String?, _ source: String?, _ place: Place?, _ end: Place?, limit: Int
  ) -> SQL {
    let broken = rule.map(Self.begins) ?? "true"
    let brought: SQL = source.map { "source = \($0)" } ?? "true"
    let behind: SQL =
      place.map { place in
        """
        at <= \(place.at) and (at < \(place.at) or (md5(place), byte_offset) > (\(place.mark), \(place.offset)))
        """
      } ?? "true"
    let ahead: SQL =
      end.map { end in
        """
        at >= \(end.at) and (at > \(end.at) or (md5(place), byte_offset) < (\(end.mark), \(end.offset)))
        """
      } ?? "true"
    let order: SQL =
      end == nil ? "at desc, md5(place), byte_offset" : "at, md5(place) desc, byte_offset desc"
    return """
      select place, byte_offset, reason, rule, source, run_id, at, md5(place) from rejection
      where \(broken) and \(brought) and \(behind) and \(ahead)
      order by \(order) limit \(Int64(limit))
      """
  }
}
