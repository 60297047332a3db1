public import FoundationEssentials
public import Jobs
public import Storage

extension JSONValue {
  /// What was learnt from the uses of all creators, the newest first, with what it was made of and how well it
  /// foretells.
  public static func models(_ found: [ModelStore.Found]) -> JSONValue {
    ["models": .array(found.map(model))]
  }

  /// How far the learning of an order is: why it failed, where it did, and the model, where there is one.
  public static func modelOrder(
    _ order: UUID, _ state: TaskState, because error: String?, model: ModelStore.Found?
  ) -> JSONValue {
    [
      "order": .string(order.uuidString.lowercased()), "state": .string(state.rawValue),
      "error": JSONValue(error), "model": model.map(self.model) ?? .null,
    ]
  }

  /// What came of having recommenders use a model.
  public static func modelUse(_ id: Int64) -> JSONValue { ["model": .string("\(id)"), "current": true] }

  private static func model(_ model: ModelStore.Found) -> JSONValue {
    let record = model.record
    let judgement = model.judgement
    // What another version of the program wrote may have other members.
    let parameters = (try? record.parameters.decode([String: Double].self)) ?? [:]
    return [
      "id": .string("\(model.id)"), "state": .string(record.state.rawValue), "form": .string(record.form),
      "madeAt": JSONValue(model.madeAt), "digest": .string(record.digest), "bytes": .int(record.byteCount),
      "seed": .string("\(record.seed)"),
      "learntFrom": model.basis.map {
        [
          "creators": .int($0.authors), "tracks": .int($0.tracks), "uses": .int($0.uses),
          "newestVideo": .string("\($0.video)"),
        ]
      } ?? .null,
      "parameters": .object(parameters.sorted { $0.key < $1.key }.map { ($0.key, .double($0.value)) }),
      "judged": JSONValue(judgement?.judged), "scores": .array((judgement?.scores ?? []).map(score)),
    ]
  }

  private static func score(_ score: ModelJudgement.Score) -> JSONValue {
    [
      "name": .string(score.name), "ndcg": .double(score.ndcg), "low": .double(score.low),
      "high": .double(score.high), "recall": JSONValue(score.recall),
    ]
  }
}
