import FoundationEssentials
public import Models

/// Keeps what a folder of music holds: its tracks in the catalogue, their fingerprints, and what is known of the files.
public struct LibraryStore: Sendable {
  public typealias Fold = @Sendable (String) -> String?
  public typealias Index = @Sendable (Fingerprint) -> [FingerprintTerm]

  private let database: any Database
  private let fold: Fold
  private let index: Index

  /// `fold` makes of an artist's name what names are compared by, `index` what a fingerprint is found by.
  public init(_ database: any Database, fold: @escaping Fold, index: @escaping Index) {
    self.database = database
    self.fold = fold
    self.index = index
  }

  /// What is known of the files of a folder.
  public func records(of root: String) async throws -> [LibraryRecord] {
    try await database.map(
      """
      select path, device, node, size, written_at, changed_at, state, track, rule, reason, is_heard
      from hookline.library_file where root = \(root) order by path
      """, Self.record)
  }

  /// Keeps news, all of these or none.
  public func keep(_ news: [LibraryNews], of root: String) async throws {
    guard !news.isEmpty else { return }
    let fingerprints = Dictionary(
      news.compactMap { news in news.record.track.flatMap { t in news.fingerprint.map { (t.key, $0) } } }
    ) { $1 }
    let tracks = Dictionary(news.compactMap(\.record.track).map { ($0.key, $0) }) { $1 }.values.sorted {
      $0.key < $1.key
    }
    let numbers = try await Catalogue(database).resolve(author: nil, videos: [], tracks: tracks).numbers
      .tracks
    let entry = CatalogueEntry(
      tracks: zip(numbers, tracks).map { TrackEntry($0, $1, foldedArtist: $1.artist.flatMap(fold)) },
      rejections: news.compactMap(\.record.rejection), at: Date())
    let indexed = zip(numbers, tracks).compactMap { number, track in
      fingerprints[track.key].map { IndexedFingerprint(FingerprintKey(number), $0, terms: index($0)) }
    }
    try await database.transaction { session in
      try Catalogue.write([(entry, nil)], session)
      try session.storeFingerprints(indexed)
      try Self.write(news.map(\.record), of: root, session)
    }
  }

  private static func write(_ records: [LibraryRecord], of root: String, _ session: Session) throws {
    let records = Dictionary(records.map { ($0.path, $0) }) { $1 }.values.sorted { $0.path < $1.path }
    let signatures = records.map(\.signature)
    try session.execute(
      """
      insert into hookline.library_file (root, path, device, node, size, written_at, changed_at, state, key, track, rule,
        reason, is_heard)
      select \(root), i.* from \(unnest: records.map(\.path), signatures.map(\.device), signatures.map(\.node),
        signatures.map(\.size), signatures.map(\.writtenAt), signatures.map(\.changedAt), records.map(\.stateName),
        records.map { $0.knownTrack?.key.id }, try records.map { try $0.knownTrack.map { try JSON(encoding: $0) } },
        records.map { $0.rejection?.rule }, records.map { $0.rejection?.reason }, records.map(\.isHeard)) as i
      on conflict (root, path) do update set device = excluded.device, node = excluded.node, size = excluded.size,
        written_at = excluded.written_at, changed_at = excluded.changed_at, state = excluded.state,
        key = excluded.key, track = excluded.track, rule = excluded.rule, reason = excluded.reason,
        is_heard = excluded.is_heard, seen_at = now()
      """)
  }

  private static func record(_ row: borrowing Row) throws -> LibraryRecord {
    let path = try row.decode(0, as: String.self)
    let track = try row.decode(7, as: JSON?.self).map { try $0.decode(Track.self) }
    let rejection = Rejection(
      place: path, offset: 0, reason: try row.decode(9, as: String?.self) ?? "",
      rule: try row.decode(8, as: String?.self) ?? Rejection.unreadable)
    let state: LibraryRecord.State
    switch (try row.decode(6, as: String.self), track) {
    case ("gone", _): state = .gone(track)
    case ("taken", let track?): state = .taken(track)
    default: state = .rejected(rejection)
    }
    return LibraryRecord(
      path: path,
      signature: LibraryRecord.Signature(
        device: try row.decode(1), node: try row.decode(2), size: try row.decode(3),
        writtenAt: try row.decode(4),
        changedAt: try row.decode(5)),
      state: state, isHeard: try row.decode(10))
  }
}

extension LibraryRecord {
  fileprivate var stateName: String {
    switch state {
    case .taken: "taken"
    case .rejected: "rejected"
    case .gone: "gone"
    }
  }

  fileprivate var knownTrack: Track? {
    switch state {
    case .taken(let track): track
    case .gone(let track): track
    case .rejected: nil
    }
  }

  fileprivate var rejection: Rejection? {
    guard case .rejected(let rejection) = state else { return nil }
    return rejection
  }
}
