import FoundationEssentials
public import Storage

/// Brings the terms of videos up to date with what was written of them, some at a time.
///
/// Of several processes one is at it. A crash leaves what was not done where it was.
public struct TextFilling: Sendable {
  /// What one turn came to.
  public struct Turn: Sendable, Equatable {
    /// Videos that were looked at.
    public var videos = 0
    /// Of these, those whose terms are others now.
    public var changed = 0
    /// Whether nothing is left to do.
    public var isDone = false
    /// Whether somebody else is at it.
    public var isBusy = false
  }

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Takes up to `limit` videos.
  public func fill(limit: Int = 500) async throws -> Turn {
    try await database.transaction { session in
      let isMine = try session.value(
        "select pg_try_advisory_xact_lock(hashtext('hookline.search'))", as: Bool.self)
      guard isMine else { return Turn(isBusy: true) }
      try Self.allow(session)
      return try Self.fill(limit, session)
    }
  }

  /// Passes over what comes next, which cannot be brought up to date: its text is empty until it is written anew.
  /// The video that it was, where it was a single one.
  @discardableResult
  public func setAside() async throws -> Int64? {
    try await database.transaction { session in
      let isMine = try session.value(
        "select pg_try_advisory_xact_lock(hashtext('hookline.search'))", as: Bool.self)
      guard isMine else { return nil }
      let row = try session.rows(
        """
        delete from hookline.search_pending
        where id = (select id from hookline.search_pending order by id limit 1) returning video_id, after_id
        """, as: Int64?.self, Int64?.self
      ).first
      guard let row else { return nil }
      let next = try row.1.flatMap { try Self.next($0, 1, session).first }
      guard let id = row.0 ?? next else { return nil }
      try session.execute(
        """
        insert into hookline.video_text (video_id, terms, posted_at, text_hash)
        select id, '', posted_at, '' from hookline.video where id = \(id)
        on conflict (video_id) do update set terms = '', text_hash = ''
        """)
      return id
    }
  }

  /// Long texts take a while to write, and to be parted between two statements.
  private static func allow(_ session: Session) throws {
    try session.setStatementTimeout(.seconds(60))
    try session.execute("set local idle_in_transaction_session_timeout = '5min'")
  }

  /// All there is to do, turn by turn; how many videos that was.
  @discardableResult
  public func fillAll() async throws -> Int {
    var count = 0
    while true {
      let turn = try await fill()
      count += turn.videos
      if turn.isDone || turn.isBusy { return count }
    }
  }

  private static func fill(_ limit: Int, _ session: Session) throws -> Turn {
    // Rows of a transaction become visible with what it has written: what is read below is at least as new.
    let rows = try session.rows(
      """
      delete from hookline.search_pending p
      using (select id from hookline.search_pending order by id limit \(Int64(limit))) d where p.id = d.id
      returning video_id, author_id, after_id
      """, as: Int64?.self, Int64?.self, Int64?.self)
    guard !rows.isEmpty else { return Turn(isDone: true) }
    try spread(authors: Set(rows.compactMap(\.1)).sorted(), session)
    var ids = Set(rows.compactMap(\.0))
    if let after = rows.compactMap(\.2).min() { ids.formUnion(try next(after, limit, session)) }
    let changed = try write(ids.sorted(), session)
    return Turn(videos: ids.count, changed: changed)
  }

  /// A creator may have very many videos: they get rows of their own.
  private static func spread(authors: [Int64], _ session: Session) throws {
    guard !authors.isEmpty else { return }
    try session.execute(
      """
      insert into hookline.search_pending (video_id)
      select id from hookline.video where author_id = any(\(authors)) order by id
      """)
  }

  /// The next of all videos; those behind them come later, after what was written meanwhile.
  private static func next(_ after: Int64, _ limit: Int, _ session: Session) throws -> [Int64] {
    let ids = try session.rows(
      "select id from hookline.video where id > \(after) order by id limit \(Int64(limit))", as: Int64.self)
    if let last = ids.last {
      try session.execute("insert into hookline.search_pending (after_id) values (\(last))")
    }
    return ids
  }

  // MARK: Writing

  struct Found {
    var video: SearchableVideo
    var postedAt: Date?
    var language: String?
    var genre: String?
    var mood: String?
  }

  /// How many are others than before.
  private static func write(_ ids: [Int64], _ session: Session) throws -> Int {
    guard !ids.isEmpty else { return 0 }
    let found = try read(ids, session).sorted { $0.key < $1.key }
    var parts = TagParts()
    let documents = found.map { Document($0.value.video, split: &parts) }
    try write(words: documents.reduce(into: []) { $0.formUnion($1.words) }, session)
    let values = found.map(\.value)
    let written = try session.execute(
      """
      insert into hookline.video_text as t (video_id, terms, posted_at, language, genre, mood, text_hash)
      select id, terms::tsvector, posted_at, language, genre, mood, text_hash
      from \(unnest: found.map(\.key), documents.map(\.vector), values.map(\.postedAt), values.map(\.language),
        values.map(\.genre), values.map(\.mood), values.map { Bytes($0.video.textHash) })
        as i(id, terms, posted_at, language, genre, mood, text_hash)
      order by id
      on conflict (video_id) do update set terms = excluded.terms, posted_at = excluded.posted_at,
        language = excluded.language, genre = excluded.genre, mood = excluded.mood,
        text_hash = excluded.text_hash
      where (t.terms, t.posted_at, t.language, t.genre, t.mood, t.text_hash) is distinct from
        (excluded.terms, excluded.posted_at, excluded.language, excluded.genre, excluded.mood, excluded.text_hash)
      """)
    let gone = Set(ids).subtracting(found.map(\.key)).sorted()
    guard !gone.isEmpty else { return written }
    try session.execute("delete from hookline.video_embedding where video_id = any(\(gone))")
    return written + (try session.execute("delete from hookline.video_text where video_id = any(\(gone))"))
  }

  private static func write(words: Set<String>, _ session: Session) throws {
    guard !words.isEmpty else { return }
    // Most are there: asking is cheaper than trying to insert them.
    try session.execute(
      """
      insert into hookline.search_word (word)
      select i.word from \(unnest: words.sorted()) as i(word)
      where not exists (select from hookline.search_word w where w.word = i.word) order by 1
      on conflict do nothing
      """)
  }

  static func read(_ ids: [Int64], _ session: Session) throws -> [Int64: Found] {
    var found: [Int64: Found] = [:]
    try session.query(
      """
      select v.id, v.caption, v.stickers, a.handle, a.name, v.posted_at, coalesce(f.language, v.language), f.genre,
        f.mood
      from hookline.video v left join hookline.author a on a.id = v.author_id
      left join lateral (
        select c.features->>'language' as language, \(top("genre")) as genre, \(top("mood")) as mood
        from hookline.content_features c where c.video_id = v.id order by c.version desc limit 1) f on true
      where v.id = any(\(ids))
      """
    ) { row in
      let video = SearchableVideo(
        caption: try row.decode(1), stickers: try row.decode(2), handle: try row.decode(3),
        author: try row.decode(4))
      found[try row.decode(0)] = Found(
        video: video, postedAt: try row.decode(5), language: try row.decode(6), genre: try row.decode(7),
        mood: try row.decode(8))
    }
    try session.query(
      """
      select video_id, written from hookline.video_hashtag where video_id = any(\(ids)) order by video_id, place
      """
    ) { row in found[try row.decode(0)]?.video.hashtags.append(try row.decode(1)) }
    return found
  }

  /// The label of a feature that has the most of it.
  private static func top(_ feature: String) -> SQL {
    """
    (select w.key from jsonb_each(case jsonb_typeof(c.features->\(feature)->'value')
                                  when 'object' then c.features->\(feature)->'value' else '{}' end) w
     where jsonb_typeof(w.value) = 'number' order by w.value::float8 desc, w.key limit 1)
    """
  }
}
