extension Benchmark {
  /// What is seen in videos and pictures, and learned of their creators.
  static let content = Benchmark(
    name: "content", questions: [.shots, .cutTempo, .looks, .images, .works])
}
