import FoundationEssentials
public import Jobs
public import Storage

extension ModelStore.Found: DocumentReadable {
  /// How signals are weighed is not told, nor what it is a model of.
  public init(_ part: DocumentPart) throws(DocumentError) {
    let record = ModelRecord(
      kind: "", state: try part.choice("state"), form: try part.text("form"), digest: try part.text("digest"),
      byteCount: try part.whole("bytes"), seed: try part.value("seed", "number") { Int64($0) },
      snapshot: Self.written(try Self.snapshot(part)), parameters: Self.written(try Self.parameters(part)),
      metrics: Self.written(try Self.metrics(part)))
    self.init(id: try part.id("id"), madeAt: try part.moment("madeAt"), record: record)
  }

  private static func written(_ document: JSONValue) -> JSON { JSON(text: document.line) }

  private static func snapshot(_ part: DocumentPart) throws(DocumentError) -> JSONValue {
    guard let learnt = try part.optional("learntFrom") else { return .object([]) }
    let video = try learnt.value("newestVideo", "number") { Int($0) }
    return [
      "authors": .int(try learnt.whole("creators")), "tracks": .int(try learnt.whole("tracks")),
      "uses": .int(try learnt.whole("uses")), "video": .int(video),
    ]
  }

  private static func parameters(_ part: DocumentPart) throws(DocumentError) -> JSONValue {
    .object(try part.member("parameters").shares().map { ($0.key, .double($0.value)) })
  }

  private static func metrics(_ part: DocumentPart) throws(DocumentError) -> JSONValue {
    guard let judged = try part.maybeWhole("judged") else { return .object([]) }
    var scores: [JSONValue] = []
    for score in try part.member("scores").elements() {
      scores.append([
        "name": .string(try score.text("name")), "ndcg": .double(try score.number("ndcg")),
        "low": .double(try score.number("low")), "high": .double(try score.number("high")),
        "recall": JSONValue(try score.maybeNumber("recall")),
      ])
    }
    return ["judged": .int(judged), "scores": .array(scores)]
  }
}

/// How far the learning of an order is, as a document tells it.
public struct ToldModelOrder: Sendable, DocumentReadable {
  public let state: TaskState
  public let error: String?
  public let model: ModelStore.Found?

  public init(_ part: DocumentPart) throws(DocumentError) {
    state = try part.choice("state")
    error = try part.maybeText("error")
    model = try part.maybeRead("model")
  }
}
