import Factors
import Models

/// Why nothing is learnt, for people.
public struct TrainingRefusal: Error, Equatable, CustomStringConvertible {
  public let description: String

  public init(description: String) { self.description = description }

  /// What cannot be computed or is too large stays so: it is not worth another try.
  init(_ error: FactorsError) { description = error.message }
}

/// Learns which tracks keep company, and judges it by what it foretells.
///
/// The linear model where there is memory for it, and factors beyond its size. What is judged learns from the first part of
/// what each creator used and foretells the rest; what is kept learns from all. The same uses and the same seed make the
/// same bytes for any number of threads.
public struct Training: Sendable {
  public struct Settings: Sendable, Equatable {
    /// Bytes that may be held.
    public var memoryLimit = 2 << 30
    public var threads = 1
    public var seed: UInt64 = 1
    /// How many companions of each track are kept.
    public var companions = 100
    /// By how many creators a track has to be used to be learnt from.
    public var leastAuthors = 2

    public init() {}
  }

  /// How one way of ranking foretells what creators used next.
  public struct Score: Sendable, Equatable, Codable {
    public var name: String
    /// Of the first ten, in the mean, with the bounds of 95 % of the bootstrap draws.
    public var ndcg: Double
    public var low: Double
    public var high: Double
    /// Of the first twenty.
    public var recall: Double?
  }

  /// The means of what lists of the same creators are worth, with the bounds of the same draws of creators.
  public static func scores(_ values: [(name: String, ndcg: [Double])], seed: UInt64) -> [Score] {
    zip(values, Bootstrap(seed: seed).intervals(values.map(\.ndcg))).map { value, interval in
      Score(name: value.name, ndcg: interval.mean, low: interval.low, high: interval.high)
    }
  }

  /// What was learnt.
  public struct Learnt: Sendable {
    public let model: CompanyModel
    /// What it was set to.
    public let parameters: [String: Double]
    /// The model first, then what it has to beat. Empty where no creator has used enough to be judged by.
    public let scores: [Score]
    public let judged: Int
    public let authors: Int
    public let uses: Int

    /// Whether it foretells at least as well as popularity: one that does not is not to be used.
    public var isWorthUsing: Bool {
      guard let model = scores.first(where: { $0.name == self.model.kind }),
        let popularity = scores.first(where: { $0.name == Contender.popularity.name })
      else { return true }
      return model.ndcg >= popularity.ndcg
    }
  }

  /// With fewer there is nothing to learn.
  public static let leastAuthors = 5
  public static let leastTracks = 10
  private static let penalties = [20.0, 60, 150, 400]
  private static let usualPenalty = 150.0
  /// Above so many pairs of a creator and a track the penalty is not chosen but the usual one: it would take too long.
  private static let choiceLimit = 20_000_000

  public let settings: Settings

  public init(_ settings: Settings = Settings()) { self.settings = settings }

  /// Takes long: not for a thread that others wait for. Tells `report` how far it is, which may throw to give up.
  public func learn(
    _ taken: [TrackTaken], report: (_ share: Double, _ what: String) throws -> Void = { _, _ in }
  ) throws -> Learnt {
    do { return try learnt(taken, report) } catch let error as FactorsError { throw TrainingRefusal(error) }
  }

  private func learnt(
    _ taken: [TrackTaken], _ report: (_ share: Double, _ what: String) throws -> Void
  ) throws -> Learnt {
    let lesson = try lesson(taken)
    try report(0, "choosing")
    let contender = try contender(for: lesson)
    try report(0.3, "judging")
    let scores = try judge(contender, lesson)
    try report(0.6, "learning")
    let model = try model(contender, lesson)
    try report(1, "done")
    return Learnt(
      model: model,
      parameters: Dictionary(uniqueKeysWithValues: contender.parameters.map { ($0.name, $0.value) }),
      scores: scores.scores, judged: scores.judged, authors: lesson.authors.count,
      uses: lesson.uses.count)
  }

  /// The same without judging it.
  public func model(of taken: [TrackTaken]) throws -> CompanyModel {
    let lesson = try lesson(taken)
    do {
      return try model(try contender(for: lesson), lesson)
    } catch let error as FactorsError { throw TrainingRefusal(error) }
  }

  private func lesson(_ taken: [TrackTaken]) throws(TrainingRefusal) -> Lesson {
    let lesson = Lesson(taken, leastAuthors: settings.leastAuthors)
    let (authors, tracks) = (lesson.authors.count, lesson.tracks.count)
    guard authors >= Self.leastAuthors, tracks >= Self.leastTracks else {
      throw TrainingRefusal(
        description: "there is too little to learn from: \(authors) creators share \(tracks) tracks, "
          + "and at least \(Self.leastAuthors) and \(Self.leastTracks) are needed")
    }
    return lesson
  }

  // MARK: Which model

  private func contender(for lesson: Lesson) throws(FactorsError) -> Contender {
    let (users, items) = (lesson.authors.count, lesson.tracks.count)
    let form = EASE.smallerForm(userCount: users, itemCount: items)
    let table = Interactions.bytesNeeded(lesson.uses.count, userCount: users, itemCount: items)
    guard table + EASE.bytesNeeded(userCount: users, itemCount: items, form: form) <= settings.memoryLimit
    else {
      return .als(
        ALSSettings(seed: settings.seed, memoryLimit: settings.memoryLimit, threads: settings.threads))
    }
    guard users * items <= Self.choiceLimit else { return .ease(penalty: Self.usualPenalty) }
    return .ease(penalty: try penalty(for: lesson))
  }

  /// By what is foretold of the last part of what is learnt from later: what judges has no say in it.
  private func penalty(for lesson: Lesson) throws(FactorsError) -> Double {
    let split = TimeSplit(lesson.uses, userCount: lesson.authors.count)
    let inner = TimeSplit(split.training, userCount: lesson.authors.count)
    let trial = try Trial(
      inner, itemCount: lesson.tracks.count, threads: settings.threads, memoryLimit: settings.memoryLimit)
    guard !trial.judged.isEmpty else { return Self.usualPenalty }
    var best = (penalty: Self.usualPenalty, ndcg: -1.0)
    for penalty in Self.penalties {
      guard let ndcg = try? trial.result(of: .ease(penalty: penalty)).ndcg, ndcg > best.ndcg else { continue }
      best = (penalty, ndcg)
    }
    return best.penalty
  }

  private func judge(_ contender: Contender, _ lesson: Lesson) throws -> (scores: [Score], judged: Int) {
    let split = TimeSplit(lesson.uses, userCount: lesson.authors.count)
    let trial = try Trial(
      split, itemCount: lesson.tracks.count, threads: settings.threads, memoryLimit: settings.memoryLimit)
    guard !trial.judged.isEmpty else { return ([], 0) }
    let results = try [contender, .popularity].map { try trial.result(of: $0) }
    let intervals = Bootstrap(seed: settings.seed, threads: settings.threads).intervals(
      results.map { $0.short.map(\.ndcg) })
    let scores = zip(results, intervals).map { result, interval in
      Score(
        name: result.contender.name, ndcg: interval.mean, low: interval.low, high: interval.high,
        recall: result.long.reduce(0) { $0 + $1.recall } / Double(result.long.count))
    }
    return (scores, trial.judged.count)
  }

  private func model(_ contender: Contender, _ lesson: Lesson) throws -> CompanyModel {
    let interactions = try lesson.interactions(memoryLimit: settings.memoryLimit)
    if case .als(let als) = contender {
      return try CompanyModel(lesson.tracks, .factors(try ALS(items: try ALS(interactions, als).items, als)))
    }
    guard case .ease(let penalty) = contender else { preconditionFailure("only these are chosen") }
    let ease = try EASE(
      interactions,
      .init(penalty: penalty, memoryLimit: settings.memoryLimit, threads: settings.threads))
    return try CompanyModel(lesson.tracks, .companions(try Companions(ease, count: settings.companions)))
  }
}
