import FoundationEssentials
import Models

extension Catalogue {
  private static let trackRow = TimedRow(
    table: "track", firm: ["source"],
    timed: ["album", "duration", "media_url", "cover_url", "uses", "is_commercial"],
    named: ["title", "artist", "artist_id", "is_original_sound"])

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
    (entry.track.artist, entry.track.isOriginalSound, entry.foldedArtist) = (nil, false, nil)
    return entry
  }

  struct TrackSnapshot: Sendable {
    var entry: TrackEntry
    var source: String?

    var isUnnamed: Bool { entry.track.title.isEmpty }
  }

  private typealias TrackRow = (key: Track.ID, at: Date, value: TrackSnapshot)

  /// Of those that say the same in the same hour the newest: many creators have the same sound.
  private static func distinct(_ snapshots: [TrackRow]) -> [TrackRow] {
    var newest: [Track.ID: TrackRow] = [:]
    var kept: [TrackRow] = []
    let order = snapshots.indices.sorted { (snapshots[$0].at, $0) > (snapshots[$1].at, $1) }
    for snapshot in order.map({ snapshots[$0] }) {
      let later = newest[snapshot.key]
      let isSame = later.map { $0.value.entry.track == snapshot.value.entry.track } ?? false
      if let later, isSame, later.at.timeIntervalSince(snapshot.at) < 3_600 { continue }
      newest[snapshot.key] = snapshot
      kept.append(snapshot)
    }
    // In the order of the list, of which the later counts.
    return kept.reversed()
  }

  private static func write(
    _ rows: [TrackRow], _ artists: [String: Int64], _ session: Session
  ) throws {
    let (entries, times) = (rows.map(\.value.entry), rows.map(\.at))
    let tracks = entries.map(\.track)
    let counted = rows.filter { $0.value.entry.track.uses != nil }
    let standings = try MetricSeries.tracks.standings(of: counted.map(\.key.rawValue), session)
    try session.execute(
      """
      insert into track(id, title, artist, artist_id, album, duration, is_original_sound, media_url, cover_url, uses,
        is_commercial, source, seen_at, first_seen_at)
      select i.*, i.seen_at from \(unnest: entries.map(\.id), tracks.map(\.title), tracks.map(\.artist),
        entries.map { $0.foldedArtist.flatMap { artists[$0] } }, tracks.map(\.album), tracks.map(\.duration),
        tracks.map(\.isOriginalSound), tracks.map(\.mediaURL), tracks.map(\.coverURL), tracks.map(\.uses),
        tracks.map(\.isCommercial), rows.map(\.value.source), times)
        as i(id, title, artist, artist_id, album, duration, is_original_sound, media_url, cover_url, uses,
             is_commercial, source, seen_at)
      left join lateral (select * from track where track.id = i.id limit 1) t on true
      where t.id is null or t.seen_at < i.seen_at - interval '1 hour'
        or i.title <> ''
          and (t.title, t.artist, t.is_original_sound) is distinct from (i.title, i.artist, i.is_original_sound)
        or coalesce(i.uses, t.uses) is distinct from t.uses or coalesce(i.album, t.album) is distinct from t.album
        or coalesce(i.duration, t.duration) is distinct from t.duration
        or i.seen_at < t.first_seen_at or (i.seen_at < t.seen_at and t.told_at <> '{}')
      order by i.id
      on conflict (id) do update set \(trackRow.assignments)
      """)
    try MetricSeries.tracks.append(
      counted.map { .init(id: $0.key.rawValue, at: $0.at, values: [$0.value.entry.track.uses]) },
      after: standings, session)
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
