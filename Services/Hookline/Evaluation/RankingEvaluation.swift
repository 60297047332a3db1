import Factors

/// Compares ways of ranking on what users liked, by the protocol that the help of the command tells.
struct RankingEvaluation {
  /// One of them, or why it could not take part.
  struct Row {
    let contender: Contender
    let outcome: Result<Trial.Result, FactorsError>
  }

  static let penalties = [50.0, 100, 150, 250, 400, 700]
  static let unobserved = [0.1, 0.3, 1]
  static let alsPenalties = [0.001, 0.003, 0.01]

  let file: InteractionsFile
  let seed: UInt64
  let threads: Int
  private(set) var judgedCount = 0
  private(set) var trainingCount = 0
  private(set) var rows: [Row] = []

  /// Takes long; tells `advance` how far it is.
  init(
    _ file: InteractionsFile, seed: UInt64, threads: Int, advance: (_ share: Double, _ what: String) -> Void
  ) throws {
    (self.file, self.seed, self.threads) = (file, seed, threads)
    let split = TimeSplit(file.uses, userCount: file.userCount)
    let slice = TimeSplit(split.training, userCount: file.userCount)
    let trial = try Trial(split, itemCount: file.itemCount, threads: threads)
    let validation = try Trial(slice, itemCount: file.itemCount, threads: threads)
    guard !trial.judged.isEmpty, !validation.judged.isEmpty else {
      throw CommandFailure("no user has liked enough to be judged: five things, and four of them before")
    }
    (judgedCount, trainingCount) = (trial.judged.count, trial.interactions.count)
    let searches = [
      Self.penalties.map { Contender.ease(penalty: $0) },
      Self.unobserved.flatMap { unobserved in
        Self.alsPenalties.map {
          Contender.als(.init(penalty: $0, unobserved: unobserved, seed: seed))
        }
      },
    ]
    let total = Double(searches.reduce(5) { $0 + $1.count })
    var done = 0.0
    func step(_ what: String) {
      advance(done / total, what)
      done += 1
    }
    var contenders: [Contender] = []
    for search in searches {
      contenders.append(try Self.best(of: search, validation) { step("choosing the settings of \($0)") })
    }
    contenders += [.neighbours(count: 50), .popularity, .random(seed: seed)]
    for contender in contenders {
      step("judging \(contender.name)")
      rows.append(Row(contender: contender, outcome: try Self.outcome { try trial.result(of: contender) }))
    }
  }

  /// The one with the best NDCG; the first of those that are too large where all are.
  private static func best(
    of contenders: [Contender], _ trial: Trial, _ step: (String) -> Void
  ) throws -> Contender {
    var best: (contender: Contender, ndcg: Double)?
    for contender in contenders {
      step(contender.name)
      guard case .success(let result) = try outcome({ try trial.result(of: contender) }) else {
        return contender
      }
      if result.ndcg > best?.ndcg ?? -1 { best = (contender, result.ndcg) }
    }
    return best?.contender ?? contenders[0]
  }

  /// What is too large is left out with its reason; everything else ends the comparison.
  private static func outcome(
    _ body: () throws -> Trial.Result
  ) throws -> Result<Trial.Result, FactorsError> {
    do {
      return .success(try body())
    } catch let error as FactorsError where error.code == .tooLarge {
      return .failure(error)
    }
  }
}
