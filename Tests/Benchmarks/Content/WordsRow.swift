import TestCaptions

extension Question {
  static let words = Question(
    name: "words",
    help:
      "genre and mood of captions in ten languages, as a reader found them: 200 never tuned with, 400 that were"
  ) { bench in
    try rows("held", .held, bench) + rows("tuned", .judged, bench)
  }

  private static func rows(
    _ title: String, _ collection: JudgedCaption.Collection, _ bench: Bench
  ) throws -> [Finding] {
    let captions = try JudgedCaption.all(collection)
    let score = CaptionScore(captions)
    let languages = Set(captions.map(\.language)).sorted().map { language in
      (name: language, score: CaptionScore(captions.filter { $0.language == language }))
    }
    func finding(
      _ name: String, _ least: Double, _ share: (CaptionScore) -> CaptionScore.Share
    ) -> Finding {
      Finding(
        name: "words/\(title)/\(name)", unit: "share", ours: share(score).value, target: .atLeast(least),
        count: share(score).count, seed: bench.scale.seed,
        details: languages.map { (name: $0.name, value: share($0.score).value) })
    }
    return [
      finding("genre", 0.85, \.genre), finding("mood-sign", 0.85, \.mood),
      finding("no-genre", 0.9, \.noGenre), finding("no-mood", 0.9, \.noMood),
      finding("nothing", 0.9, \.nothing),
    ]
  }
}
