public import FoundationEssentials
public import Models

/// Keeps what may be done with tracks.
public struct RightsStore: Sendable {
  /// A right with the track that it is of.
  public struct Entry: Sendable, Hashable {
    public var track: Track.ID
    public var right: TrackRight

    public init(_ track: Track.ID, _ right: TrackRight) {
      self.track = track
      self.right = right
    }
  }

  /// What one source has stated.
  public struct SourceSummary: Sendable, Equatable {
    public var source: String
    public var rights: Int
    public var tracks: Int
    public var importedAt: Date

    public init(source: String, rights: Int, tracks: Int, importedAt: Date) {
      (self.source, self.rights, self.tracks, self.importedAt) = (source, rights, tracks, importedAt)
    }
  }

  let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// The rights to each track. Those of other tracks that are the same recording count as well.
  public func rights(of tracks: [Track.ID]) async throws -> [Track.ID: Rights] {
    let entries = try await database.map(
      """
      select asked.id, r.territory, r.use, r.is_permission, r.valid_from, r.valid_until, r.source
      from \(unnest: tracks) as asked(id)
      left join hookline.track_identity own on own.track_id = asked.id
      cross join lateral (
        select coalesce(own.canonical_id, asked.id) as id
        union select i.track_id from hookline.track_identity i where i.canonical_id = coalesce(own.canonical_id, asked.id)
      ) same
      join hookline.track_right r on r.track_id = same.id
      order by asked.id, r.use, r.territory, r.is_permission, r.source, r.valid_from
      """, Self.entry)
    return entries.reduce(into: [:]) { $0[$1.track, default: Rights()].all.append($1.right) }
  }

  /// By source, in the order of their names.
  public func sources() async throws -> [SourceSummary] {
    try await database.map(
      """
      select source, count(*), count(distinct track_id), max(imported_at) from hookline.track_right
      group by source order by source
      """
    ) { row in
      SourceSummary(
        source: try row.decode(0), rights: try row.decode(1), tracks: try row.decode(2),
        importedAt: try row.decode(3))
    }
  }

  /// What a source has stated, or all have, by track.
  public func entries(of source: String?, limit: Int) async throws -> [Entry] {
    try await database.map(
      """
      select track_id, territory, use, is_permission, valid_from, valid_until, source from hookline.track_right
      where \(source as String?)::text is null or source = \(source as String?)
      order by track_id, id limit \(Int64(limit))
      """, Self.entry)
  }

  static func entry(_ row: borrowing Row) throws -> Entry {
    let (territory, use) = (try row.decode(1, as: String.self), try row.decode(2, as: String.self))
    guard let territory = Territory(territory), let use = TrackUse(rawValue: use) else {
      throw StorageError(.decoding, "a right is for the unknown territory \(territory) or use \(use)")
    }
    return Entry(
      try row.decode(0),
      TrackRight(
        territory, use, isPermission: try row.decode(3), from: try row.decode(4, as: Date?.self),
        until: try row.decode(5, as: Date?.self), source: try row.decode(6)))
  }
}

extension Session {
  /// One import of rights at a time, until the transaction ends; with room for what is set aside.
  public func lockRights() throws {
    try execute("select pg_advisory_xact_lock(hashtext('hookline.rights'))")
    try execute("create temporary table track_right_aside (like hookline.track_right) on commit drop")
  }

  /// Takes out what a source has stated; how much that was. Until the transaction ends it can be put back.
  public func setRightsAside(of source: String) throws -> Int {
    try execute(
      """
      with gone as (delete from hookline.track_right where source = \(source) returning *)
      insert into pg_temp.track_right_aside select * from gone
      """)
  }

  /// Puts back what was set aside, in place of what was stored since; how much of each there was.
  public func restoreRights(of source: String) throws -> (taken: Int, restored: Int) {
    let taken = try execute("delete from hookline.track_right where source = \(source)")
    let restored = try execute(
      """
      insert into hookline.track_right overriding system value
      select * from pg_temp.track_right_aside where source = \(source)
      """)
    return (taken, restored)
  }

  /// Stores rights; how many of them were new.
  public func storeRights(_ entries: [RightsStore.Entry]) throws -> Int {
    guard !entries.isEmpty else { return 0 }
    let rights = entries.map(\.right)
    return try execute(
      """
      insert into hookline.track_right (track_id, territory, use, is_permission, valid_from, valid_until, source)
      select * from \(unnest: entries.map(\.track), rights.map(\.territory.code), rights.map(\.use.rawValue),
        rights.map(\.isPermission), rights.map(\.from), rights.map(\.until), rights.map(\.source))
      on conflict do nothing
      """)
  }
}
