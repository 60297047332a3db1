import FoundationEssentials
import Models

/// The numbers of entities over time: a row for each snapshot that has any, at its own moment, and never a second for the
/// same moment. What is odd about it, seen from the one before, is kept with it.
struct MetricSeries: Sendable {
  /// A snapshot's numbers, in the order of the trends.
  struct Row: Sendable {
    var id: Int64
    var at: Date
    var values: [Int64?]
  }

  /// The table of the entities, whose rows have the last known numbers.
  let entity: String
  let table: String
  let key: String
  let trends: [CounterTrend]

  static let authors = MetricSeries(
    entity: "author", table: "author_metrics", key: "author_id", trends: CounterTrend.author)
  static let videos = MetricSeries(
    entity: "video", table: "video_metrics", key: "video_id", trends: CounterTrend.video)
  static let tracks = MetricSeries(
    entity: "track", table: "track_metrics", key: "track_id", trends: CounterTrend.track)

  /// What was known of an entity before a snapshot of it was written.
  struct Standing: Sendable {
    var seenAt: Date
    var last: [CounterReading?]
  }

  /// Of those of these entities that there are. Read before their rows are written.
  func standings(of ids: [Int64], _ session: Session) throws -> [Int64: Standing] {
    var standings: [Int64: Standing] = [:]
    let told = trends.reduce("" as SQL) { sql, trend in "\(sql), (e.told_at ->> \(trend.name))::timestamptz" }
    try session.query(
      "select id, seen_at\(columns(of: "e"))\(told) from \(identifier: entity) e where id = any(\(ids))"
    ) { row in
      let seenAt = try row.decode(1, as: Date.self)
      let last = try trends.indices.map { place -> CounterReading? in
        guard let value = try row.decode(2 + place, as: Int64?.self) else { return nil }
        let told = try row.decode(2 + trends.count + place, as: Date?.self)
        return CounterReading(value, at: told ?? seenAt)
      }
      standings[try row.decode(0)] = Standing(seenAt: seenAt, last: last)
    }
    return standings
  }

  /// Appends rows, of an entity any number.
  func append(_ rows: [Row], after standings: [Int64: Standing], _ session: Session) throws {
    let rows = rows.filter { row in row.values.contains { $0 != nil } }
      .sorted { ($0.id, $0.at) < ($1.id, $1.at) }
    guard !rows.isEmpty else { return }
    let late = Set(rows.filter { row in standings[row.id].map { $0.seenAt > row.at } ?? false }.map(\.id))
    var last = standings.mapValues(\.last)
    let flags = rows.map { row -> String? in
      guard !late.contains(row.id) else { return nil }
      let before = last[row.id] ?? trends.map { _ in nil }
      last[row.id] = CounterReading.latest(row.values, at: row.at, after: before)
      return CounterTrend.flags(trends, row.values, at: row.at, after: before)
    }
    var names: SQL = "\(identifier: key), at, flags"
    var values: SQL =
      "\(rows.map(\.id))::int8[], \(rows.map(\.at))::timestamptz[], \(flags)::text[]"
    for (place, trend) in trends.enumerated() {
      names = "\(names), \(identifier: trend.name)"
      values = "\(values), \(rows.map { $0.values[place] })::int8[]"
    }
    let written = try session.rows(
      """
      insert into \(identifier: table)(\(names)) select * from unnest(\(values)) on conflict do nothing
      returning \(identifier: key)
      """, as: Int64.self)
    let unjudged = written.filter(late.contains)
    if !unjudged.isEmpty { try judge(unjudged, session) }
  }

  /// Works out the flags of whole series anew: one that came late is what others come after.
  private func judge(_ ids: [Int64], _ session: Session) throws {
    var changes: [(id: Int64, at: Date, flags: String?)] = []
    var current: Int64?
    var last: [CounterReading?] = []
    try session.query(
      """
      select \(identifier: key), at, flags\(columns(of: "m")) from \(identifier: table) m
      where \(identifier: key) = any(\(ids)) order by \(identifier: key), at
      """
    ) { row in
      let (id, at) = (try row.decode(0, as: Int64.self), try row.decode(1, as: Date.self))
      if current != id { (current, last) = (id, trends.map { _ in nil }) }
      let values = try trends.indices.map { try row.decode(3 + $0, as: Int64?.self) }
      let flags = CounterTrend.flags(trends, values, at: at, after: last)
      if flags != (try row.decode(2, as: String?.self)) { changes.append((id, at, flags)) }
      last = CounterReading.latest(values, at: at, after: last)
    }
    guard !changes.isEmpty else { return }
    try session.execute(
      """
      with changed as materialized (
        select m.\(identifier: key) as id, m.at, i.flags
        from \(unnest: changes.map(\.id), changes.map(\.at), changes.map(\.flags)) as i(id, at, flags)
        join \(identifier: table) m on m.\(identifier: key) = i.id and m.at = i.at
        order by m.\(identifier: key), m.at for update of m)
      update \(identifier: table) m set flags = c.flags from changed c where m.\(identifier: key) = c.id and m.at = c.at
      """)
  }

  private func columns(of alias: String) -> SQL {
    trends.reduce("" as SQL) { sql, trend in "\(sql), \(identifier: alias).\(identifier: trend.name)" }
  }
}

extension CounterReading {
  /// What is known after a snapshot: a counter that it does not tell is what it was.
  fileprivate static func latest(_ values: [Int64?], at: Date, after last: [CounterReading?])
    -> [CounterReading?]
  {
    zip(values, last).map { value, last in value.map { CounterReading($0, at: at) } ?? last }
  }
}
