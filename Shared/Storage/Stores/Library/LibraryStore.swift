public import Models

/// Keeps what is known of the files of a folder of music. Their tracks are the catalogue's.
public struct LibraryStore: Sendable {
  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// What is known of the files of a folder.
  public func records(of root: String) async throws -> [LibraryRecord] {
    try await database.map(
      """
      select path, device, node, size, written_at, changed_at, state, track, rule, reason, is_heard
      from hookline.library_file where root = \(root) order by path
      """, Self.record)
  }

  /// In the transaction of the session; of several about one file the last.
  public static func write(_ records: [LibraryRecord], of root: String, _ session: Session) throws {
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
