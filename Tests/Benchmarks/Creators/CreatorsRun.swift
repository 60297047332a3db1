import Storage

/// What it took to serve a number of creators.
struct CreatorsRun: Sendable {
  let count: Int
  /// In seconds.
  let time: Double
  let rows: Double
  let bytes: Double
  let workerSeconds: Double
  let machineSeconds: Double
  let growths: [Growth]

  /// Resident memory of one program in MB, when half of its time was over and at the end.
  struct Growth: Sendable {
    let name: String
    let half: Double
    let end: Double
  }

  var details: [(name: String, value: Double)] {
    let count = Double(count)
    return [
      ("handles", count), ("handles/s", count / time), ("rows/handle", rows / count),
      ("bytes/handle", bytes / count), ("worker CPU s/handle", workerSeconds / count),
      ("machine CPU s/handle", machineSeconds / count),
    ]
  }

  static func measure(_ count: Int, of samples: Sampled, _ bench: Bench) async throws -> CreatorsRun {
    try await withBenchmarkDatabase(logger: bench.logger) { database in
      try await BenchmarkVirtualHost.with { host in
        try await measure(count, of: samples, database, host, bench)
      }
    }
  }

  private static func measure(
    _ count: Int, of samples: Sampled, _ database: BenchmarkDatabase, _ host: BenchmarkVirtualHost,
    _ bench: Bench
  ) async throws -> CreatorsRun {
    _ = try await Migrator(database.settings, logger: bench.logger).migrate()
    let environment = database.workerEnvironment.merging([
      "HOOKLINE_AMQP_URL": host.url, "HOOKLINE_AMQP_MANAGEMENT_URL": host.managementURL,
      "HOOKLINE_SCRAPE_DIR": samples.path,
    ]) { $1 }
    let file = try samples.file(of: count)
    return try await Crew.with(environment) { crew in
      try await Programs.hookline(["import", "scrape", "--wait"], environment: environment)
      let pool = database.pool(1)
      let before = try await Size.read(pool)
      let watch = crew.watch()
      let start = (Crew.machineSeconds(), try crew.cpuSeconds())
      let time = try await seconds {
        try await Programs.hookline(
          ["enqueue", "--file", file, "--wait", "--json"], environment: environment)
      }
      let growths = await watch.end()
      let size = try await Size.read(pool)
      let complete = try await pool.value(
        "select count(*) from run where kind = 'influencer' and state = 'complete'", as: Int.self)
      await pool.close()
      guard complete == count else { throw BenchError("only \(complete) of \(count) runs are complete") }
      let run = CreatorsRun(
        count: count, time: time, rows: size.rows - before.rows, bytes: size.bytes - before.bytes,
        workerSeconds: try crew.cpuSeconds() - start.1, machineSeconds: Crew.machineSeconds() - start.0,
        growths: growths)
      bench.progress.say(
        "creators: \(count) in \(time.short) s: "
          + run.details.map { "\($0.name) \($0.value.short)" }.joined(separator: ", "))
      return run
    }
  }

  /// Of a database.
  private struct Size {
    let rows: Double
    let bytes: Double

    static func read(_ pool: Pool) async throws -> Size {
      try await pool.execute("analyze")
      let row = try await pool.rows(
        """
        select (select coalesce(sum(greatest(c.reltuples, 0)), 0)::float8 from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'hookline' and c.relkind = 'r'),
          pg_database_size(current_database())::float8
        """, as: Double.self, Double.self)
      return Size(rows: row[0].0, bytes: row[0].1)
    }
  }
}
