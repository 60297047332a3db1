extension Benchmark {
  /// Sound: how fast a recording is found among many.
  static let media = Benchmark(name: "media", comparisons: [lookupRow])
}
