public import FoundationEssentials
public import Models

/// A list as it was made for a creator in a run.
public struct MadeList: Sendable, Equatable {
  public var author: Author.ID
  public var run: UUID
  /// Name and version of what ranked.
  public var ranker: String
  /// How many tracks there were to choose from.
  public var considered: Int
  /// How many videos the taste was read from.
  public var videos: Int
  public var items: [Recommendation]
  /// The day that it is the list of; nil for that on which it is stored.
  public var day: Day?
  /// On what it rests; lists of earlier versions do not say.
  public var basis: ListBasis?

  public init(
    author: Author.ID, run: UUID, ranker: String, considered: Int, videos: Int, items: [Recommendation],
    day: Day? = nil, basis: ListBasis? = nil
  ) {
    self.author = author
    self.run = run
    self.ranker = ranker
    self.considered = considered
    self.videos = videos
    self.items = items
    self.day = day
    self.basis = basis
  }
}

/// Keeps lists, and finds them again.
public struct RecommendationStore: Sendable {
  /// A list as it is shown.
  public struct Found: Sendable, Equatable {
    public let list: MadeList
    public let madeAt: Date
    /// Of the tracks that are still known.
    public let names: [Track.ID: Name]

    public init(list: MadeList, madeAt: Date, names: [Track.ID: Name]) {
      (self.list, self.madeAt, self.names) = (list, madeAt, names)
    }
  }

  public struct Name: Sendable, Equatable {
    public let title: String
    public let artist: String?

    public init(title: String, artist: String?) { (self.title, self.artist) = (title, artist) }
  }

  let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Writes lists in the transaction of the session. A run has one list: a later one takes the place of the earlier.
  public static func store(_ lists: [MadeList], _ session: Session) throws {
    let byRun = Dictionary(lists.map { ($0.run, $0) }, uniquingKeysWith: { $1 })
    let lists = byRun.values.sorted { $0.run.uuidString < $1.run.uuidString }
    guard !lists.isEmpty else { return }
    let bases = try lists.map { try $0.basis.map { try JSON(encoding: $0) } }
    let ids = try session.rows(
      """
      insert into recommendation (author_id, run_id, ranker, considered, videos, day, basis)
      select i.author, i.run, i.ranker, i.considered, i.videos,
        coalesce(i.day::date, (now() at time zone 'UTC')::date), i.basis
      from \(unnest: lists.map(\.author), lists.map(\.run), lists.map(\.ranker),
        lists.map(\.considered), lists.map(\.videos), lists.map { $0.day.map { "\($0)" } }, bases)
        as i(author, run, ranker, considered, videos, day, basis)
      on conflict (run_id) do update set author_id = excluded.author_id, ranker = excluded.ranker,
        considered = excluded.considered, videos = excluded.videos, day = excluded.day, basis = excluded.basis,
        made_at = now()
      returning id, run_id
      """, as: Int64.self, UUID.self)
    try session.execute("delete from recommendation_item where recommendation_id = any(\(ids.map(\.0)))")
    let items = ids.flatMap { id, run in (byRun[run]?.items ?? []).map { (id, $0) } }
    let reasons = try items.map { try JSON(encoding: $0.1.reasons) }
    try session.execute(
      """
      insert into recommendation_item (recommendation_id, rank, track_id, score, reasons,
        hook_start, hook_end, hook_reason)
      select * from \(unnest: items.map(\.0), items.map(\.1.rank), items.map(\.1.track), items.map(\.1.score),
        reasons, items.map(\.1.hook?.start), items.map(\.1.hook?.end), items.map(\.1.hook?.reason))
      """)
  }

  /// The newest list of each of these creators who has one, or that of one run, with its first `limit` tracks. Those that
  /// have become one recording since are there once, in the better place.
  public func newest(
    of authors: [Author.ID], run: UUID? = nil, limit: Int
  ) async throws -> [Author.ID: Found] {
    let found = try await load(Self.heads(of: authors, run), limit)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.list.author, $0) })
  }

  /// The lists that runs have made, with their first `limit` tracks.
  public func made(by runs: [UUID], limit: Int) async throws -> [UUID: Found] {
    let found = try await load(
      """
      select id, author_id, run_id, ranker, considered, videos, made_at, day::text, basis from recommendation
      where run_id = any(\(runs))
      """, limit)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.list.run, $0) })
  }

  func load(_ lists: SQL, _ limit: Int) async throws -> [Found] {
    try await database.transaction(.init(isolation: .repeatableRead, isReadOnly: true)) { session in
      var heads: [Int64: (list: MadeList, madeAt: Date)] = [:]
      try session.query(lists) { row in
        let list = MadeList(
          author: try row.decode(1), run: try row.decode(2), ranker: try row.decode(3),
          considered: try row.decode(4), videos: try row.decode(5), items: [],
          day: Day(try row.decode(7, as: String.self)),
          // What a newer version has written may be more than this one knows.
          basis: try row.decode(8, as: JSON?.self).flatMap { try? $0.decode(ListBasis.self) })
        heads[try row.decode(0)] = (list, try row.decode(6))
      }
      var names: [Int64: [Track.ID: Name]] = [:]
      try session.query(Self.items(of: heads.keys.sorted(), limit)) { row in
        let id = try row.decode(0, as: Int64.self)
        let track = try row.decode(2, as: Track.ID.self)
        heads[id]?.list.items.append(
          Recommendation(
            rank: try row.decode(1), track: track, score: try row.decode(3),
            reasons: try row.decode(4, as: JSON.self).decode([Reason].self), hook: try Self.hook(row)))
        guard let title = try row.decode(5, as: String?.self) else { return }
        names[id, default: [:]][track] = Name(title: title, artist: try row.decode(6))
      }
      return heads.map { id, head in
        Found(list: head.list, madeAt: head.madeAt, names: names[id] ?? [:])
      }
    }
  }

  private static func hook(_ row: borrowing Row) throws -> TrackHook? {
    guard let start = try row.decode(7, as: Double?.self), let end = try row.decode(8, as: Double?.self)
    else { return nil }
    return TrackHook(start: start, end: end, reason: try row.decode(9, as: String?.self) ?? "")
  }

  private static func heads(of authors: [Author.ID], _ run: UUID?) -> SQL {
    """
    select r.id, r.author_id, r.run_id, r.ranker, r.considered, r.videos, r.made_at, r.day::text, r.basis
    from \(unnest: Set(authors).sorted()) as a(id)
    cross join lateral (
      select * from recommendation where author_id = a.id and (\(run as UUID?)::uuid is null or run_id = \(run as UUID?)::uuid)
      order by made_at desc, id desc limit 1
    ) r
    """
  }

  private static func items(of lists: [Int64], _ limit: Int) -> SQL {
    """
    select i.recommendation_id, i.rank, i.id, i.score, i.reasons, t.title, t.artist, i.hook_start, i.hook_end, i.hook_reason
    from (
      select distinct on (i.recommendation_id, c.id) i.*, c.id from recommendation_item i
      cross join lateral (select coalesce(
        (select canonical_id from track_identity where track_id = i.track_id), i.track_id) as id) c
      where i.recommendation_id = any(\(lists)) and i.rank <= \(limit)
      order by i.recommendation_id, c.id, i.rank) i
    left join track t on t.id = i.id
    order by i.recommendation_id, i.rank
    """
  }
}
