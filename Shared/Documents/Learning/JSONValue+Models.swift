public import Storage

extension JSONValue {
  /// What was learnt from the uses of all creators, the newest first, with what it was made of and how well it
  /// foretells.
  public static func models(_ found: [ModelStore.Found]) -> JSONValue {
    ["models": .array(found.map(model))]
  }

  /// What came of having recommenders use a model.
  public static func modelUse(_ id: Int64) -> JSONValue { ["model": .string("\(id)"), "current": true] }

  private static func model(_ model: ModelStore.Found) -> JSONValue {
    let record = model.record
    // What another version of the program wrote may have other members.
    let snapshot = try? record.snapshot.decode(Snapshot.self)
    let metrics = try? record.metrics.decode(Metrics.self)
    let parameters = (try? record.parameters.decode([String: Double].self)) ?? [:]
    return [
      "id": .string("\(model.id)"), "state": .string(record.state.rawValue), "form": .string(record.form),
      "madeAt": JSONValue(model.madeAt), "digest": .string(record.digest), "bytes": .int(record.byteCount),
      "seed": .string("\(record.seed)"),
      "learntFrom": snapshot.map {
        [
          "creators": .int($0.authors), "tracks": .int($0.tracks), "uses": .int($0.uses),
          "newestVideo": .string("\($0.video)"),
        ]
      } ?? .null,
      "parameters": .object(parameters.sorted { $0.key < $1.key }.map { ($0.key, .double($0.value)) }),
      "judged": JSONValue(metrics?.judged), "scores": .array((metrics?.scores ?? []).map(score)),
    ]
  }

  private static func score(_ score: Metrics.Score) -> JSONValue {
    [
      "name": .string(score.name), "ndcg": .double(score.ndcg), "low": .double(score.low),
      "high": .double(score.high), "recall": JSONValue(score.recall),
    ]
  }
}

private struct Snapshot: Decodable {
  let authors: Int
  let tracks: Int
  let uses: Int
  let video: Int64
}

private struct Metrics: Decodable {
  struct Score: Decodable {
    let name: String
    let ndcg: Double
    let low: Double
    let high: Double
    let recall: Double?
  }

  let judged: Int
  let scores: [Score]
}
