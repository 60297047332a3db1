extension Benchmark {
  /// What is seen in videos and pictures.
  static let content = Benchmark(name: "content", questions: [.looks, .images])
}
