import Documents
import Storage

/// What was learnt, as it is shown.
struct ModelReport {
  private let found: [ModelStore.Found]

  init(_ found: [ModelStore.Found]) { self.found = found }

  func show(on console: Console) {
    if console.isJSON { return console.result(.models(found)) }
    guard !found.isEmpty else {
      return console.result("nothing was learnt yet; \"hookline train\" has it learnt")
    }
    var table = Table(
      [
        "MODEL", "STATE", "FORM", "CREATORS", "TRACKS", "USES", "JUDGED", "NDCG@10", "BOUNDS", "POPULARITY",
        "LISTS", "FIT", "MADE",
      ],
      numeric: [0, 3, 4, 5, 6, 7, 9, 10, 11])
    for model in found {
      let (basis, judgement) = (model.basis, model.judgement)
      let own = judgement?.scores.first
      func other(_ name: String) -> String { Self.number(judgement?.scores.first { $0.name == name }?.ndcg) }
      table.add([
        "\(model.id)", .init(model.record.state.rawValue, model.record.state == .refused ? .warning : nil),
        .init(model.record.form), .init(basis.map { "\($0.authors)" } ?? ""),
        .init(basis.map { "\($0.tracks)" } ?? ""), .init(basis.map { "\($0.uses)" } ?? ""),
        .init(judgement.map { "\($0.judged)" } ?? ""), .init(Self.number(own?.ndcg)),
        .init(own.map { "\(Self.number($0.low)) to \(Self.number($0.high))" } ?? ""),
        .init(other("popularity")), .init(other("lists")), .init(other("fit")), .init(age(of: model.madeAt)),
      ])
    }
    console.result(table)
  }

  private static func number(_ value: Double?) -> String {
    guard let value else { return "" }
    let thousandths = Int((min(max(value, 0), 1) * 1_000).rounded())
    let digits = String(thousandths % 1_000)
    return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
