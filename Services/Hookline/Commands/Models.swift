import Documents
import Models
import Storage

extension Commands {
  private static let count = Option(
    "limit", value: "COUNT", help: "how many of the newest (default 20)")

  static let modelsList = Command(
    name: "models",
    summary: "lists what was learnt, and how well it foretells",
    examples: [
      .init(line: "models", meaning: "the newest first"),
      .init(line: "models --json", meaning: "with what each was made of"),
    ],
    options: [count],
    notes: [
      "NDCG is of the first ten tracks for the last fifth of what each creator used, by a model that",
      "learnt from the rest, with the bounds of 95 % of the bootstrap draws of creators; beside it",
      "that of popularity. LISTS is the same of whole lists, by all that was learnt, before variety and",
      "exploration reorder them, and FIT that of the fit, which needs no learning and makes the lists",
      "where it foretells more.",
    ]
  ) { invocation, context in
    let limit = try invocation.number(count, in: 1...1_000) ?? 20
    let found: [ModelStore.Found]
    if let remote = try context.remote() {
      found = try await remote.models(limit: limit)
    } else {
      found = try await context.withDatabase {
        try await ModelStore($0).newest(ModelToTrain.company, limit: limit)
      }
    }
    ModelReport(found).show(on: context.console)
    return .done
  }

  static let modelsUse = Command(
    name: "models use",
    summary: "has recommenders use a former model again",
    examples: [.init(line: "models use 3", meaning: "the one with this number")],
    operands: .init(usage: "MODEL", count: 1...1),
    notes: ["The file of a model is kept while it is among the five newest, or in use."]
  ) { invocation, context in
    guard let id = Int64(invocation.operands[0]), id > 0 else {
      throw Misuse("\(printable(invocation.operands[0])) is no number of a model", "models use")
    }
    let isUsed: Bool
    if let remote = try context.remote() {
      isUsed = try await remote.useModel(id)
    } else {
      isUsed = try await context.withDatabase { try await ModelStore($0).use(id) }
    }
    guard isUsed else {
      throw CommandFailure(
        "there is no model \(id) that may be used: it was refused, or its file is not kept any more")
    }
    if context.console.isJSON {
      context.console.result(.modelUse(id))
    } else {
      context.console.result("model \(id) is in use")
    }
    return .done
  }
}
