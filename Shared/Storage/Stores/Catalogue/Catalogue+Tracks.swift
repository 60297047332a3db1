import FoundationEssentials
import Models

extension Catalogue {
  static let trackRow = TimedRow(
    table: "track", firm: ["source"],
    timed: ["album", "duration", "media_url", "cover_url", "uses", "is_commercial"],
    named: ["title", "artist", "artist_id", "is_original_sound", "words"])

  static func writeTracks(_ entries: [CatalogueEntry], _ session: Session) throws {
    let all = entries.flatMap { entry in
      entry.tracks.map { ($0.id, entry.at, TrackSnapshot(entry: Self.read($0), source: entry.source)) }
    }
    // Of two of one moment the later in the list counts: that with a name.
    let snapshots = all.filter(\.2.isUnnamed) + all.filter { !$0.2.isUnnamed }
    let artists = try artistNumbers(snapshots.map(\.2.entry), session)
    for round in Rounds.of(distinct(snapshots)) { try write(round, artists, session) }
  }

  /// A sound of which only the id is known says nothing of who made it, either.
  private static func read(_ entry: TrackEntry) -> TrackEntry {
    guard entry.track.title.isEmpty else { return entry }
    var entry = entry
    (entry.track.artist, entry.track.isOriginalSound) = (nil, false)
    (entry.foldedArtist, entry.words) = (nil, "")
    return entry
  }

  struct TrackSnapshot: Sendable {
    var entry: TrackEntry
    var source: String?
    /// When else it was said, not long before; sorted.
    var before: [Date] = []

    var isUnnamed: Bool { entry.track.title.isEmpty }
  }

  typealias TrackRow = (key: Track.ID, at: Date, value: TrackSnapshot)

  /// What is said again within this time is not written again: many creators have the same sound.
  static let brief: TimeInterval = 3_600

  /// Of those that say the same one after the other, in a brief time, the newest with the moments of all.
  private static func distinct(_ snapshots: [TrackRow]) -> [TrackRow] {
    var newest: [Track.ID: Int] = [:]
    var rows: [TrackRow] = []
    // From the last to the first of each; of those of one moment the later in the list counts.
    for snapshot in Rounds.of(snapshots).reversed().joined() {
      if let place = newest[snapshot.key], rows[place].value.entry.track == snapshot.value.entry.track,
        rows[place].at.timeIntervalSince(snapshot.at) < brief
      {
        rows[place].value.before.insert(snapshot.at, at: 0)
      } else {
        newest[snapshot.key] = rows.count
        rows.append(snapshot)
      }
    }
    return rows
  }

  private static func write(_ rows: [TrackRow], _ artists: [String: Int64], _ session: Session) throws {
    let due = try due(among: rows, session)
    try TrackMoments.catchUp(due.map(\.key), session)
    let counted = rows.filter { $0.value.entry.track.uses != nil }
    let standings = try MetricSeries.tracks.standings(of: counted.map(\.key.rawValue), session)
    if !due.isEmpty { try upsert(due, artists, session) }
    let written = Set(due.map(\.key))
    try TrackMoments.keep(
      rows.filter { $0.value.entry.track.uses == nil && !written.contains($0.key) }, session)
    let series = counted.flatMap { row in
      (row.value.before + [row.at]).map {
        MetricSeries.Row(id: row.key.rawValue, at: $0, values: [row.value.entry.track.uses])
      }
    }
    try MetricSeries.tracks.append(series, after: standings, session)
  }

  /// All but those that say, a brief time later, just what is known, and older ones that add nothing: waiting for a row
  /// that everybody's posts name would make all of them wait for each other.
  private static func due(among rows: [TrackRow], _ session: Session) throws -> [TrackRow] {
    let tracks = rows.map(\.value.entry.track)
    let ids = try session.rows(
      """
      select i.id
      from \(unnest: rows.map(\.key), tracks.map(\.title), tracks.map(\.artist), tracks.map(\.album),
        tracks.map(\.duration), tracks.map(\.isOriginalSound), tracks.map(\.mediaURL), tracks.map(\.coverURL),
        tracks.map(\.uses), tracks.map(\.isCommercial), rows.map(\.value.source), rows.map(\.at),
        rows.map { $0.value.before.first ?? $0.at })
        as i(id, title, artist, album, duration, is_original_sound, media_url, cover_url, uses, is_commercial, source,
             seen_at, first_seen_at)
      left join lateral (select * from track where track.id = i.id limit 1) t on true
      where t.id is null or i.first_seen_at < t.first_seen_at
        or case when i.seen_at < t.seen_at
          then t.told_at <> '{}' or (t.title = '' and i.title <> '') \(gaps)
          else i.seen_at > t.seen_at + make_interval(secs => \(brief)) or t.source is distinct from i.source
            or case when i.title = '' then t.title <> '' and not t.told_at ? 'title' and i.uses is not null
               else t.told_at ? 'title'
                 or (t.title, t.artist, t.is_original_sound) is distinct from (i.title, i.artist, i.is_original_sound) end
            \(news) end
      """, as: Track.ID.self)
    let due = Set(ids)
    return rows.filter { due.contains($0.key) }
  }

  /// What an older snapshot still can add to a row of which everything was said by the newest.
  private static let gaps = trackRow.timed.reduce("" as SQL) { sql, column in
    "\(sql) or (t.\(identifier: column) is null and i.\(identifier: column) is not null)"
  }

  /// That a snapshot is silent of something is news only where it has numbers, with which its moment is kept: it is taken
  /// to have said everything.
  private static let news = trackRow.timed.reduce("" as SQL) { sql, column in
    """
    \(sql)
      or case when t.told_at ? \(column) then i.\(identifier: column) is not null
         else i.\(identifier: column) is distinct from t.\(identifier: column)
           and (i.\(identifier: column) is not null or i.uses is not null) end
    """
  }

  private static func upsert(
    _ rows: [TrackRow], _ artists: [String: Int64], _ session: Session
  ) throws {
    let entries = rows.map(\.value.entry)
    let tracks = entries.map(\.track)
    try session.execute(
      """
      insert into track(id, title, artist, artist_id, album, duration, is_original_sound, media_url, cover_url, uses,
        is_commercial, source, words, seen_at, first_seen_at)
      select * from \(unnest: entries.map(\.id), tracks.map(\.title), tracks.map(\.artist),
        entries.map { $0.foldedArtist.flatMap { artists[$0] } }, tracks.map(\.album), tracks.map(\.duration),
        tracks.map(\.isOriginalSound), tracks.map(\.mediaURL), tracks.map(\.coverURL), tracks.map(\.uses),
        tracks.map(\.isCommercial), rows.map(\.value.source), entries.map(\.words), rows.map(\.at),
        rows.map { $0.value.before.first ?? $0.at })
        as i(id, title, artist, artist_id, album, duration, is_original_sound, media_url, cover_url, uses,
             is_commercial, source, words, seen_at, first_seen_at)
      order by i.id
      on conflict (id) do update set \(trackRow.assignments)
      """)
  }

  /// By folded name.
  private static func artistNumbers(_ entries: [TrackEntry], _ session: Session) throws -> [String: Int64] {
    let names = entries.reduce(into: [String: String]()) { names, entry in
      guard let folded = entry.foldedArtist, let artist = entry.track.artist else { return }
      names[folded] = names[folded] ?? artist
    }
    return try NamedRows.numbers(
      of: names, in: NamedRows.Table(name: "artist", key: "folded", written: "name"), session)
  }
}
