import Storage

/// The statement by which videos are found, and its answer.
struct VideoQuery: Sendable {
  /// So many of each kind are put in order, however many there are: the newest.
  static let candidateLimit: Int64 = 5_000

  var expressions: Expressions
  var restriction: Restriction
  var after: Place?

  /// A candidate and where it stands. Of videos that show the same the best stands for all.
  func statement(_ candidates: [String?], limit: Int) -> SQL {
    """
    with candidate as materialized (\(Self.union(candidates.map(kind)))),
    ranked as (
      select t.video_id, coalesce(c.original_id, t.video_id) as original, \(tier) as tier, \(parts) as parts,
        \(relevance) as relevance,
        round((coalesce(extract(epoch from t.posted_at), 0) / 31557600 + log(1 + greatest(v.plays, 0)::numeric))::numeric, 6)::float8
          as weight
      from candidate k join hookline.video_text t using (video_id)
      join hookline.video v on v.id = t.video_id
      left join hookline.video_copy c on c.video_id = t.video_id),
    best as (
      select *, row_number() over (partition by original
        order by tier desc, parts desc, relevance desc, weight desc, video_id desc) as place
      from ranked)
    select video_id, tier, parts, relevance, weight,
      (select count(*) from candidate) >= \(Self.candidateLimit) from best where place = 1 and \(rest)
    order by tier desc, parts desc, relevance desc, weight desc, video_id desc limit \(Int64(limit))
    """
  }

  /// The newest that satisfy an expression; of all videos where there is none.
  func kind(_ expression: String?) -> SQL {
    """
    (select video_id from hookline.video_text t where \(holds(conditioned(expression))) and \(conditions)
     order by posted_at desc nulls last, video_id desc limit \(Self.candidateLimit))
    """
  }

  /// The vectors of all videos that the restriction lets through: number, original, vector.
  func meanings(of model: String) -> SQL {
    """
    select e.video_id, coalesce(c.original_id, e.video_id), e.vector from hookline.video_embedding e
    join hookline.video_text t using (video_id) left join hookline.video_copy c on c.video_id = e.video_id
    where e.model = \(model) and \(holds(conditioned(nil))) and \(conditions)
    """
  }

  private static func union(_ kinds: [SQL]) -> SQL {
    kinds.dropFirst().reduce(kinds[0]) { "\($0) union \($1)" }
  }

  private func conditioned(_ expression: String?) -> String? {
    Expressions.joined(
      [expressions.conditioned(expression)].compactMap(\.self) + restriction.terms.map(Term.quoted), "&")
  }

  private func holds(_ expression: String?) -> SQL {
    guard let expression else { return "true" }
    return "t.terms @@ \(expression)::text::tsquery"
  }

  private var conditions: SQL {
    var sql: SQL = "true"
    if let since = restriction.since { sql = "\(sql) and t.posted_at >= \(since)" }
    if let until = restriction.until { sql = "\(sql) and t.posted_at < \(until)" }
    if let language = restriction.language { sql = "\(sql) and t.language = \(language)" }
    if let genre = restriction.genre { sql = "\(sql) and t.genre = \(genre)" }
    if let mood = restriction.mood { sql = "\(sql) and t.mood = \(mood)" }
    return sql
  }

  // MARK: Order

  private var tier: SQL {
    guard let all = expressions.all, let phrase = expressions.phrase else { return "2" }
    return "case when \(holds(phrase)) then 3 when \(holds(all)) then 2 else 1 end"
  }

  private var parts: SQL {
    guard !expressions.sought.isEmpty else { return "0::float8" }
    let sum = expressions.sought.reduce("0::float8" as SQL) { sql, sought in
      let part: SQL
      if let similar = sought.similar {
        part = "case when \(holds(sought.exact)) then 1 when \(holds(similar)) then 0.05 else 0 end"
      } else {
        part = "case when \(holds(sought.exact)) then 1 else 0 end"
      }
      return "\(sql) + \(part)"
    }
    // Of those with all words none has more.
    return "round((\(sum))::numeric, 2)::float8"
  }

  /// To two digits: what is as good as equal is told apart by recency and plays.
  private var relevance: SQL {
    guard let any = expressions.any else { return "0::float8" }
    return
      "round(ts_rank('{0.3, 0.4, 0.7, 1.0}', t.terms, \(any)::text::tsquery, 1)::numeric, 2)::float8"
  }

  private var rest: SQL {
    guard let after else { return "true" }
    return """
      (tier, parts, relevance, weight, video_id) < (\(Int64(after.tier))::int8, \(after.parts), \(after.relevance),
       \(after.weight), \(after.video))
      """
  }
}
