import Documents
import Factors
import Recommending

extension PlantedReport {
  var document: JSONValue {
    let constants = worldConstants
    return [
      "worlds": .array(summary.studies.indices.map(world)), "constants": constants,
      "models": .array(summary.warm.map { line($0, in: summary.warm) }),
      "cold": .array(summary.cold.map { line($0, in: summary.cold) }),
      "ablation": .array(
        summary.ablation.map {
          ["without": .string($0.name), "ndcg10": JSONValue($0.ndcg), "toRanker": JSONValue($0.difference)]
        }),
      "probe": [
        "shuffled": JSONValue(summary.shuffled), "featureless": JSONValue(summary.featureless),
        "difference": JSONValue(summary.leak),
      ],
      "doubling": JSONValue(summary.doubling), "draws": .int(PlantedSummary.draws),
      "bursts": [
        "planted": .int(summary.aside.bursts.bursts), "found": .int(summary.aside.bursts.found),
        "quietDays": .int(summary.aside.bursts.quietDays),
        "falseAlarms": .int(summary.aside.bursts.falseAlarms),
      ],
      "licence": [
        "requests": .int(summary.aside.licence.requests), "listed": .int(summary.aside.licence.listed),
        "refused": .int(summary.aside.licence.refused),
        "unlicensed": .int(summary.aside.licence.unlicensed),
        "incomplete": .int(summary.aside.licence.incomplete),
      ],
      "bars": .array(summary.bars.map(Self.document)),
    ]
  }

  private var worldConstants: JSONValue {
    guard let constants = worlds.first?.truth.constants else { return .null }
    return .object(
      PlantedFiles.weights.map { weight in (weight.name, .double(constants[keyPath: weight.path])) })
  }

  private func line(_ row: PlantedSummary.Row, in rows: [PlantedSummary.Row]) -> JSONValue {
    [
      "name": .string(row.name), "ndcg10": JSONValue(row.ndcg),
      "ofOracle": .double(summary.ofOracle(row.name, rows)), "toPopularity": JSONValue(row.difference),
      "byWorld": .array(row.worlds.map { .double($0) }),
    ]
  }

  private static func document(_ bar: PlantedBar) -> JSONValue {
    [
      "name": .string(bar.name), "claim": .string(bar.claim),
      "figure": .double(bar.figure), "holds": .bool(bar.holds),
    ]
  }

  private func world(_ place: Int) -> JSONValue {
    let (study, world) = (summary.studies[place], worlds[place])
    return [
      "seed": .int(Int(clamping: study.seed)), "creators": .int(world.creatorCount),
      "judgedCreators": .int(world.warm.count), "coldCreators": .int(world.cold.count),
      "tracks": .int(world.items.count),
      "settings": [
        "easePenalty": .double(study.penalty), "ceasePenalty": .double(study.sidePenalty),
        "ceaseSideWeight": .double(study.sideWeight),
      ],
      "ndcg10": .object(study.warm.map { ($0.name, .double($0.mean)) }),
      "ndcg10Cold": .object(study.cold.map { ($0.name, .double($0.mean)) }),
      "intercept": .double(study.ranker.intercept),
      "weights": .object(
        Signal.allCases.map { signal in
          let weight: JSONValue = [
            "weight": .double(study.ranker.weight(of: signal)),
            "doubt": .double(study.ranker.doubt(of: signal)),
          ]
          return (signal.rawValue, weight)
        }),
      "candidateRecall": .object(
        study.recall.map { ($0.generator?.rawValue ?? "all", .double($0.share)) }),
      "explanations": Self.document(study.explanations), "lists": Self.document(study.lists),
    ]
  }

  private static func document(_ fidelity: PlantedStudy.Fidelity) -> JSONValue {
    func share(_ count: PlantedStudy.Count) -> JSONValue {
      ["share": .double(count.share), "cases": .int(count.cases)]
    }
    return [
      "lists": .int(fidelity.lists), "greatestResidual": .double(fidelity.residual),
      "irrelevantTold": share(fidelity.irrelevant), "topGenreTold": share(fidelity.topGenre),
      "fallsWithoutFirst": share(fidelity.first), "fallsWithoutOther": share(fidelity.other),
    ]
  }

  private static func document(_ lists: PlantedStudy.Lists) -> JSONValue {
    [
      "ranked": [
        "coverage": .double(lists.rankedSpread.coverage), "gini": .double(lists.rankedSpread.gini),
        "divergence": .double(lists.rankedDivergence),
      ],
      "shown": [
        "coverage": .double(lists.shownSpread.coverage), "gini": .double(lists.shownSpread.gini),
        "divergence": .double(lists.shownDivergence), "mostOfOneArtist": .int(lists.mostOfOneArtist),
        "explored": .int(lists.explored), "leastPropensity": .double(lists.leastPropensity),
      ],
    ]
  }
}
