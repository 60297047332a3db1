import Glibc
public import Models

/// Why a candidate has its score, in a form from which any language can be written.
public struct Explanation: Sendable, Equatable {
  /// One summand of the score.
  public struct Contribution: Sendable, Equatable {
    public let signal: Signal
    /// How far from the mean candidate, in standard deviations.
    public let standing: Double
    public let value: Double
    /// Whether the weight behind it is known to be on one side of 0.
    public let isSure: Bool
  }

  /// What was not known. Written as on the wire.
  public enum Gap: String, Sendable, Codable, CaseIterable {
    /// The creator has used nothing that is known.
    case uses
    /// Of the creator's videos.
    case taste
    case trackGenre = "track-genre"
    case trackMood = "track-mood"
    case trackTempo = "track-tempo"
    case trackEnergy = "track-energy"
  }

  /// In the order of the signals.
  public let contributions: [Contribution]
  public let intercept: Double
  /// The intercept and the contributions, added in their order.
  public let score: Double
  /// From what counts most for the track to what counts most against it, and what every track starts from last; they add
  /// up to the score.
  public let reasons: [Reason]
  /// Which of them to tell: up to three for the track and one against, of those that are sure.
  public let told: [Reason]
  public let generators: Generators
  /// How likely it is used, as far as the ranker knows.
  public let chance: Double
  /// From 0 to 1: how sure it is that it suits better than a mean candidate, less where little is known of the creator.
  public let confidence: Double
  public let gaps: [Gap]

  /// What speaks against the track; nil where nothing does.
  public var against: Reason? { told.last.flatMap { $0.contribution < 0 ? $0 : nil } }

  /// In English.
  public var sentences: [String] { told.sentences }
}

/// Explains the candidates of one creator.
public struct Explainer: Sendable {
  private let ranker: LearnedRanker
  private let taste: Taste
  private let writer: ReasonWriter
  /// How many videos or uses are known.
  private let known: Int

  public init(_ ranker: LearnedRanker, for taste: Taste, uses: Int) {
    self.ranker = ranker
    self.taste = taste
    writer = ReasonWriter(taste)
    known = max(uses, taste.videos)
    hasUses = uses > 0
  }

  private let hasUses: Bool

  /// `table` is standardised. `evidence` finds what the creator's own tracks say for this one: it is asked only for signals
  /// of use.
  public func explanation(
    of row: Int, in table: SignalTable, _ track: Candidate, velocity: Double = 0,
    evidence: (Signal) -> [String: Reason.Fact] = { _ in [:] }
  ) -> Explanation {
    let values = ranker.contributions(of: table.row(row))
    let contributions = Signal.allCases.map { signal in
      Explanation.Contribution(
        signal: signal, standing: table[row, signal], value: values[signal.place],
        isSure: ranker.isSure(of: signal))
    }
    let score = values.reduce(ranker.intercept, +)
    let written = contributions.filter { $0.value != 0 }.map { part in
      (
        Reason(
          part.signal.reason, contribution: part.value, facts: facts(part, track, velocity, evidence)),
        part.isSure
      )
    }
    let sorted = written.enumerated()
      .sorted { ($1.element.0.contribution, $0.offset) < ($0.element.0.contribution, $1.offset) }
      .map(\.element)
    let sureness = ranker.certainty(of: table.row(row))
    return Explanation(
      contributions: contributions, intercept: ranker.intercept, score: score,
      reasons: sorted.map(\.0) + [Reason(.base, contribution: ranker.intercept)],
      told: sorted.filter(\.1).map(\.0).told, generators: table.generators[row],
      chance: LearnedRanker.chance(score),
      confidence: sureness * ContentSignals.evidence(videos: known), gaps: gaps(track))
  }

  private func facts(
    _ part: Explanation.Contribution, _ track: Candidate, _ velocity: Double,
    _ evidence: (Signal) -> [String: Reason.Fact]
  ) -> [String: Reason.Fact] {
    switch part.signal {
    case .ease, .cease: evidence(part.signal)
    case .genre: writer.genreFacts(track, part.value)
    case .mood: writer.moodFacts(track, part.value)
    case .tempo: writer.tempoFacts(track)
    case .energy: writer.energyFacts(track)
    case .popularity: writer.popularityFacts(track)
    case .velocity: ["factor": .number(Self.factor(velocity))]
    case .irrelevant: ["name": .text(part.signal.rawValue), "standing": .number(part.standing)]
    }
  }

  /// Velocities are natural logarithms.
  private static func factor(_ velocity: Double) -> Double {
    velocity.isFinite ? exp(min(max(velocity, -7), 7)) : 1
  }

  private func gaps(_ track: Candidate) -> [Explanation.Gap] {
    var gaps: [Explanation.Gap] = []
    if !hasUses { gaps.append(.uses) }
    if taste.isEmpty { gaps.append(.taste) }
    if track.genreConfidence == 0 { gaps.append(.trackGenre) }
    if track.moodConfidence == 0 { gaps.append(.trackMood) }
    if track.tempo.confidence == 0 { gaps.append(.trackTempo) }
    if track.energy.confidence == 0 { gaps.append(.trackEnergy) }
    return gaps
  }
}
