import Storage

extension JobStore {
  /// Where it is told which runs have moved; the payload is their ids with blanks between them. A hint: it may be lost.
  public static let progressChannel = ProgressNotes.channel

  /// Those of the runs that are over, with how they ended.
  public func ended(of runs: [RunID]) async throws -> [(run: RunID, state: RunState)] {
    try await database.map("select id, state from run where id = any(\(runs)) and state <> 'open'") { row in
      (try row.decode(0), RunState(rawValue: try row.decode(1)) ?? .failed)
    }
  }

  /// How many of a run's tasks are over, of how many that are known by now; nil for a run that is not known.
  public func progress(of run: RunID) async throws -> (done: Int, of: Int)? {
    let rows = try await database.map(
      "select expected - remaining, expected from run where id = any(\([run]))"
    ) {
      row in (try row.decode(0, as: Int.self), try row.decode(1, as: Int.self))
    }
    return rows.first.map { (done: $0.0, of: $0.1) }
  }

  /// What the vital tasks of these runs have died of, as far as they have.
  public func failures(of runs: [RunID]) async throws -> [RunID: String] {
    let rows = try await database.map(
      """
      select run_id, last_error from task
      where run_id = any(\(runs)) and is_vital and state = 'dead' and last_error is not null
      """
    ) { row in (try row.decode(0, as: RunID.self), try row.decode(1, as: String.self)) }
    return Dictionary(rows) { first, _ in first }
  }

  /// How many runs are under way.
  public func openRunCount() async throws -> Int {
    // Written as the indexes are, which hold what is open and nothing else.
    try await database.value(
      """
      select (select count(*) from run where state = 'open' and stop is null)
        + (select count(*) from run where state = 'open' and stop is not null)
      """, as: Int.self)
  }
}
