import Models
public import Storage

/// Finds videos by what they say.
///
/// Those with the words just so come first, then those with all of them, then those with some, exactly or with typing
/// errors; of each the most relevant, and of equally relevant ones the newer and more played. Videos that are copies of
/// each other are one.
public struct VideoSearch: Sendable {
  /// How many answers a page has at most.
  public static let limit = 1_000
  /// How many words one with a typing error may have been.
  private static let correctionLimit = 5
  private static let similarLimit: Int64 = 60

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// - Throws: `SearchError` for a question that cannot be asked, `StorageError` where the database fails.
  public func videos(
    _ question: Question, _ restriction: Restriction = Restriction(), after mark: PageMark? = nil,
    limit: Int = 20
  ) async throws -> FoundVideos {
    guard question.isAboutSomething || !restriction.isEmpty else {
      throw SearchError(
        .badQuestion,
        question.isEmpty
          ? "nothing is looked for; say a word, a #tag or an @author"
          : "the question says only what is not wanted; say what is wanted, too")
    }
    let limit = max(1, min(limit, Self.limit))
    // A statement that was prepared for any words knows nothing of how frequent these are.
    return try await database.transaction { session in
      try session.execute("set local plan_cache_mode = force_custom_plan")
      return try Self.videos(question, restriction, mark, limit, session)
    }
  }

  private static func videos(
    _ question: Question, _ restriction: Restriction, _ mark: PageMark?, _ limit: Int, _ session: Session
  ) throws -> FoundVideos {
    var query = VideoQuery(
      expressions: question.expressions(), restriction: restriction, after: mark?.place)
    var rows = try Self.rows(query, [query.expressions.all], limit + 1, session)
    var corrections: [String: [String]] = [:]
    if rows.count <= limit, !query.expressions.sought.isEmpty {
      corrections = try similar(to: question.correctable, session)
      query.expressions = question.expressions(similar: corrections)
      let expressions = query.expressions
      let kinds = [expressions.all, expressions.allLoosely, expressions.allButOne, expressions.any]
      var seen: Set<String> = []
      rows = try Self.rows(
        query, kinds.compactMap(\.self).filter { seen.insert($0).inserted }, limit + 1, session)
    }
    let shown = Array(rows.prefix(limit))
    return FoundVideos(
      videos: try FoundVideoRows.videos(shown.map(\.place), session),
      next: rows.count > limit ? shown.last.map { PageMark($0.place) } : nil,
      isCut: rows.first?.isCut ?? false, corrections: corrections,
      pending: try session.value(
        "select count(*) from (select from hookline.search_pending limit 100000) p", as: Int.self))
  }

  static func rows(
    _ query: VideoQuery, _ candidates: [String?], _ limit: Int, _ session: Session
  ) throws -> [(place: Place, isCut: Bool)] {
    try session.map(query.statement(candidates, limit: limit)) { row in
      (
        Place(
          tier: try row.decode(1), parts: try row.decode(2), relevance: try row.decode(3),
          weight: try row.decode(4), video: try row.decode(0)), try row.decode(5)
      )
    }
  }

  /// Without any where looking takes too long: what was typed is looked for all the same.
  private static func similar(to words: [String], _ session: Session) throws -> [String: [String]] {
    guard !words.isEmpty else { return [:] }
    try session.execute("savepoint typing")
    var similar: [String: [String]] = [:]
    do {
      try session.execute("set local statement_timeout = '1s'")
      similar = try lookedUp(words, session)
    } catch let error as StorageError where error.sqlState == "57014" {
      // Of a caller who was cancelled the next statement says so.
      similar = [:]
    }
    // Nothing was written: going back only brings the usual bound.
    try session.execute("rollback to savepoint typing")
    try session.execute("release savepoint typing")
    return similar
  }

  private static func lookedUp(_ words: [String], _ session: Session) throws -> [String: [String]] {
    var similar: [String: [String]] = [:]
    for word in words {
      let found = try session.rows(
        "select word from hookline.search_words_like(\(word), \(Int32(similarLimit)))", as: String.self)
      let meant = Typing.meant(by: word, among: found, atMost: correctionLimit)
      if !meant.isEmpty { similar[word] = meant }
    }
    return similar
  }
}
