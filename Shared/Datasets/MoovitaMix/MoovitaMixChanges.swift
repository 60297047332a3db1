import Sources
import Storage

/// What differs between two versions that both lie in their tables.
///
/// By id a record is changed when any of its fields is another. The source gives all records new ids when it starts anew,
/// so those that were added are compared with those that are gone by content as well: users by e-mail, names and
/// created_at; tracks by name, artist, duration and created_at; histories by their user so compared, their own
/// created_at and the number of plays. Of records that are alike, as many count as are on both sides.
enum MoovitaMixChanges {
  static func find(
    _ kinds: [MoovitaMixKind], _ old: DatasetVersion.ID, _ new: DatasetVersion.ID, _ session: Session
  ) throws -> [MoovitaMixKind: DatasetReport.Changes] {
    // A version that was just loaded is in no statistics, and one row would be expected of it.
    try session.execute("set local enable_nestloop = off")
    var found: [MoovitaMixKind: DatasetReport.Changes] = [:]
    for kind in kinds {
      let row = try session.rows(
        byID(kind, old, new), as: Int.self, Int.self, Int.self, Int.self)[0]
      var changes = DatasetReport.Changes(added: row.0, changed: row.1, gone: row.2, same: row.3)
      if changes.added > 0, changes.gone > 0 {
        changes.renumbered = try session.value(byContent(kind, old, new), as: Int.self)
      }
      found[kind] = changes
    }
    return found
  }

  private static func byID(
    _ kind: MoovitaMixKind, _ old: DatasetVersion.ID, _ new: DatasetVersion.ID
  ) -> SQL {
    """
    with o as (\(contents(kind, old))), n as (\(contents(kind, new)))
    select count(*) filter (where o.id is null), count(*) filter (where o.content <> n.content),
           count(*) filter (where n.id is null), count(*) filter (where o.content = n.content)
    from o full join n using (id)
    """
  }

  /// What makes the content of a record, as one text; a user may have several histories.
  private static func contents(_ kind: MoovitaMixKind, _ version: DatasetVersion.ID) -> SQL {
    switch kind {
    case .user:
      """
      select id, row(first_name, last_name, email, gender, favorite_genre, created_at, updated_at)::text as content
      from hookline.moovitamix_user where version_id = \(version)
      """
    case .track:
      """
      select id, row(name, artist, songwriters, seconds, genre, album, created_at, updated_at)::text as content
      from hookline.moovitamix_track where version_id = \(version)
      """
    case .history:
      """
      select user_id as id,
             string_agg(row(tracks, created_at, updated_at)::text, '' order by position) as content
      from hookline.moovitamix_history where version_id = \(version) group by user_id
      """
    }
  }

  /// Not with `not in`: where the ids are too many for memory, that looks at all of them for each record.
  static func byContent(
    _ kind: MoovitaMixKind, _ old: DatasetVersion.ID, _ new: DatasetVersion.ID
  ) -> SQL {
    """
    with o as (\(keys(kind, old))), n as (\(keys(kind, new))),
    gone as (select key, count(*) as count from o
      where not exists (select from n where n.id = o.id) group by key),
    added as (select key, count(*) as count from n
      where not exists (select from o where o.id = n.id) group by key)
    select coalesce(sum(least(gone.count, added.count)), 0)::int8 from gone join added using (key)
    """
  }

  /// What makes a record the same under another id.
  private static func keys(_ kind: MoovitaMixKind, _ version: DatasetVersion.ID) -> SQL {
    switch kind {
    case .user:
      """
      select id, row(email, first_name, last_name, created_at)::text as key
      from hookline.moovitamix_user where version_id = \(version)
      """
    case .track:
      """
      select id, row(name, artist, seconds, created_at)::text as key
      from hookline.moovitamix_track where version_id = \(version)
      """
    case .history:
      """
      select h.user_id as id, row(
        u.email, u.first_name, u.last_name, u.created_at, h.created_at, cardinality(h.tracks))::text as key
      from hookline.moovitamix_history h
      join hookline.moovitamix_user u on u.version_id = h.version_id and u.id = h.user_id
      where h.version_id = \(version)
      """
    }
  }
}
