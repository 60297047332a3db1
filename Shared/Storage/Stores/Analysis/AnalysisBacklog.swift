public import Models

/// Finds what is to be analysed again: what only an older version knows, what could not be heard or seen and may be now, and
/// what was seen but not compared. Each look takes a bounded number of rows and goes on where the last has ended.
public struct AnalysisBacklog<Subject: AnalysedSubject>: Sendable {
  /// What one look has found.
  public struct Portion: Sendable, Equatable {
    public var subjects: [Again] = []
    /// Where the next look begins; nil when there was nothing more.
    public var next: EntityID<Subject>?

    public init(subjects: [Again] = [], next: EntityID<Subject>? = nil) {
      self.subjects = subjects
      self.next = next
    }
  }

  /// One that is due.
  public struct Again: Sendable, Equatable {
    public var subject: EntityID<Subject>
    /// How many tasks for it have ended in vain, or how often its media could not be had.
    public var tries: Int
  }

  /// How many rows one look takes in.
  public static var stride: Int { 2_000 }

  private let database: any Database
  private let tables = Subject.tables

  public init(_ database: any Database) { self.database = database }

  /// Those whose features are older than `version` and for which no task is under way. Where one has ended in vain another
  /// is due after an hour, and a last one after four more: `keys` are what follows a subject's id in the keys of its
  /// tasks, as many as there may be.
  public func outdated(
    after last: EntityID<Subject>?, limit: Int, kind: String, keys: [String],
    version: Int = Subject.tables.version
  ) async throws -> Portion {
    let version = Int32(clamping: version)
    let features: SQL = "hookline.\(identifier: tables.features)"
    return try await portion(
      limit,
      """
      with i as (select id, max(version) as newest from (
          select \(identifier: tables.subject) as id, version from \(features)
          where \(identifier: tables.subject) > \(last ?? EntityID(0))
          order by id, version limit \(Int64(Self.stride))) f group by id)
      select i.id, coalesce(k.count, 0)::int,
        i.newest < \(version)
        and not exists (select from \(features) f where f.\(identifier: tables.subject) = i.id and f.version >= \(version))
        and (k.count = 0 or (k.count < \(Int64(keys.count)) and not k.is_open
                             and k.ended < now() - interval '1 hour' * power(4, k.count - 1)))
      from i left join lateral (
        select count(*), coalesce(bool_or(t.state in ('queued', 'running')), false) as is_open,
          max(coalesce(t.finished_at, t.enqueued_at)) as ended
        from unnest(\(keys)) e (key)
        join hookline.task t on t.kind = \(kind) and t.dedupe_key = i.id::text || e.key
        where i.newest < \(version)) k on true
      order by i.id
      """)
  }

  /// After so many deaths in a row of tasks that try again, a subject is left as it is by this version.
  public static var mostDeaths: Int { 3 }

  /// Those whose media this version could not have, and whose time has come, or whose media have changed; but one whose
  /// media change all the time is not tried each time: twice as long after its last try as the time before, up to a week.
  /// Earlier versions gave up what came to no end: that is due after a week, too. `key` is what follows a subject's id in
  /// the key of the task that tries again.
  public func retriable(
    after last: EntityID<Subject>?, limit: Int, kind: String, key: String,
    patience: Duration = .seconds(3600), version: Int = Subject.tables.version
  ) async throws -> Portion {
    let version = Int32(clamping: version), id: SQL = "u.\(identifier: tables.subject)"
    let place: SQL = "hookline.\(identifier: tables.place)(\(id))"
    return try await portion(
      limit,
      """
      select \(id), tries,
        (coalesce(coalesce(retry_at, case code when 'attempts' then at + interval '7 days' end) <= now(), false)
          or (at < now() - make_interval(secs => least(604800, \(patience / .seconds(1)) * power(2, least(tries, 20) - 1)))
              and place <> \(place)))
          and not exists (select from hookline.\(identifier: tables.found) s
                          where s.\(identifier: tables.subject) = \(id) and s.version = u.version and s.place = \(place))
          and \(Self.deaths(of: id, kind, key, since: "at")) < \(Int64(Self.mostDeaths))
      from hookline.\(identifier: tables.missed) u where \(id) > \(last ?? EntityID(0)) and version = \(version)
      order by \(id) limit \(Int64(Self.stride))
      """)
  }

  /// Those that were seen in the media that they have, but not compared with others: whoever saw them could not do it then.
  public func uncompared(
    after last: EntityID<Subject>?, limit: Int, kind: String, key: String,
    patience: Duration = .seconds(3600), version: Int = Subject.tables.version
  ) async throws -> Portion {
    guard let views = tables.compared else { return Portion() }
    let id: SQL = "s.\(identifier: tables.subject)"
    return try await portion(
      limit,
      """
      select \(id), 0,
        not is_compared and seen_at < now() - make_interval(secs => \(patience / .seconds(1)))
          and place = hookline.\(identifier: tables.place)(\(id))
          and \(Self.deaths(of: id, kind, key, since: "seen_at")) < \(Int64(Self.mostDeaths))
      from hookline.\(identifier: views) s where \(id) > \(last ?? EntityID(0)) and version = \(Int32(clamping: version))
      order by \(id) limit \(Int64(Self.stride))
      """)
  }

  /// How often the task that tries again has died since then.
  private static func deaths(of id: SQL, _ kind: String, _ key: String, since moment: SQL) -> SQL {
    """
    (select count(*) from hookline.task t join hookline.dead_message d on d.task_id = t.id
     where t.kind = \(kind) and t.dedupe_key = \(id)::text || \(key) and d.died_at > \(moment))
    """
  }

  /// Those of these keys whose tasks are not over.
  public func unfinished(_ keys: [String], kind: String) async throws -> [String] {
    guard !keys.isEmpty else { return [] }
    return try await database.rows(
      """
      select dedupe_key from hookline.task
      where kind = \(kind) and dedupe_key = any(\(keys)) and state in ('queued', 'running')
      """, as: String.self)
  }

  /// Of rows of a subject, its tries and whether it is due, as many due ones as wanted.
  private func portion(_ limit: Int, _ sql: SQL) async throws -> Portion {
    let rows = try await database.rows(sql, as: EntityID<Subject>.self, Int32.self, Bool?.self)
    var portion = Portion()
    for (subject, tries, isDue) in rows {
      guard portion.subjects.count < limit else { return portion }
      portion.next = subject
      if isDue == true { portion.subjects.append(Again(subject: subject, tries: Int(tries))) }
    }
    return portion
  }
}
