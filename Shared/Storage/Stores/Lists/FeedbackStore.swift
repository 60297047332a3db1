public import FoundationEssentials
public import Models

/// What became of one recommendation.
public struct Feedback: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// It was shown.
    case impression
    /// Somebody has looked at it.
    case click
    /// A video has it now.
    case use
    /// The creator wants to see it no more.
    case dismiss
  }

  public var author: Author.ID
  public var track: Track.ID
  public var kind: Kind
  /// That has made the list; nil where nobody said so.
  public var run: UUID?
  /// In that list.
  public var rank: Int?
  public var at: Date

  public init(
    author: Author.ID, track: Track.ID, kind: Kind, run: UUID? = nil, rank: Int? = nil, at: Date
  ) {
    (self.author, self.track, self.kind) = (author, track, kind)
    (self.run, self.rank, self.at) = (run, rank, at)
  }
}

/// Keeps what became of recommendations.
public struct FeedbackStore: Sendable {
  /// What was said, with who said it.
  public struct Found: Sendable, Equatable {
    public let id: Int64
    public let feedback: Feedback
    /// As the creator is called now; nil for one who is not known any more.
    public let handle: String?
    /// What stands in the key before its secret.
    public let keyLabel: String?
    public let notedAt: Date

    public init(id: Int64, feedback: Feedback, handle: String?, keyLabel: String?, notedAt: Date) {
      (self.id, self.feedback, self.handle) = (id, feedback, handle)
      (self.keyLabel, self.notedAt) = (keyLabel, notedAt)
    }
  }

  /// What came of saying something.
  public struct Noted: Sendable, Equatable {
    public let id: Int64
    /// Whether it was not known yet.
    public let isNew: Bool
  }

  /// What is meant; what is not said does not matter.
  public struct Filter: Sendable, Hashable {
    public var author: Author.ID?
    public var track: Track.ID?
    public var kind: Feedback.Kind?

    public init(author: Author.ID? = nil, track: Track.ID? = nil, kind: Feedback.Kind? = nil) {
      (self.author, self.track, self.kind) = (author, track, kind)
    }
  }

  /// Some creators would have dismissed more tracks than a list can be kept free of.
  public struct TooManyDismissed: Error, Sendable, Equatable {
    public let authors: [Author.ID]
    public let limit: Int
  }

  /// How many tracks a creator may have dismissed at once: all of them are read for each list.
  public static let dismissalLimit = 10_000

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  // MARK: Saying

  /// Writes what was said in the transaction of the session; answers in the order of the list. What is known already, or
  /// is said twice here, is not written again.
  ///
  /// - Throws: `TooManyDismissed` where the transaction has to be undone.
  public static func note(
    _ list: [Feedback], key: Int64, dismissalLimit: Int = dismissalLimit, _ session: Session
  ) throws -> [Noted] {
    guard !list.isEmpty else { return [] }
    let dismissing = Set(list.lazy.filter { $0.kind == .dismiss }.map(\.author)).sorted()
    try lock(dismissing, session)
    // Everybody writes in one order, so that two who say the same do not wait for each other in a circle.
    let made = try session.map(
      """
      insert into feedback (author_id, track_id, kind, run_id, rank, at, key_id)
      select author, track, kind, run, rank, at, \(key) from \(rows(list))
      order by author, track, kind, run, place
      on conflict do nothing returning \(identity), id
      """
    ) { row in (try Identity(row), try row.decode(4, as: Int64.self)) }
    let new = Dictionary(made) { first, _ in first }
    let dismissed = Set(new.keys.lazy.filter(\.isDismissal).map(\.author)).sorted()
    try checkDismissals(of: dismissed, dismissalLimit, session)
    // Of those that were there before.
    let known = try session.map(
      """
      select distinct on (f.id) f.author_id, f.track_id, f.kind, f.run_id, f.id from \(rows(list))
      join feedback f on f.author_id = said.author and f.track_id = said.track and f.kind = said.kind
        and f.run_id is not distinct from said.run
      """
    ) { row in (try Identity(row), try row.decode(4, as: Int64.self)) }
    let all = Dictionary(known) { first, _ in first }
    var told: Set<Identity> = []
    return try list.map { feedback in
      let identity = Identity(feedback)
      guard let id = new[identity] ?? all[identity] else {
        throw StorageError(.conflict, "what was said a moment ago was taken back meanwhile")
      }
      return Noted(id: id, isNew: new[identity] != nil && told.insert(identity).inserted)
    }
  }

  /// Who dismisses for the same creators waits here until the other is done, so that neither counts without what the other
  /// writes. Creators share locks: of these there is only so much room.
  private static func lock(_ authors: [Author.ID], _ session: Session) throws {
    guard !authors.isEmpty else { return }
    // Everybody in one order.
    let parts = Set(authors.map { $0.rawValue & 63 }).sorted()
    try session.execute(
      """
      select pg_advisory_xact_lock(hashtext('hookline.feedback'), part::int4) from unnest(\(parts)) as parts(part)
      """)
  }

  private static func checkDismissals(of authors: [Author.ID], _ limit: Int, _ session: Session) throws {
    guard !authors.isEmpty else { return }
    let over = try session.rows(
      """
      select author_id from feedback where author_id = any(\(authors)) and kind = 'dismiss'
      group by author_id having count(*) > \(Int64(limit)) order by author_id
      """, as: Author.ID.self)
    guard over.isEmpty else { throw TooManyDismissed(authors: over, limit: limit) }
  }

  private static func rows(_ list: [Feedback]) -> SQL {
    """
    \(unnest: list.map(\.author), list.map(\.track), list.map(\.kind.rawValue), list.map(\.run),
      list.map { $0.rank.map { Int16(clamping: $0) } }, list.map(\.at), Array(0..<Int64(list.count)))
      as said(author, track, kind, run, rank, at, place)
    """
  }

  private static let identity: SQL = "author_id, track_id, kind, run_id"

  /// What makes two of them the same.
  private struct Identity: Hashable {
    let author: Author.ID
    let track: Track.ID
    let kind: String
    let run: UUID?

    var isDismissal: Bool { kind == Feedback.Kind.dismiss.rawValue }

    init(_ feedback: Feedback) {
      (author, track, kind, run) = (feedback.author, feedback.track, feedback.kind.rawValue, feedback.run)
    }

    init(_ row: borrowing Row) throws {
      author = try row.decode(0)
      track = try row.decode(1)
      kind = try row.decode(2)
      run = try row.decode(3)
    }
  }

  /// Takes it back in the transaction of the session, and returns what it was; nil when there is no such thing.
  public static func takeBack(_ id: Int64, _ session: Session) throws -> Feedback? {
    try session.map(
      "delete from feedback where id = \(id) returning author_id, track_id, kind, run_id, rank, at"
    ) { row in try feedback(row) }.first
  }

  // MARK: Asking

  /// What was said, the newest first, from one on that is older than `before`. With `after` what is newer than it, the
  /// nearest first: the page before, backwards.
  public func list(
    _ filter: Filter = Filter(), before: Int64? = nil, after: Int64? = nil, limit: Int
  ) async throws -> [Found] {
    let order: SQL = after == nil ? "desc" : "asc"
    var condition: SQL = "f.id < \(before ?? .max) and f.id > \(after ?? 0)"
    if let author = filter.author { condition = "\(condition) and f.author_id = \(author)" }
    if let track = filter.track { condition = "\(condition) and f.track_id = \(track)" }
    if let kind = filter.kind { condition = "\(condition) and f.kind = \(kind.rawValue)" }
    return try await database.map(
      """
      select f.author_id, f.track_id, f.kind, f.run_id, f.rank, f.at, f.id, f.noted_at,
        (select handle from author where id = f.author_id), (select label from api_key where id = f.key_id)
      from feedback f where \(condition) order by f.id \(order) limit \(limit)
      """
    ) { row in
      Found(
        id: try row.decode(6), feedback: try Self.feedback(row), handle: try row.decode(8),
        keyLabel: try row.decode(9), notedAt: try row.decode(7))
    }
  }

  private static func feedback(_ row: borrowing Row) throws -> Feedback {
    let kind = try row.decode(2, as: String.self)
    guard let known = Feedback.Kind(rawValue: kind) else {
      throw StorageError(.decoding, "somebody has said the unknown \(kind) of a recommendation")
    }
    return Feedback(
      author: try row.decode(0), track: try row.decode(1), kind: known, run: try row.decode(3),
      rank: try row.decode(4, as: Int16?.self).map(Int.init), at: try row.decode(5))
  }

  /// The recordings that each of these creators wants to see no more, whichever of their tracks they have said it of.
  /// Creators who want to see all are missing.
  public func dismissed(by authors: [Author.ID]) async throws -> [Author.ID: Set<Track.ID>] {
    guard !authors.isEmpty else { return [:] }
    let rows = try await database.rows(
      """
      select f.author_id, coalesce(
        (select canonical_id from track_identity where track_id = f.track_id limit 1), f.track_id)
      from feedback f where f.author_id = any(\(Set(authors).sorted())) and f.kind = 'dismiss'
      """, as: Author.ID.self, Track.ID.self)
    return rows.reduce(into: [:]) { $0[$1.0, default: []].insert($1.1) }
  }

  /// Of runs those that have made a list, with whom it is for.
  public func authors(ofRuns runs: [UUID]) async throws -> [UUID: Author.ID] {
    guard !runs.isEmpty else { return [:] }
    let rows = try await database.rows(
      "select run_id, author_id from recommendation where run_id = any(\(runs))", as: UUID.self,
      Author.ID.self)
    return Dictionary(rows.map { ($0.0, $0.1) }) { first, _ in first }
  }

  /// Which of these tracks there are.
  public func known(_ tracks: [Track.ID]) async throws -> Set<Track.ID> {
    guard !tracks.isEmpty else { return [] }
    return Set(
      try await database.rows("select id from track where id = any(\(tracks))", as: Track.ID.self))
  }
}
