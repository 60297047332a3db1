extension Benchmark {
  /// Postgres: how fast rows go in and out, and what a process that is connected costs.
  static let storage = Benchmark(
    name: "storage",
    comparisons: [copyRow, upsertRow, selectRow, memoryRow, idleRow, startRow])
}
