import Documents
import Factors

/// What a comparison of ways of ranking came to, for people and for programs.
struct RankingReport {
  /// One way, with intervals of 95 % over users.
  private struct Line {
    let contender: Contender
    let result: Trial.Result
    let ndcg: Interval
    /// To popularity, of the same users.
    let difference: Interval
  }

  static let draws = 2_000
  private let evaluation: RankingEvaluation
  private let lines: [Line]
  private let skipped: [(contender: Contender, reason: String)]

  init(_ evaluation: RankingEvaluation) {
    self.evaluation = evaluation
    var results: [(contender: Contender, result: Trial.Result)] = []
    var skipped: [(contender: Contender, reason: String)] = []
    for row in evaluation.rows {
      switch row.outcome {
      case .success(let result): results.append((row.contender, result))
      case .failure(let error): skipped.append((row.contender, error.message))
      }
    }
    let values = results.map { $0.result.short.map(\.ndcg) }
    let base = results.firstIndex { $0.contender == .popularity }.map { values[$0] } ?? []
    let differences = values.map { row in zip(row, base).map { $0 - $1 } }
    let bootstrap = Bootstrap(draws: Self.draws, seed: evaluation.seed, threads: evaluation.threads)
    let intervals = bootstrap.intervals(values + differences)
    lines = results.indices.map { place in
      Line(
        contender: results[place].contender, result: results[place].result, ndcg: intervals[place],
        difference: intervals[results.count + place])
    }
    self.skipped = skipped
  }

  func show(on console: Console) {
    guard !console.isJSON else { return console.result(document) }
    var table = Table(
      ["model", "NDCG@10", "95 %", "to popularity", "95 %", "recall@20", "MRR@10", "coverage", "settings"],
      numeric: [1, 3, 5, 6, 7])
    for line in lines {
      table.add([
        "\(line.contender.name)", "\(Figure.shown(line.ndcg.mean))", "\(Figure.range(line.ndcg))",
        "\(Figure.signed(line.difference.mean))", "\(Figure.range(line.difference))",
        "\(Figure.shown(Self.mean(line.result.long.map(\.recall))))",
        "\(Figure.shown(Self.mean(line.result.short.map(\.reciprocalRank))))",
        "\(Figure.shown(line.result.spread.coverage))", "\(Self.settings(line.contender))",
      ])
    }
    console.result(table)
    let file = evaluation.file
    console.result(
      "\(evaluation.judgedCount) of \(file.userCount) users judged, each on the last fifth of what they liked; "
        + "\(file.itemCount) items ranked, \(evaluation.trainingCount) likes to learn from.")
    for one in skipped { console.warn("\(one.contender.name) was left out: \(one.reason)") }
  }

  private var document: JSONValue {
    [
      "users": .int(evaluation.file.userCount), "judgedUsers": .int(evaluation.judgedCount),
      "items": .int(evaluation.file.itemCount), "ratings": .int(evaluation.file.ratingCount),
      "likes": .int(evaluation.file.uses.count), "trainingLikes": .int(evaluation.trainingCount),
      "likedFrom": .double(InteractionsFile.liked), "seed": .int(Int(evaluation.seed)),
      "draws": .int(Self.draws),
      "searched": [
        "ease": ["penalty": .array(RankingEvaluation.penalties.map { .double($0) })],
        "ials": [
          "unobserved": .array(RankingEvaluation.unobserved.map { .double($0) }),
          "penalty": .array(RankingEvaluation.alsPenalties.map { .double($0) }),
        ],
      ],
      "models": .array(lines.map(Self.document)),
      "skipped": .array(skipped.map { ["name": .string($0.contender.name), "reason": .string($0.reason)] }),
    ]
  }

  private static func document(_ line: Line) -> JSONValue {
    [
      "name": .string(line.contender.name),
      "settings": .object(line.contender.parameters.map { ($0.name, .double($0.value)) }),
      "ndcg10": JSONValue(line.ndcg), "toPopularity": JSONValue(line.difference),
      "recall20": .double(mean(line.result.long.map(\.recall))),
      "mrr10": .double(mean(line.result.short.map(\.reciprocalRank))),
      "map10": .double(mean(line.result.short.map(\.averagePrecision))),
      "coverage10": .double(line.result.spread.coverage), "gini10": .double(line.result.spread.gini),
    ]
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }

  private static func settings(_ contender: Contender) -> String {
    let shown = contender.parameters.filter { $0.name != "seed" }
    return shown.map { "\($0.name) \($0.value == $0.value.rounded() ? "\(Int($0.value))" : "\($0.value)")" }
      .joined(separator: ", ")
  }
}
