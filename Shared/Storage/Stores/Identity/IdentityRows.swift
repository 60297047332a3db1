import Models

/// The statements by which links are read and written.
enum IdentityRows {
  struct Row {
    let id: Int64
    let link: TrackLink
  }

  /// One transaction at a time: what it reads afterwards, all others have committed.
  static func lock(_ session: Session) throws {
    try session.execute("select pg_advisory_xact_lock(hashtext('hookline.track_identity'))")
  }

  static func revisions(of tracks: [Track.ID], _ session: Session) throws -> [Track.ID: Int32] {
    let rows = try session.rows(
      """
      select i.id, p.revision from \(unnest: tracks) as i(id)
      cross join lateral (select revision from track_portrait where track_id = i.id limit 1) p
      """, as: Track.ID.self, Int32.self)
    return Dictionary(rows) { $1 }
  }

  /// Tracks as they were at these revisions: one that has changed since is still to be compared.
  static func mark(_ revisions: [Track.ID: Int32], as version: Int32, _ session: Session) throws {
    guard !revisions.isEmpty else { return }
    let revisions = revisions.sorted { $0.key < $1.key }
    try session.execute(
      """
      with due as (
        select i.id from \(unnest: revisions.map(\.key), revisions.map(\.value)) as i(id, revision)
        cross join lateral (
          select track_id from track_portrait
          where track_id = i.id and revision = i.revision and decided is distinct from \(version) limit 1 for update) p
        order by i.id)
      update track_portrait p set decided = \(version) from due where p.track_id = due.id
      """)
  }

  static func haveLinks(_ tracks: [Track.ID], _ session: Session) throws -> Bool {
    try session.value(
      """
      select exists (
        select from \(unnest: tracks) as i(id)
        cross join lateral (
          (select 1 from track_link where left_id = i.id and undone_at is null limit 1) union all
          (select 1 from track_link where right_id = i.id and undone_at is null limit 1)) l)
      """, as: Bool.self)
  }

  /// All live links of these tracks, with what groups need of their evidence.
  static func links(of tracks: [Track.ID], _ session: Session) throws -> [Row] {
    guard !tracks.isEmpty else { return [] }
    return try session.map(
      """
      select distinct on (l.id) l.id, l.left_id, l.right_id, l.relation, l.kind, l.rule, l.evidence ? 'sound',
        l.evidence->>'nameless', (l.evidence->>'confidence')::float8
      from \(unnest: tracks) as i(id)
      cross join lateral (
        select * from track_link where left_id = i.id and undone_at is null union all
        select * from track_link where right_id = i.id and undone_at is null) l
      """, row)
  }

  static func links(between pairs: [TrackPair], _ session: Session) throws -> [TrackPair: Row] {
    guard !pairs.isEmpty else { return [:] }
    let rows = try session.map(
      """
      select l.id, l.left_id, l.right_id, l.relation, l.kind, l.rule, l.evidence ? 'sound',
        l.evidence->>'nameless', (l.evidence->>'confidence')::float8
      from \(unnest: pairs.map(\.left), pairs.map(\.right)) as i(left_id, right_id)
      cross join lateral (select * from track_link
        where left_id = i.left_id and right_id = i.right_id and undone_at is null limit 1) l
      """, row)
    return Dictionary(rows.map { (TrackPair($0.link), $0) }) { $1 }
  }

  private static func row(_ row: borrowing Storage.Row) throws -> Row {
    var evidence = LinkEvidence()
    if try row.decode(6, as: Bool.self) { evidence.sound = SoundMatch(.same) }
    evidence.nameless = try row.decode(7, as: String?.self).map { try JSON(text: $0).decode([Track.ID].self) }
    evidence.confidence = try row.decode(8)
    let rule = TrackLink.Rule(rawValue: try row.decode(5)) ?? .name
    let relation = Relation(rawValue: try row.decode(3)) ?? .variant
    let link = TrackLink(
      try row.decode(1), try row.decode(2), relation,
      kind: try row.decode(4, as: String?.self).flatMap(VariantKind.init), rule: rule, evidence: evidence)
    return Row(id: try row.decode(0), link: link)
  }

  static func undo(_ ids: [Int64], by name: String, _ session: Session) throws {
    guard !ids.isEmpty else { return }
    try session.execute(
      "update track_link set undone_at = now(), undone_by = \(name) where id = any(\(ids)) and undone_at is null"
    )
  }

  static func insert(_ links: [TrackLink], madeBy: String, _ session: Session) throws {
    guard !links.isEmpty else { return }
    try session.execute(
      """
      insert into track_link(left_id, right_id, relation, kind, rule, evidence, made_by)
      select i.*, \(madeBy)::text
      from \(unnest: links.map(\.left), links.map(\.right), links.map(\.relation.rawValue),
        links.map { $0.kind?.rawValue }, links.map(\.rule.rawValue), try links.map { try JSON(encoding: $0.evidence) }) as i
      """)
  }
}
