import Models

extension Catalogue {
  /// What rows say of entities, without when and by whom it was said: hashes by number. What there is no row of is missing.
  public struct Contents: Sendable, Equatable {
    public var authors: [Int64: Int64] = [:]
    public var videos: [Int64: Int64] = [:]
    public var tracks: [Int64: Int64] = [:]
  }

  /// Of all that the entries name: compared before and after they are written, they tell what is new and what has changed.
  public static func contents(of entries: [CatalogueEntry], _ session: Session) throws -> Contents {
    Contents(
      authors: try hashes(authorRow, entries.flatMap { $0.authors.map(\.id.rawValue) }, session),
      videos: try hashes(videoRow, entries.flatMap { $0.videos.map(\.id.rawValue) }, session),
      tracks: try hashes(trackRow, entries.flatMap { $0.tracks.map(\.id.rawValue) }, session))
  }

  private static func hashes(
    _ row: TimedRow, _ ids: [Int64], _ session: Session
  ) throws -> [Int64: Int64] {
    guard !ids.isEmpty else { return [:] }
    let columns = row.said.dropFirst().reduce("\(identifier: row.said[0])" as SQL) { sql, column in
      "\(sql), \(identifier: column)"
    }
    let rows = try session.rows(
      """
      select id, hash_record_extended(row(\(columns)), 0) from \(identifier: row.table)
      where id = any(\(Set(ids).sorted()))
      """, as: Int64.self, Int64.self)
    return Dictionary(rows) { $1 }
  }
}
