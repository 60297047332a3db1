import Documents
import Factors
import Recommending

/// What planted worlds showed of the learned ranker, for people and for programs.
struct PlantedReport {
  let summary: PlantedSummary
  let worlds: [PlantedWorld]
  private let folder: String?

  init(_ summary: PlantedSummary, _ worlds: [PlantedWorld], folder: String?) {
    (self.summary, self.worlds, self.folder) = (summary, worlds, folder)
  }

  /// A creator's utility of a track, with the constants of worlds that are made here.
  static let formula: [String] = {
    let constants = PlantedConstants()
    func shown(_ path: KeyPath<PlantedConstants, Double>) -> String { "\(constants[keyPath: path])" }
    return [
      "  \(shown(\.popularityWeight)) appeal + \(shown(\.genreWeight)) genre + \(shown(\.moodWeight)) mood"
        + " + \(shown(\.tempoWeight)) exp(-(octaves / \(shown(\.tempoWidth)))^2 / 2)",
      "  - \(shown(\.energyWeight)) |energies apart| + \(shown(\.latentWeight)) <hidden, hidden> / 2"
        + " + \(shown(\.velocityWeight)) velocity",
    ]
  }()

  func show(on console: Console) {
    guard !console.isJSON else { return console.result(document) }
    console.result(qualityTable(summary.warm))
    console.result("\nCreators who have videos only:")
    console.result(qualityTable(summary.cold))
    console.result("\nWithout a part of it, learned anew:")
    console.result(ablationTable)
    console.result("")
    console.result(weightTable)
    console.result("")
    console.result(barTable)
    let creators = worlds.reduce(0) { $0 + $1.warm.count }
    console.result(
      "\n\(worlds.count) \(worlds.count == 1 ? "world" : "worlds"), \(creators) creators judged."
        + (folder.map { " Files: \($0)" } ?? ""))
  }

  private func qualityTable(_ rows: [PlantedSummary.Row]) -> Table {
    var table = Table(
      ["lists of", "NDCG@10", "95 %", "of oracle", "to popularity", "95 %"], numeric: [1, 3, 4])
    for row in rows {
      table.add([
        "\(row.name)", "\(Figure.shown(row.ndcg.mean))", "\(Figure.range(row.ndcg))",
        "\(Words.percent(summary.ofOracle(row.name, rows)))", "\(Figure.signed(row.difference.mean))",
        "\(Figure.range(row.difference))",
      ])
    }
    return table
  }

  private var ablationTable: Table {
    var table = Table(["part", "NDCG@10", "to the ranker", "95 %"], numeric: [1, 2])
    for row in summary.ablation {
      table.add([
        "\(row.name)", "\(Figure.shown(row.ndcg.mean))", "\(Figure.signed(row.difference.mean))",
        "\(Figure.range(row.difference))",
      ])
    }
    return table
  }

  private var weightTable: Table {
    var table = Table(["signal", "weight", "90 %"], numeric: [1, 2])
    let count = Double(summary.studies.count)
    for signal in Signal.allCases {
      let weight = summary.studies.reduce(0) { $0 + $1.ranker.weight(of: signal) } / count
      let doubt = summary.studies.reduce(0) { $0 + $1.ranker.doubt(of: signal) } / count
      table.add(["\(signal.rawValue)", "\(Figure.signed(weight))", "± \(Figure.shown(doubt))"])
    }
    return table
  }

  private var barTable: Table {
    var table = Table(["bar", "figure", "holds", "what it says"], numeric: [1])
    for bar in summary.bars {
      table.add([
        "\(bar.name)", Table.Cell(Figure.shown(bar.figure)),
        bar.holds ? Table.Cell("yes", .success) : Table.Cell("no", .failure), Table.Cell(bar.claim),
      ])
    }
    return table
  }
}

/// Numbers as tables show them.
enum Figure {
  /// With three places.
  static func shown(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "-" }
    let thousandths = Int((abs(value) * 1000).rounded())
    let digits = String(thousandths % 1000)
    let fraction = String(repeating: "0", count: 3 - digits.count) + digits
    return (value < 0 && thousandths > 0 ? "-" : "") + "\(thousandths / 1000).\(fraction)"
  }

  static func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + shown(value) }

  static func range(_ interval: Interval) -> String { "\(shown(interval.low)) to \(shown(interval.high))" }
}

extension JSONValue {
  init(_ interval: Interval) {
    self = ["mean": .double(interval.mean), "low": .double(interval.low), "high": .double(interval.high)]
  }
}
