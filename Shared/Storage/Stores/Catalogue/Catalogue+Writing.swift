public import FoundationEssentials
import Models

extension Catalogue {
  /// Writes entries, which may overlap and come in any order: a row has what the newest snapshot says, a series has all
  /// of them. Runs in the transaction that ends their tasks, so what is written is sorted, and rows that would not change
  /// are left alone: a sound that everybody uses would otherwise make all of them wait for each other.
  public static func write(
    _ entries: [(entry: CatalogueEntry, run: UUID?)], _ session: Session
  ) throws {
    let all = entries.map(\.entry)
    try writeAuthors(all, session)
    try writeTracks(all, session)
    try lockVideos(all, session)
    try writeVideos(all, session)
    try writeListings(all, videos: all.flatMap(\.videos), session)
    try writeLookups(all, session)
    try writeRejections(entries, session)
    // Last, because it may wait for all others.
    try session.settle(IdentityFindings(all.map(\.identity)))
  }

  /// One for each key, the last of them, sorted by key.
  static func latest<Key: Hashable & Comparable, Value>(_ pairs: [(Key, Value)]) -> [Value] {
    let last = pairs.reduce(into: [Key: Value]()) { $0[$1.0] = $1.1 }
    return last.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func writeRejections(
    _ entries: [(entry: CatalogueEntry, run: UUID?)], _ session: Session
  ) throws {
    struct Place: Hashable, Comparable {
      let place: String, offset: Int
      static func < (left: Self, right: Self) -> Bool {
        (left.place, left.offset) < (right.place, right.offset)
      }
    }
    let rows = latest(
      entries.flatMap { item in
        item.entry.rejections.map {
          (Place(place: $0.place, offset: $0.offset), ($0, item.run, item.entry))
        }
      })
    guard !rows.isEmpty else { return }
    try session.execute(
      """
      insert into rejection(place, byte_offset, reason, run_id, at, source, rule)
      select i.* from \(unnest: rows.map(\.0.place), rows.map(\.0.offset), rows.map(\.0.reason), rows.map(\.1),
        rows.map(\.2.at), rows.map(\.2.source), rows.map(\.0.rule))
        as i(place, byte_offset, reason, run_id, at, source, rule)
      left join rejection r using (place, byte_offset)
      where r.place is null or r.reason <> i.reason or r.at < i.at - interval '1 hour'
      order by i.place, i.byte_offset
      on conflict (place, byte_offset) do update
        set reason = excluded.reason, run_id = excluded.run_id, at = excluded.at, source = excluded.source,
          rule = excluded.rule
      """)
  }
}
