public import Models

extension IdentityStore {
  /// Why two tracks cannot be joined or parted.
  public enum Refusal: Error, Equatable {
    case unknown(Track.ID)
    case itself
    /// These two, of the one group and the other, were stated to be apart.
    case apart(Track.ID, Track.ID)
    /// More members than can be parted from one at once.
    case tooMany(Int)
  }

  /// How many members a track can be parted from at once.
  public static let memberLimit = 1_000

  /// States that two tracks are one recording. What was stated of these two before is undone. False when they were one
  /// already. What `also` writes is committed with it.
  public func merge(
    _ first: Track.ID, _ second: Track.ID, by name: String, note: String? = nil,
    also: @escaping @Sendable (Session) throws -> Void = { _ in }
  ) async throws -> Bool {
    try await database.transaction { session in
      try IdentityRows.lock(session)
      try Self.check(first, second, session)
      guard try Self.canonical(of: first, session) != Self.canonical(of: second, session) else {
        return false
      }
      if let obstacle = try Self.obstacle(first, second, session) { throw obstacle }
      try Self.state(first, [second], .same, by: name, note, session)
      try Self.tell(of: try IdentityGroups.refresh(around: [first, second], session), session)
      try also(session)
      return true
    }
  }

  /// States that two tracks are different recordings, or one of them from all that it was one with; answers with those.
  /// What `also` writes of them is committed with it.
  public func split(
    _ track: Track.ID, from other: Track.ID? = nil, by name: String, note: String? = nil,
    also: @escaping @Sendable (Session, [Track.ID]) throws -> Void = { _, _ in }
  ) async throws -> [Track.ID] {
    try await database.transaction { session in
      try IdentityRows.lock(session)
      try Self.check(track, other ?? track, isPair: other != nil, session)
      let others = try other.map { [$0] } ?? Self.members(with: track, session).filter { $0 != track }
      guard others.count <= Self.memberLimit else { throw Refusal.tooMany(others.count) }
      try Self.state(track, others, .apart, by: name, note, session)
      try Self.tell(of: try IdentityGroups.refresh(around: Set(others).union([track]), session), session)
      try also(session, others)
      return others
    }
  }

  /// The track that stands for this one.
  static func canonical(of track: Track.ID, _ session: Session) throws -> Track.ID {
    try session.first("select canonical_id from track_identity where track_id = \(track)", as: Track.ID.self)
      ?? track
  }

  /// All that are one with it, itself among them.
  static func members(with track: Track.ID, _ session: Session) throws -> [Track.ID] {
    let canonical = try canonical(of: track, session)
    let others: [Track.ID] = try session.rows(
      "select track_id from track_identity where canonical_id = \(canonical) order by track_id",
      as: Track.ID.self)
    return (others + [canonical]).sorted()
  }

  private static func check(
    _ first: Track.ID, _ second: Track.ID, isPair: Bool = true, _ session: Session
  ) throws {
    if isPair, first == second { throw Refusal.itself }
    for track in [first, second] {
      let isKnown = try session.value(
        """
        select exists (select from track where id = \(track)) or exists (select from track_portrait where track_id = \(track))
        """, as: Bool.self)
      if !isKnown { throw Refusal.unknown(track) }
    }
  }

  private static func state(
    _ track: Track.ID, _ others: [Track.ID], _ relation: Relation, by name: String, _ note: String?,
    _ session: Session
  ) throws {
    let old = try IdentityRows.links(between: others.map { TrackPair(track, $0) }.sorted(), session)
    try IdentityRows.undo(old.values.map(\.id).sorted(), by: name, session)
    var evidence = LinkEvidence()
    evidence.note = note
    let links = others.map { TrackLink(track, $0, relation, rule: .person, evidence: evidence) }
    try IdentityRows.insert(links, madeBy: name, session)
  }

  /// For those who keep what stands for what: `ShelfStore.regrouped`.
  private static func tell(of changed: Set<Track.ID>, _ session: Session) throws {
    guard !changed.isEmpty else { return }
    try session.execute("delete from track_regrouping where at < now() - interval '1 day'")
    try session.execute(
      "insert into track_regrouping (track_id) select * from \(unnest: changed.sorted())")
  }

  /// Which two others keep the groups apart.
  private static func obstacle(_ first: Track.ID, _ second: Track.ID, _ session: Session) throws -> Refusal? {
    let left = Set(try members(with: first, session))
    let right = Set(try members(with: second, session))
    let rows = try IdentityRows.links(of: left.sorted(), session)
    let across = rows.map(\.link).filter { link in
      guard link.relation == .apart, TrackPair(link) != TrackPair(first, second) else { return false }
      return left.contains(link.left) && right.contains(link.right)
        || left.contains(link.right) && right.contains(link.left)
    }
    return across.min { TrackPair($0) < TrackPair($1) }.map { .apart($0.left, $0.right) }
  }
}
