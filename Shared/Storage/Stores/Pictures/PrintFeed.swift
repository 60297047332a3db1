public import Models

/// The hashes of all key frames, and those that have come since somebody looked last.
public struct PrintFeed: Sendable {
  /// What has changed since a moment.
  public struct Changes: Sendable {
    public var videos: [Entry] = []
    /// From here on the next look has to begin; what was not over by then is told again.
    public var mark: String
  }

  /// The key frames of a video, with the transaction that wrote them.
  public struct Entry: Sendable, Equatable {
    public var video: Video.ID
    public var written: String
    public var hashes: [UInt64]
  }

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Hands over the hash of each key frame, those of the videos with the largest numbers first, and at most so many.
  /// Answers with where the changes begin.
  public func load<Taker: HashTaker>(into taker: Taker, limit: Int) async throws -> (Taker, mark: String) {
    try await database.transaction { session in
      let mark = try Self.mark(session)
      var taker = taker
      try session.setStatementTimeout(.seconds(600))
      // All of it is read: a worker avoids that otherwise.
      try session.execute("set local enable_seqscan = on")
      try session.stream(
        """
        select video_id, substr(descriptor, 1, 8) from hookline.frame_descriptor
        order by video_id desc limit \(Int64(limit))
        """
      ) { row in taker.take(Self.hash(try row.decode(1)), of: try row.decode(0)) }
      return (taker, mark)
    }
  }

  public func changes(since mark: String) async throws -> Changes {
    try await database.perform { session in
      var changes = Changes(mark: try Self.mark(session))
      try session.setStatementTimeout(.seconds(120))
      try session.query(
        """
        select v.video_id, v.written::text, array_agg(substr(d.descriptor, 1, 8))
        from hookline.video_view v join hookline.frame_descriptor d using (video_id, version)
        where v.written >= \(mark)::xid8 group by 1, 2 order by 1
        """
      ) { row in
        changes.videos.append(
          Entry(
            video: try row.decode(0), written: try row.decode(1),
            hashes: try row.decode(2, as: [Bytes].self).map(Self.hash)))
      }
      return changes
    }
  }

  /// Before this, nothing comes any more.
  private static func mark(_ session: Session) throws -> String {
    try session.value("select pg_snapshot_xmin(pg_current_snapshot())::text", as: String.self)
  }

  /// The highest byte first.
  private static func hash(_ bytes: Bytes) -> UInt64 {
    bytes.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// Gathers hashes of key frames.
public protocol HashTaker: Sendable {
  mutating func take(_ hash: UInt64, of video: Video.ID)
}
