public import FoundationEssentials
public import Models

extension Session {
  /// How the use of each of these tracks goes on, as it was known at a moment; those that nobody has counted are missing.
  public func usageTrends(of tracks: [Track.ID], before moment: Date? = nil) throws -> [Track.ID: UsageTrend]
  {
    guard !tracks.isEmpty else { return [:] }
    // A day more, so that a reading at the edge is there whatever the clock says.
    let days = UsageTrend.span + 1
    let rows = try rows(
      """
      select i.id, m.uses, m.at from \(unnest: tracks) as i(id)
      join lateral (
        select max(at) as at from track_metrics
        where track_id = i.id and uses is not null and (\(moment as Date?)::timestamptz is null or at < \(moment as Date?)::timestamptz)) l on true
      join lateral (
        select uses, at from track_metrics
        where track_id = i.id and uses is not null and at <= l.at and at >= l.at - make_interval(days => \(Int32(days)))
        order by at desc limit 5000) m on true
      """, as: Track.ID.self, Int64.self, Date.self)
    return Dictionary(grouping: rows, by: \.0).compactMapValues { rows in
      UsageTrend(rows.map { CounterReading($0.1, at: $0.2) })
    }
  }
}
