public import Factors

/// What the planted worlds have to show, each with its figure.
public struct PlantedBar: Sendable, Equatable {
  public let name: String
  /// In words, with the bound.
  public let claim: String
  public let figure: Double
  public let holds: Bool

  init(_ name: String, _ claim: String, _ figure: Double, _ holds: Bool) {
    (self.name, self.claim, self.figure, self.holds) = (name, claim, figure, holds)
  }
}

/// What is no matter of ranking, and asked apart from the worlds of creators.
public struct PlantedAside: Sendable {
  public var bursts: PlantedBursts.Result
  public var licence: LicenceTrial.Result

  public init(bursts: PlantedBursts.Result, licence: LicenceTrial.Result) {
    (self.bursts, self.licence) = (bursts, licence)
  }

  var bars: [PlantedBar] {
    [
      PlantedBar(
        "burst", "at least 95 % of planted bursts are found within 2 days", bursts.foundShare,
        bursts.bursts > 0 && bursts.foundShare >= 0.95),
      PlantedBar(
        "false alarms", "at most 1 in 1,000 days of tracks on which nothing bursts",
        bursts.falseAlarmsPerThousand, bursts.quietDays > 0 && bursts.falseAlarmsPerThousand <= 1),
      PlantedBar(
        "licence", "no list of \(licence.requests) requests has a track without a right to it",
        Double(licence.unlicensed), licence.requests > 0 && licence.unlicensed == 0),
    ]
  }
}

/// Several worlds together: means over all their creators, and the bars.
public struct PlantedSummary: Sendable {
  /// A way of ranking, with intervals of 95 % over creators.
  public struct Row: Sendable {
    public let name: String
    public let ndcg: Interval
    /// To the row that it is compared with, of the same creators.
    public let difference: Interval
    /// The mean of each world.
    public let worlds: [Double]
  }

  public let studies: [PlantedStudy]
  public let warm: [Row]
  /// Compared with popularity; the warm ones are, too.
  public let cold: [Row]
  /// Compared with the whole ranker.
  public let ablation: [Row]
  public let doubling: Interval
  public let shuffled: Interval
  public let featureless: Interval
  /// Of shuffled to featureless.
  public let leak: Interval
  public let aside: PlantedAside

  public static let draws = 2_000

  public init(_ studies: [PlantedStudy], _ aside: PlantedAside, seed: UInt64, threads: Int) {
    (self.studies, self.aside) = (studies, aside)
    let bootstrap = Bootstrap(draws: Self.draws, seed: seed, threads: threads)
    warm = Self.rows(studies.map(\.warm), to: "popularity", bootstrap)
    cold = Self.rows(studies.map(\.cold), to: "popularity", bootstrap)
    let ranker = studies.map { study in study.warm.filter { $0.name == "ranker" } }
    let parts = zip(ranker, studies).map { $0 + $1.ablation }
    ablation = Array(Self.rows(parts, to: "ranker", bootstrap).dropFirst())
    doubling = bootstrap.intervals([studies.flatMap(\.doubling.moves)])[0]
    let probes = Self.rows(
      studies.map { [$0.probe.featureless, $0.probe.shuffled] }, to: "without features", bootstrap)
    (featureless, shuffled, leak) = (probes[0].ndcg, probes[1].ndcg, probes[1].difference)
  }

  /// The same lines of all worlds, one creator after the other.
  private static func rows(
    _ lines: [[PlantedStudy.Line]], to base: String, _ bootstrap: Bootstrap
  ) -> [Row] {
    let names = lines.first?.map(\.name) ?? []
    let values = names.indices.map { place in lines.flatMap { $0[place].ndcg } }
    let compared = names.firstIndex(of: base).map { values[$0] } ?? []
    let differences = values.map { row in zip(row, compared).map { $0 - $1 } }
    let intervals = bootstrap.intervals(values + differences)
    return names.indices.map { place in
      Row(
        name: names[place], ndcg: intervals[place], difference: intervals[names.count + place],
        worlds: lines.map { $0[place].mean })
    }
  }

  public func row(_ name: String, of rows: [Row]) -> Row? { rows.first { $0.name == name } }

  /// A row's NDCG as a part of the best possible one.
  public func ofOracle(_ name: String, _ rows: [Row]) -> Double {
    guard let own = row(name, of: rows), let oracle = row("oracle", of: rows), oracle.ndcg.mean > 0 else {
      return 0
    }
    return own.ndcg.mean / oracle.ndcg.mean
  }

  private func share(_ count: KeyPath<PlantedStudy.Fidelity, PlantedStudy.Count>) -> Double {
    let counts = studies.map { $0.explanations[keyPath: count] }
    return Double(counts.reduce(0) { $0 + $1.hits }) / Double(max(1, counts.reduce(0) { $0 + $1.cases }))
  }

  public var bars: [PlantedBar] { quality + fidelity + aside.bars }

  private var quality: [PlantedBar] {
    let part = ofOracle("ranker", warm)
    let gain = row("ranker", of: cold)?.difference ?? Interval.nothing
    let most = studies.map { abs($0.ranker.weight(of: .irrelevant)) }.max() ?? 0
    return [
      PlantedBar("oracle", "the ranker has at least 60 % of the oracle's NDCG@10", part, part >= 0.6),
      PlantedBar(
        "cold", "creators with videos only: better lists than popularity, with the whole interval",
        gain.mean, gain.low > 0),
      PlantedBar("irrelevant weight", "the irrelevant signal weighs less than 0.15", most, most < 0.15),
      PlantedBar(
        "doubling", "tracks move up when their genre is liked twice as much, with the whole interval",
        doubling.mean, doubling.low > 0),
      PlantedBar(
        "leak", "with shuffled features no better than without, within 0.01", leak.mean,
        abs(leak.mean) <= 0.01),
    ]
  }

  private var fidelity: [PlantedBar] {
    let residual = studies.map(\.explanations.residual).max() ?? 0
    let (irrelevant, top) = (share(\.irrelevant), share(\.topGenre))
    let (first, other) = (share(\.first), share(\.other))
    return [
      PlantedBar(
        "irrelevant reason", "the irrelevant signal is told in at most 2 % of explanations", irrelevant,
        irrelevant <= 0.02),
      PlantedBar(
        "top genre",
        "the planted top genre is told in at least 90 % of the explanations for creators of one", top,
        top >= 0.9),
      PlantedBar("sum", "the parts add up to the score within 1e-9", residual, residual <= 1e-9),
      PlantedBar(
        "removal",
        "the rank falls more often without the first reason than without another: by this share",
        first - other, first > other),
    ]
  }
}

extension Interval {
  fileprivate static var nothing: Interval { Bootstrap(draws: 1).intervals([[]])[0] }
}
