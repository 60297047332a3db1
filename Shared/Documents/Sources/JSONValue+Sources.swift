import FoundationEssentials
import Models
public import Storage

extension JSONValue {
  /// How sources fared in these days; those that nobody has asked anything are named.
  public static func sources(
    _ sources: [SourceLedger.Health], unasked: Set<String> = [], days: Int
  ) -> JSONValue {
    [
      "days": .int(days),
      "sources": .array(sources.map { source($0, isAsked: !unasked.contains($0.source)) }),
    ]
  }

  private static func source(_ health: SourceLedger.Health, isAsked: Bool) -> JSONValue {
    let pause = health.notes.first { $0.name == SourceLedger.pause }
    return [
      "source": .string(health.source), "asked": .bool(isAsked),
      "requests": .int(health.activity.requests),
      "failures": .object(
        health.activity.failures.sorted { $0.key < $1.key }.map { ($0.key.rawValue, .int($0.value)) }),
      "records": .int(health.activity.records),
      "rejected": counts(health.activity.rejected), "succeededAt": JSONValue(health.succeededAt),
      "quotas": .array(
        health.quotas.map { quota in
          [
            "name": .string(quota.name), "limit": .int(quota.limit), "taken": .int(quota.taken),
            "left": .int(quota.left),
          ]
        }),
      "pausedUntil": JSONValue(pause?.note.until), "pausedBecause": JSONValue(pause?.note.text),
      "notes": .array(
        health.notes.map { note in
          [
            "name": .string(note.name), "text": .string(note.note.text), "until": JSONValue(note.note.until),
          ]
        }),
    ]
  }

  /// Records of sources that were not taken in, with the reasons.
  public static func rejections(_ entries: [RejectionStore.Entry]) -> JSONValue {
    ["rejected": .array(entries.map(rejection))]
  }

  /// One of those.
  public static func rejection(_ entry: RejectionStore.Entry) -> JSONValue {
    [
      "source": JSONValue(entry.source), "place": .string(entry.rejection.place),
      "offset": .int(entry.rejection.offset), "rule": .string(entry.rejection.rule),
      "reason": .string(entry.rejection.reason), "run": JSONValue(entry.run?.uuidString.lowercased()),
      "at": JSONValue(entry.at),
    ]
  }
}
