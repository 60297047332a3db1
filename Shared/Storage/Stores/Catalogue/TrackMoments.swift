import FoundationEssentials
import Models

/// When tracks were said again as they are: nothing else is written then, and what comes late still has to know that it
/// is older.
enum TrackMoments {
  /// What a snapshot may be silent of; a bit each.
  private static let columns = Catalogue.trackRow.timed + ["title"]

  /// Snapshots without numbers that say nothing new. Rows are added only, so that nobody waits for anybody.
  static func keep(_ rows: [Catalogue.TrackRow], _ session: Session) throws {
    guard !rows.isEmpty else { return }
    try session.execute(
      """
      insert into track_moment (track_id, at, said)
      select i.* from \(unnest: rows.map(\.key), rows.map(\.at), rows.map { said(by: $0.value.entry.track) })
        as i(id, at, said)
      join track t on t.id = i.id and t.seen_at < i.at
      where not exists (select from track_moment m where m.track_id = i.id and m.at >= i.at and m.said & i.said = i.said)
      """)
  }

  /// Of the columns that there are, which this tells.
  private static func said(by track: Track) -> Int32 {
    let tells: [String: Bool] = [
      "album": track.album != nil, "duration": track.duration != nil, "media_url": track.mediaURL != nil,
      "cover_url": track.coverURL != nil, "uses": track.uses != nil,
      "is_commercial": track.isCommercial != nil, "title": !track.title.isEmpty,
    ]
    return columns.enumerated().reduce(0) { bits, column in
      tells[column.element] == true ? bits | 1 << Int32(column.offset) : bits
    }
  }

  /// All that are about to be written, in one order, whether or not something was said of them.
  private static func hold(_ tracks: [Track.ID], _ session: Session) throws {
    try session.execute(
      "select from track where id = any(\(tracks.sorted())) order by id for no key update")
  }

  /// Brings rows that are about to be written to what was said of them last: in moments that are kept for that, and where
  /// their numbers were taken down.
  static func catchUp(_ tracks: [Track.ID], _ session: Session) throws {
    guard !tracks.isEmpty else { return }
    try hold(tracks, session)
    var last: SQL = ""
    for place in columns.indices {
      last =
        "\(last), max(at) filter (where said & \(Int32(1) << Int32(place)) <> 0) as \(identifier: "last_\(place)")"
    }
    try session.execute(
      """
      with newer as materialized (
        select t.id, m.* from track t
        cross join lateral (
          select max(at) as at\(last) from (
            select at, -1 as said from track_metrics where track_id = t.id and \(isRecent)
            union all
            select at, said from track_moment where track_id = t.id and \(isRecent)) m) m
        where t.id = any(\(tracks.sorted())) and m.at is not null
        order by t.id for no key update of t),
      gone as (delete from track_moment m using newer where m.track_id = newer.id and m.at <= newer.at)
      update track t set seen_at = newer.at, told_at = \(toldAt)
      from newer where t.id = newer.id and t.seen_at < newer.at
      """)
  }

  /// Deletes moments that are older, when their tracks have been told of them.
  static func trim(_ tracks: [Track.ID], before moment: Date, _ session: Session) throws {
    try catchUp(tracks, session)
    guard !tracks.isEmpty else { return }
    try session.execute(
      "delete from track_moment where track_id = any(\(tracks.sorted())) and at < \(moment)")
  }

  private static var isRecent: SQL {
    "at > t.seen_at and at <= t.seen_at + make_interval(secs => \(Catalogue.brief))"
  }

  /// What was said in no later moment was said when it was said before. Whoever says what the newest had left out is
  /// written at once, so that no moment has it.
  private static var toldAt: SQL {
    var times: SQL = "'at', null"
    for (place, column) in columns.enumerated() {
      let last: SQL = "newer.\(identifier: "last_\(place)")"
      let isKnown: SQL = column == "title" ? "t.title <> ''" : "t.\(identifier: column) is not null"
      times =
        """
        \(times), \(column), case
          when t.told_at ? \(column) then t.told_at -> \(column)
          when \(last) < newer.at then to_jsonb(\(last))
          when \(last) is null and \(isKnown) then to_jsonb(t.seen_at) end
        """
    }
    return "jsonb_strip_nulls(jsonb_build_object(\(times)))"
  }
}
