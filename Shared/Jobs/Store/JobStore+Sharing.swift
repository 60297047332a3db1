import Messaging
import Storage
import Telemetry

/// Shared work that runs need, each piece of it once.
struct WantedWork: Sendable {
  var key: String
  var schema: Int
  /// That of the most urgent of the runs.
  var lane: Int16
  var payload: JSON

  /// By kind, and sorted by key in each: an insert that meets another waits for it.
  static func all(of growths: [Growth], _ lanes: [RunID: Int16]) -> [(kind: JobKind, work: [WantedWork])] {
    var wanted: [JobKind: [String: WantedWork]] = [:]
    for growth in growths {
      let lane = lanes[growth.run] ?? JobLane.norm.number
      for shared in growth.followUp.shared {
        let known = wanted[shared.kind]?[shared.key]
        wanted[shared.kind, default: [:]][shared.key] = WantedWork(
          key: shared.key, schema: shared.schema, lane: min(lane, known?.lane ?? lane),
          payload: shared.payload)
      }
    }
    return wanted.sorted { $0.key.rawValue < $1.key.rawValue }.map { kind, work in
      (kind, work.values.sorted { $0.key < $1.key })
    }
  }
}

extension JobStore {
  /// When shared work that is over is done once more.
  public struct Again: Sendable {
    /// That long after its end.
    public var after: Duration
    /// The same where it died.
    public var afterDeath: Duration

    public init(after: Duration, afterDeath: Duration) {
      self.after = after
      self.afterDeath = afterDeath
    }
  }

  /// Makes shared work for which no run waits. What is there already stays as it is; with `again`, what is over begins
  /// anew when that has passed.
  func share(
    _ kind: JobKind, _ payloads: [String: JSON], schema: Int, lane: JobLane, again: Again?,
    also note: @escaping @Sendable (Session) throws -> Void = { _ in }
  ) async throws -> [Owed] {
    let wanted = payloads.sorted { $0.key < $1.key }.map {
      WantedWork(key: $0.key, schema: schema, lane: lane.number, payload: $0.value)
    }
    return try await database.transaction { session in
      let made = try Self.insertShared(kind, wanted, session)
      try note(session)
      guard let again else { return made }
      let over: SQL = """
        case t.state when 'dead' then t.finished_at < now() - make_interval(secs => \(again.afterDeath.inSeconds))
          when 'queued' then false when 'running' then false
          else t.finished_at < now() - make_interval(secs => \(again.after.inSeconds)) end
        """
      return try made + Self.revive(kind, wanted, where: over, session)
    }
  }

  /// Work that died long ago is tried again.
  static func makeShared(_ kind: JobKind, _ wanted: [WantedWork], _ session: Session) throws -> [Owed] {
    let made = try insertShared(kind, wanted, session)
    let over: SQL = "t.state = 'dead' and t.finished_at < now() - interval '1 hour'"
    return try made + revive(kind, wanted, where: over, session)
  }

  private static func insertShared(
    _ kind: JobKind, _ wanted: [WantedWork], _ session: Session
  ) throws -> [Owed] {
    let ids = wanted.map { _ in TaskID.make() }
    return try session.map(
      """
      with c as (insert into task(id, kind, lane, schema, dedupe_key, payload)
        select i.id, \(kind.rawValue), i.lane, i.schema, i.key, i.payload
        from \(unnest: ids, wanted.map(\.lane), wanted.map { Int32(clamping: $0.schema) }, wanted.map(\.key),
               wanted.map(\.payload)) as i(id, lane, schema, key, payload) order by i.key
        on conflict do nothing returning *)
      \(owing)
      """
    ) { row in try Owed(row) }
  }

  private static func revive(
    _ kind: JobKind, _ wanted: [WantedWork], where isOver: SQL, _ session: Session
  ) throws -> [Owed] {
    try session.map(
      """
      with i as (select * from \(unnest: wanted.map(\.key), wanted.map(\.lane)) as i(key, lane)),
      l as (select t.id from task t
            where t.kind = \(kind.rawValue) and t.dedupe_key = any(\(wanted.map(\.key))) and \(isOver)
            order by t.id for no key update),
      c as (update task t set state = 'queued', attempt = 1, starts = 0, fence = t.fence + 1, enqueued_at = now(),
              finished_at = null, lane = i.lane
            from l, i where t.id = l.id and i.key = t.dedupe_key returning t.*)
      \(owing)
      """
    ) { row in try Owed(row) }
  }

  /// Lets work that waits behind the lane of a run that needs it come by that lane now, whatever it was put off for. The
  /// message that it leaves behind has an older fence, so it wakes nothing.
  static func promote(_ kind: JobKind, _ wanted: [WantedWork], _ session: Session) throws -> [Owed] {
    guard wanted.contains(where: { $0.lane < JobLane.bulk.number }) else { return [] }
    let work: SQL = """
      select t.id, i.lane from task t
      join \(unnest: wanted.map(\.key), wanted.map(\.lane)) as i(key, lane) on t.dedupe_key = i.key
      where t.kind = \(kind.rawValue)
      """
    let isBehind: SQL = "t.state = 'queued' and t.lane > i.lane"
    // Most often there is none. Where there is, all that is locked for sharing next is locked here and in that order:
    // a part of it, and then the rest, would meet others who do the same.
    guard try session.value("select exists (\(work) and \(isBehind))", as: Bool.self) else { return [] }
    return try session.map(
      """
      with i as (\(work) and t.state in ('queued', 'running') order by t.id for no key update of t),
      c as (update task t set lane = i.lane, fence = t.fence + 1 from i where t.id = i.id and \(isBehind)
            returning t.*)
      \(owing)
      """
    ) { row in try Owed(row) }
  }
}
