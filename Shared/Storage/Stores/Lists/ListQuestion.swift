public import FoundationEssentials
public import Models

/// Which stored list somebody asks for: the newest of a creator, unless a day or a run is named.
public struct ListQuestion: Sendable, Hashable {
  public var handle: Models.Handle
  public var platform: Platform
  /// Of this day.
  public var day: Day?
  /// Made by this run.
  public var run: UUID?
  /// How many tracks at most.
  public var limit: Int

  public init(
    _ handle: Models.Handle, on platform: Platform = .tiktok, day: Day? = nil, run: UUID? = nil, limit: Int
  ) {
    self.handle = handle
    self.platform = platform
    self.day = day
    self.run = run
    self.limit = limit
  }
}

extension RecommendationStore {
  /// The lists that are asked for, as far as there are any, with their first `limit` tracks whatever the questions say:
  /// what must not be shown is taken out before they are cut.
  public func answers(to questions: [ListQuestion], limit: Int) async throws -> [ListQuestion: Found] {
    let rows = try await database.rows(
      "select q.place, r.run_id from \(Self.heads(questions))", as: Int64.self, UUID.self)
    let lists = try await made(by: Array(Set(rows.map(\.1))), limit: limit)
    return rows.reduce(into: [:]) { $0[questions[Int($1.0) - 1]] = lists[$1.1] }
  }

  /// Questions by their places, as `q`, with the lists that answer them, as `r`.
  static func heads(_ questions: [ListQuestion]) -> SQL {
    """
    (
      select bearer.place, bearer.id, asked.day::date as day, asked.run
      from \(Catalogue.bearers(of: questions.map(\.handle.name), on: questions.map(\.platform)))
      join \(unnest: questions.map { $0.day.map { "\($0)" } }, questions.map(\.run))
        with ordinality as asked(day, run, place) on asked.place = bearer.place) q
    cross join lateral (
      (select id, run_id, xmin from recommendation
       where q.day is null and q.run is null and author_id = q.id order by made_at desc, id desc limit 1)
      union all
      (select id, run_id, xmin from recommendation
       where q.run is null and author_id = q.id and day = q.day order by made_at desc, id desc limit 1)
      union all
      (select id, run_id, xmin from recommendation
       where run_id = q.run and author_id = q.id and (q.day is null or day = q.day))) r(id, run_id, written)
    """
  }
}
