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
