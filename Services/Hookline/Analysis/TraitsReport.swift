import Audio
import Documents

/// The formulas of traits, as documentation.
struct TraitsReport {
  let formulas: [TraitFormula]

  func show(on console: Console) {
    if console.isJSON { return console.result(["traits": .array(formulas.map(Self.json))]) }
    for formula in formulas {
      console.result("\(formula.name): \(formula.meaning); \(formula.limit)")
      var table = Table(["", "WEIGHT", "MEASURE", "0 AT", "1 AT"])
      for term in formula.terms { table.add(Self.words(of: term).map { .init($0) }) }
      console.result(table)
      console.result("")
    }
  }

  private static func words(of term: TraitFormula.Term) -> [String] {
    ["", short(term.weight), term.measure.rawValue, short(term.none), short(term.full)]
  }

  private static func json(_ formula: TraitFormula) -> JSONValue {
    [
      "name": .string(formula.name), "meaning": .string(formula.meaning), "limit": .string(formula.limit),
      "terms": .array(
        formula.terms.map {
          [
            "measure": .string($0.measure.rawValue), "weight": .double($0.weight),
            "none": .double($0.none), "full": .double($0.full),
          ]
        }),
    ]
  }
}
