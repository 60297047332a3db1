import Sources
import Storage

extension Dataset {
  /// Users, tracks and what users listened to, as MoovitaMix invents them.
  public static let moovitaMix = Dataset(
    "moovitamix",
    kinds: [
      Kind(MoovitaMixKind.user.rawValue, records: users) {
        "select hookline.remove_dataset_part('moovitamix_user', \($0))"
      } restoration: {
        try MoovitaMixKind.user.restore($0, $1, $2, $3)
      },
      Kind(MoovitaMixKind.track.rawValue, records: tracks) {
        "select hookline.remove_dataset_part('moovitamix_track', \($0))"
      } restoration: {
        try MoovitaMixKind.track.restore($0, $1, $2, $3)
      },
      Kind(MoovitaMixKind.history.rawValue, records: histories) {
        "select hookline.remove_dataset_part('moovitamix_history', \($0))"
      } restoration: {
        try MoovitaMixKind.history.restore($0, $1, $2, $3)
      },
    ])

  // In the shapes in which the source gives them, so that an export can be imported.

  private static func users(_ version: DatasetVersion.ID) -> SQL {
    """
    select json_build_object(
      'id', id, 'first_name', first_name, 'last_name', last_name, 'email', email, 'gender', gender,
      'favorite_genres', favorite_genre, 'created_at', created_at at time zone 'UTC',
      'updated_at', updated_at at time zone 'UTC')::text
    from hookline.moovitamix_user where version_id = \(version) order by position, id
    """
  }

  private static func tracks(_ version: DatasetVersion.ID) -> SQL {
    """
    select json_build_object(
      'id', id, 'name', name, 'artist', artist, 'songwriters', songwriters,
      'duration', lpad((seconds / 60)::text, 2, '0') || ':' || lpad((seconds % 60)::text, 2, '0'),
      'genres', genre, 'album', album, 'created_at', created_at at time zone 'UTC',
      'updated_at', updated_at at time zone 'UTC')::text
    from hookline.moovitamix_track where version_id = \(version) order by position, id
    """
  }

  private static func histories(_ version: DatasetVersion.ID) -> SQL {
    """
    select json_build_object(
      'user_id', user_id, 'items', tracks, 'created_at', created_at at time zone 'UTC',
      'updated_at', updated_at at time zone 'UTC')::text
    from hookline.moovitamix_history where version_id = \(version) order by position, user_id
    """
  }
}

extension MoovitaMixKind {
  /// Lines of an export are read as those of an import, so that the marks are there again.
  fileprivate func restore(
    _ session: Session, _ version: DatasetVersion.ID, _ lines: [UInt8], _ base: Int
  ) throws -> Int {
    var batch = MoovitaMixPage.readLines(lines, self, offset: 0)
    if let refusal = batch.refusals.first {
      throw DatasetError(.unusable, "a record of version \(version) cannot be read again: \(refusal.reason)")
    }
    batch.placeInOrder()
    let rows = batch.rows(version: version, base: base, leaving: [])
    if base == 0 { try session.execute("select hookline.reopen_dataset_part(\(table.name), \(version))") }
    return rows.count > 0
      ? try session.copyIn(into: "hookline.\(table.name)", columns: table.columns, [rows]) : 0
  }

  /// Of the table whose parts are filled; the columns are the id, its place and the fields in the order of the source, as
  /// the reader gives them.
  var table: PartLoader.Table {
    let ends = ["created_at", "updated_at", "flags"]
    return switch self {
    case .user:
      PartLoader.Table(
        name: "moovitamix_user",
        columns: [
          "version_id", "id", "position", "first_name", "last_name", "email", "gender", "favorite_genre",
        ] + ends)
    case .track:
      PartLoader.Table(
        name: "moovitamix_track",
        columns: [
          "version_id", "id", "position", "name", "artist", "songwriters", "seconds", "genre", "album",
        ] + ends)
    case .history:
      PartLoader.Table(
        name: "moovitamix_history", columns: ["version_id", "user_id", "position", "tracks"] + ends)
    }
  }
}
