import Factors
import FoundationEssentials

extension Commands {
  private static let interactions = Option(
    "interactions", value: "FILE", help: "ratings: userId, movieId, rating and timestamp (needed)")
  private static let items = Option(
    "items", value: "FILE", help: "the catalogue, by its column movieId (default: what was rated)")
  private static let seed = Option("seed", value: "N", help: "of what is drawn at random (default 1)")
  private static let threads = Option(
    "threads", value: "N", help: "that compute (default: one a processor); the result is the same")

  static let evaluateRanking = Command(
    name: "evaluate ranking",
    summary: "compares models of taste by what they foretell, on a file of ratings",
    examples: [
      .init(line: "evaluate ranking --interactions r.csv", meaning: "a table"),
      .init(
        line: "evaluate ranking --interactions r.csv --items movies.csv --json", meaning: "for programs"
      ),
    ],
    options: [interactions, items, seed, threads],
    notes: [
      "Ratings of 4 and above are likes. The last 20 % of each user's likes by time, rounded up,",
      "are set aside; likes of one time stay in the order of the file. Users with fewer than five",
      "are only learnt from. Each model ranks the whole catalogue without what it learnt that a",
      "user likes. The penalties of EASE and iALS, and the weight of the unobserved, are chosen by",
      "the same split of the training part. Intervals are of 2,000 bootstrap draws of users.",
    ]
  ) { invocation, context in
    guard let path = invocation[interactions] else {
      throw Misuse("evaluate ranking needs --interactions FILE", "evaluate ranking")
    }
    let seed = try invocation.number(seed, in: 0...1_000_000_000) ?? 1
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let threads = try invocation.number(threads, in: 1...256) ?? cores
    let report = try await rankingReport(
      path, items: invocation[items], seed: UInt64(seed), threads: threads, context.console)
    report.show(on: context.console)
    return .done
  }

  /// Away from the threads that others wait for.
  @concurrent
  private static func rankingReport(
    _ path: String, items: String?, seed: UInt64, threads: Int, _ console: Console
  ) async throws -> RankingReport {
    let progress = ProgressBar(console)
    defer { progress.clear() }
    let file = try InteractionsFile(path, items: items) { progress.show($0, "reading \(path)") }
    let evaluation = try RankingEvaluation(file, seed: seed, threads: threads) { share, what in
      progress.show(share, what)
    }
    return RankingReport(evaluation)
  }
}
