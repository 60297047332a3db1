import Storage

/// Dead tasks of one subject, and what became of the runs that they were part of.
private struct Estate {
  var kind: String
  var subject: String
  /// Of the latest of those runs.
  var lane: Int16
  var traceparent: String?
  var finale: String?
  var corpses: [Corpse] = []

  /// What is to be done before the end, where there is such work; else the end itself.
  var tasks: [Corpse] { corpses.contains { !$0.isFinale } ? corpses.filter { !$0.isFinale } : corpses }
  var isFinaleOnly: Bool { corpses.allSatisfy(\.isFinale) }
  /// What a new run of this ends with.
  var nextKind: String? { isFinaleOnly ? nil : finale }
}

/// An open run that new tasks may join.
private struct OpenRun {
  var id: RunID
  var isEnding: Bool
  /// What it will release when everything else has settled.
  var nextKind: String?
}

private struct Subject: Hashable, Comparable {
  var kind: String
  var subject: String

  static func < (left: Self, right: Self) -> Bool { (left.kind, left.subject) < (right.kind, right.subject) }
}

extension JobStore {
  /// Makes new tasks for dead ones, in the open run of their subject or a new one.
  static func renew(_ corpses: [Corpse], _ pace: inout Pace, _ session: Session) throws -> Replay {
    var replay = Replay()
    guard !corpses.isEmpty else { return replay }
    let estates = try estates(of: corpses, session)
    let open = try lockOpenRuns(of: estates.keys.sorted(), session)
    var placed: [(run: RunID, corpse: Corpse)] = []
    var fresh: [(key: Subject, run: RunID, estate: Estate)] = []
    for (subject, estate) in estates.sorted(by: { $0.key < $1.key }) {
      guard let run = open[subject] else {
        let id = RunID.make()
        fresh.append((subject, id, estate))
        placed += estate.tasks.map { (id, $0) }
        replay.newRuns.append(id)
        continue
      }
      guard !run.isEnding else {
        replay.refusals += estate.corpses.map {
          .init(message: $0.id, reason: "run \(run.id) of its subject is about to end; try again then")
        }
        continue
      }
      // The run will come to the same end by itself.
      let isCovered = estate.isFinaleOnly && run.nextKind != nil
      let tasks = isCovered ? [] : estate.tasks
      placed += tasks.map { (run.id, $0) }
      if !tasks.isEmpty { replay.joinedRuns.append(run.id) }
    }
    try insertRuns(fresh, session)
    try raise(placed.filter { pair in replay.joinedRuns.contains(pair.run) }, session)
    replay.tasks = try insertTasks(placed, pace, session)
    pace.sent += replay.tasks
    replay.superseded = corpses.count - replay.tasks - replay.refusals.count
    return replay
  }

  private static func estates(of corpses: [Corpse], _ session: Session) throws -> [Subject: Estate] {
    let runs = Set(corpses.compactMap(\.run)).sorted()
    let rows = try session.rows(
      "select id, kind, subject, lane, traceparent, finale from run where id = any(\(runs)) order by generation",
      as: RunID.self, String.self, String.self, Int16.self, String?.self, String?.self)
    var estates: [Subject: Estate] = [:]
    var subjects: [RunID: Subject] = [:]
    for (id, kind, subject, lane, traceparent, finale) in rows {
      let key = Subject(kind: kind, subject: subject)
      subjects[id] = key
      let before = estates[key]?.finale
      estates[key] = Estate(
        kind: kind, subject: subject, lane: lane, traceparent: traceparent, finale: finale ?? before)
    }
    // The same task once, however many messages died of it.
    var tasks: Set<TaskID> = []
    for corpse in corpses {
      guard let task = corpse.task, let run = corpse.run, let subject = subjects[run] else { continue }
      if tasks.insert(task).inserted { estates[subject]?.corpses.append(corpse) }
    }
    return estates
  }

  private static func lockOpenRuns(of subjects: [Subject], _ session: Session) throws -> [Subject: OpenRun] {
    let rows = try session.rows(
      """
      select r.kind, r.subject, r.id, r.is_broken, r.next_kind from run r
      join \(unnest: subjects.map(\.kind), subjects.map(\.subject)) as i(kind, subject)
        on i.kind = r.kind and i.subject = r.subject
      where r.state = 'open' and r.stop is null order by r.id for no key update of r
      """, as: String.self, String.self, RunID.self, Bool.self, String?.self)
    return Dictionary(
      uniqueKeysWithValues: rows.map { kind, subject, id, isEnding, nextKind in
        (Subject(kind: kind, subject: subject), OpenRun(id: id, isEnding: isEnding, nextKind: nextKind))
      })
  }

  private static func insertRuns(
    _ fresh: [(key: Subject, run: RunID, estate: Estate)], _ session: Session
  ) throws {
    guard !fresh.isEmpty else { return }
    let count = try session.execute(
      """
      insert into run(id, kind, subject, generation, lane, expected, remaining, next_kind, finale, traceparent)
      select i.id, i.kind, i.subject,
        coalesce((select max(generation) + 1 from run where run.kind = i.kind and run.subject = i.subject), 1),
        i.lane, i.n, i.n, i.finale, i.finale, i.traceparent
      from \(unnest: fresh.map(\.run), fresh.map(\.key.kind), fresh.map(\.key.subject), fresh.map(\.estate.lane),
             fresh.map { Int32(clamping: $0.estate.tasks.count) }, fresh.map(\.estate.nextKind),
             fresh.map(\.estate.traceparent)) as i(id, kind, subject, lane, n, finale, traceparent)
      order by i.kind, i.subject on conflict do nothing
      """)
    // Somebody else has begun a run meanwhile: the transaction is tried again and joins it.
    guard count == fresh.count else {
      throw StorageError(.conflict, "a run of the same subject began meanwhile")
    }
  }

  /// Lets runs, which are locked, wait for more. One whose end has begun ends anew after that.
  private static func raise(_ placed: [(run: RunID, corpse: Corpse)], _ session: Session) throws {
    guard !placed.isEmpty else { return }
    try session.execute(
      """
      update run set remaining = remaining + p.n, expected = expected + p.n,
        next_kind = case when p.is_finale_only then next_kind else coalesce(next_kind, finale) end
      from (select i.run, count(*)::int as n, bool_and(i.is_finale) as is_finale_only
            from \(unnest: placed.map(\.run), placed.map(\.corpse.isFinale)) as i(run, is_finale)
            group by i.run) p
      where run.id = p.run and run.state = 'open'
      """)
  }

  private static func insertTasks(
    _ placed: [(run: RunID, corpse: Corpse)], _ pace: Pace, _ session: Session
  ) throws -> Int {
    guard !placed.isEmpty else { return 0 }
    return try session.execute(
      """
      with c as (insert into task(id, run_id, parent_id, kind, lane, schema, is_vital, payload, deadline, traceparent)
        select i.id, i.run_id, t.id, t.kind, t.lane, t.schema, t.is_vital, t.payload, r.deadline, r.traceparent
        from \(unnest: placed.map { _ in TaskID.make() }, placed.map(\.run), placed.compactMap(\.corpse.task))
          as i(id, run_id, task_id)
        join task t on t.id = i.task_id join run r on r.id = i.run_id order by i.id
        returning *)
      \(owing(pace))
      """)
  }
}
