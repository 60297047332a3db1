extension Benchmark {
  /// What the API costs: reading what is stored, being told that nothing has changed, and waiting for events.
  static let http = Benchmark(
    name: "http", rows: [StoredRows(), Benchmark.notModified, Benchmark.idleStreams])
}
