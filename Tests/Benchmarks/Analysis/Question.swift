/// What is asked of the analysis of sound: it comes to several findings, each with a target of its own.
struct Question: Measurable {
  let name: String
  /// What is asked and how it is answered, for the list.
  let help: String
  var needsDatabase = false
  let answer: @Sendable (Bench) async throws -> [Finding]

  var listing: [String] { [name, "", "", help] }

  func lines(_ bench: Bench) async throws -> [any ReportLine] { try await answer(bench) }
}

extension Benchmark {
  /// What is heard in music, beside what librosa, Essentia and aubio hear in the same files.
  static let analysis = Benchmark(
    name: "analysis",
    questions: [.tempo, .beats, .key, .loudness, .hook, .kinds, .genres, .speed, .determinism])
}
