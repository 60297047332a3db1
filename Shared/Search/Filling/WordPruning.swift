public import Storage

/// Forgets words that no video has any more, some at a time: they lead to nothing, and would be offered for what is typed
/// wrongly for ever.
public struct WordPruning: Sendable {
  /// What one turn came to.
  public struct Turn: Sendable, Equatable {
    public var removed = 0
    /// Behind which word the next turn goes on; nil when there was nothing more.
    public var next: String?
    /// Whether somebody writes words just now.
    public var isBusy = false
  }

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Looks at up to `limit` words behind one.
  public func prune(after word: String, limit: Int) async throws -> Turn {
    try await database.transaction { session in
      // Whoever writes words writes the videos that have them in the same transaction.
      let isMine = try session.value(
        "select pg_try_advisory_xact_lock(hashtext('hookline.search'))", as: Bool.self)
      guard isMine else { return Turn(next: word, isBusy: true) }
      try session.setStatementTimeout(.seconds(60))
      // For each word the index is asked: to read all videos instead would take a second for each.
      try session.execute("set local enable_seqscan = off")
      let words = try session.rows(
        "select word from hookline.search_word where word > \(word) order by word limit \(Int64(limit))",
        as: String.self)
      guard let last = words.last else { return Turn() }
      let removed = try session.execute(
        """
        delete from hookline.search_word s where word = any(\(words)) and not exists (
          select from hookline.video_text t
          where t.terms @@ ('''' || replace(replace(s.word, '\\', '\\\\'), '''', '''''') || '''')::tsquery)
        """)
      return Turn(removed: removed, next: last)
    }
  }
}
