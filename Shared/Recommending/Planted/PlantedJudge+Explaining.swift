import Factors
import Models

extension PlantedJudge {
  /// Creators of one genre.
  static let concentrated = 0.6

  /// Explains every list, and looks whether that is true.
  func explain(with ranker: LearnedRanker, into fidelity: inout PlantedStudy.Fidelity) throws {
    for (place, creator) in creators.enumerated() {
      let table = tables[place]
      let scores = ranker.scores(of: table)
      let taste = models.tastes[creator]
      let history = models.histories[creator]
      let explainer = Explainer(ranker, for: taste, uses: history.count)
      let top = world.truth.creators[creator].top
      var random = Draws(PlantedWorld.random(learning.seed, PlantedWorld.Stream.removal, creator))
      for row in ranker.order(of: table).prefix(PlantedStudy.length) {
        let track = table.tracks[row]
        let cause = try causes(of: track, history)
        let explanation = explainer.explanation(
          of: row, in: table, models.catalogue.candidates[Int(track)],
          velocity: models.catalogue.velocities[Int(track)]
        ) { cause[$0] ?? [:] }
        let sum = explanation.reasons.reduce(0) { $0 + $1.contribution }
        fidelity.residual = max(
          fidelity.residual, abs(sum - scores[row]), abs(explanation.score - scores[row]))
        fidelity.irrelevant.add(explanation.told.contains { $0.kind == .trait })
        if top.share > Self.concentrated {
          fidelity.topGenre.add(explanation.told.contains { Self.names(top.genre, in: $0) })
        }
        remove(explanation, from: scores, row, &random, &fidelity)
      }
      fidelity.lists += 1
    }
  }

  /// What speaks for a track names its genre, what speaks against it that of the creator as well.
  private static func names(_ genre: Genre, in reason: Reason) -> Bool {
    guard reason.kind == .genre else { return false }
    let name = Reason.Fact.text(genre.rawValue)
    return reason.facts["genre"] == name || (reason.contribution < 0 && reason.facts["mostly"] == name)
  }

  /// The track of the history that says most for this one.
  private func causes(of track: Int32, _ history: [Int32]) throws -> [Signal: [String: Reason.Fact]] {
    guard !history.isEmpty else { return [:] }
    let weighted = history.map { Weighted($0) }
    var causes: [Signal: [String: Reason.Fact]] = [:]
    for (signal, model) in [(Signal.ease, models.ease), (.cease, models.cease)] {
      let explanation = try model.explanation(of: track, for: weighted)
      guard let first = explanation.contributions.first, first.value > 0 else { continue }
      causes[signal] = [
        "because": .text(PlantedCatalogue.title(Int(first.item))), "says": .number(first.value),
        "score": .number(explanation.score),
      ]
    }
    return causes
  }

  /// Takes the first reason away, and any other one: as if the track were like the mean candidate there.
  private func remove(
    _ explanation: Explanation, from scores: [Double], _ row: Int, _ random: inout Draws,
    _ fidelity: inout PlantedStudy.Fidelity
  ) {
    let parts = explanation.contributions.filter { $0.value != 0 }
    guard let named = explanation.told.first, named.contribution > 0,
      let first = parts.first(where: { $0.signal.reason == named.kind })
    else { return }
    let others = parts.filter { $0.signal != first.signal }
    guard !others.isEmpty else { return }
    let other = others[Int(random.uniform() * Double(others.count))]
    let ahead = scores.count { $0 > scores[row] }
    for (part, isFirst) in [(first, true), (other, false)] {
      let left = scores[row] - part.value
      // The track itself is not among those that are ahead.
      let now = scores.indices.count { $0 != row && scores[$0] > left }
      if isFirst { fidelity.first.add(now > ahead) } else { fidelity.other.add(now > ahead) }
    }
  }
}
