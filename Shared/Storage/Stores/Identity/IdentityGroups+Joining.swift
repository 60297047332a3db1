import Models

/// What has become of links in a transaction.
struct LinkChange {
  var new: [TrackLink]
  var gone: [TrackLink]
  /// What was looked at, whether or not anything has changed of it.
  var asked: Set<Track.ID>
}

/// Most changes are that one more track joins a recording that has many: for that, the many need not be looked at.
extension IdentityGroups {
  /// Brings groups up to date with a change; answers as `refresh(around:)` does, but for those who stand for tracks that
  /// joined. Under the lock.
  static func refresh(after change: LinkChange, _ session: Session) throws -> Set<Track.ID> {
    var touched = ends(of: change.gone)
    // Who stood alone before may not be alone because of a link that is gone.
    let (joined, open) = touched.isEmpty ? try join(change.new, session) : ([], [])
    touched.formUnion(
      ends(
        of: change.new.filter { link in
          let both: Set = [link.left, link.right]
          return joined.isDisjoint(with: both) || !open.isDisjoint(with: both)
        }))
    touched.formUnion(try displaced(among: change.asked.subtracting(joined).subtracting(touched), session))
    return try refresh(around: touched, session).union(joined)
  }

  private static func ends(of links: [TrackLink]) -> Set<Track.ID> {
    links.reduce(into: []) { $0.formUnion([$1.left, $1.right]) }
  }

  /// Those for which another stands that has no track, or that should come after them.
  private static func displaced(among tracks: Set<Track.ID>, _ session: Session) throws -> [Track.ID] {
    guard !tracks.isEmpty else { return [] }
    return try session.rows(
      """
      select i.id from \(unnest: tracks.sorted()) as i(id)
      cross join lateral (select canonical_id from track_identity where track_id = i.id limit 1) c
      where (select true from track where id = c.canonical_id limit 1) is null
        or (c.canonical_id > i.id and (select true from track where id = i.id limit 1) is not null)
      """, as: Track.ID.self)
  }

  /// Adds tracks that stood alone each to the one group that all its links lead to; answers with those, and with those
  /// for which there was no such group.
  ///
  /// As a look at everything would: a track that nothing keeps apart from anything changes for no other who is one with
  /// whom, if all that it is the same as is one already. Whose have no name are left to that look: whether they belong
  /// to somebody depends on all others.
  private static func join(
    _ links: [TrackLink], _ session: Session
  ) throws -> (joined: Set<Track.ID>, open: Set<Track.ID>) {
    guard !links.isEmpty else { return ([], []) }
    let standings = try standings(of: ends(of: links).sorted(), session)
    let candidates = standings.filter { $0.value.isAlone && !$0.value.isNameless }.keys.sorted()
    guard candidates.count < standings.count, !candidates.isEmpty else { return ([], []) }
    var open: [Track.ID: [TrackLink]] = [:]
    for link in try IdentityRows.links(of: candidates, session).map(\.link) {
      for end in [link.left, link.right] where standings[end]?.isAlone == true {
        open[end, default: []].append(link)
      }
    }
    open = open.filter { track, links in
      standings[track]?.isNameless == false && links.allSatisfy { $0.relation == .same && $0.rule != .person }
    }
    let joined = place(open, standings)
    try insert(joined.sorted { $0.key < $1.key }, session)
    return (Set(joined.keys), Set(open.keys).subtracting(joined.keys))
  }

  /// In rounds: what one of them joins, another may be the same as.
  private static func place(
    _ open: [Track.ID: [TrackLink]], _ standings: [Track.ID: Standing]
  ) -> [Track.ID: Track.ID] {
    var open = open
    var groups = standings.filter { !$0.value.isAlone && $0.value.isJoinable }.mapValues(\.canonical)
    var placed: [Track.ID: Track.ID] = [:]
    var isDone = false
    while !isDone {
      isDone = true
      for (track, links) in open.sorted(by: { $0.key < $1.key }) {
        let others = links.map { $0.left == track ? $0.right : $0.left }
        let known = others.filter { open[$0] == nil }
        let found = Set(known.map { groups[$0] })
        guard found.count == 1, let group = found.first ?? nil, group < track else { continue }
        open[track] = nil
        (groups[track], placed[track], isDone) = (group, group, false)
      }
    }
    return placed
  }

  private static func insert(_ rows: [(key: Track.ID, value: Track.ID)], _ session: Session) throws {
    guard !rows.isEmpty else { return }
    try session.execute(
      """
      insert into track_identity(track_id, canonical_id) select * from \(unnest: rows.map(\.key), rows.map(\.value))
      """)
  }

  private struct Standing {
    let canonical: Track.ID
    let isAlone: Bool
    /// Whether a link of it counts only if it is the one of its kind.
    let isNameless: Bool
    /// Whether the one that stands for it has a track.
    let isPresent: Bool

    var isJoinable: Bool { isPresent && !isNameless }
  }

  /// Each looked up by itself, in an index: `exists` may be made a scan of the whole table, and so may a search for the
  /// first of many.
  private static func standings(of tracks: [Track.ID], _ session: Session) throws -> [Track.ID: Standing] {
    var standings: [Track.ID: Standing] = [:]
    try session.query(
      """
      select i.id, c.id,
        c.id = i.id
          and (select canonical_id from track_identity where (canonical_id, track_id) > (i.id, 0)
               order by canonical_id, track_id limit 1) is distinct from i.id,
        coalesce(
          (select true from track_link where left_id = i.id and undone_at is null and evidence ? 'nameless' limit 1),
          (select true from track_link where right_id = i.id and undone_at is null and evidence ? 'nameless' limit 1),
          false),
        (select true from track where id = c.id limit 1) is not null
      from \(unnest: tracks) as i(id)
      cross join lateral (select coalesce((select canonical_id from track_identity where track_id = i.id), i.id) as id) c
      """
    ) { row in
      standings[try row.decode(0)] = Standing(
        canonical: try row.decode(1), isAlone: try row.decode(2), isNameless: try row.decode(3),
        isPresent: try row.decode(4))
    }
    return standings
  }
}
