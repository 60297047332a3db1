extension Benchmark {
  /// What is seen in videos and pictures, read in their words, and learned of their creators.
  static let content = Benchmark(
    name: "content", questions: [.shots, .cutTempo, .looks, .images, .words, .works, .search, .frames])
}
