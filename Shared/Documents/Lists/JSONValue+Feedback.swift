import FoundationEssentials
public import Storage

extension JSONValue {
  /// What was said of a recommendation.
  public static func feedback(_ found: FeedbackStore.Found) -> JSONValue {
    let feedback = found.feedback
    return [
      "id": .string("\(found.id)"), "handle": JSONValue(found.handle.map { "@" + $0 }),
      "trackId": .string("\(feedback.track)"), "kind": .string(feedback.kind.rawValue),
      "run": JSONValue(feedback.run.map { $0.uuidString.lowercased() }), "rank": JSONValue(feedback.rank),
      "at": JSONValue(Optional(feedback.at)), "key": JSONValue(found.keyLabel),
      "notedAt": JSONValue(Optional(found.notedAt)),
    ]
  }
}
