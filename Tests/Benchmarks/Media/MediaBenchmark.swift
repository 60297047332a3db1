extension Benchmark {
  /// What reading media costs, and how fast a recording is found among many.
  static let media = Benchmark(name: "media", comparisons: decodeRows + [streamingRow, lookupRow])
}
