public import FoundationEssentials
public import Models
public import Storage

extension JSONValue {
  /// What may be done with tracks, and what of it everywhere at that moment.
  public static func rights(of tracks: [(Track.ID, Rights)], at moment: Date) -> JSONValue {
    [
      "tracks": .array(
        tracks.map { track, rights in
          .object([("track", .string("\(track)"))] + members(of: rights, at: moment))
        })
    ]
  }

  static func members(of rights: Rights, at moment: Date) -> [(String, JSONValue)] {
    [
      ("rights", .array(rights.all.map { .object(members($0)) })),
      (
        "worldwide",
        .object(TrackUse.allCases.map { ($0.rawValue, .bool(rights.allows($0, in: .world, at: moment))) })
      ),
    ]
  }

  /// What a contract states.
  public static func rights(_ entries: [RightsStore.Entry]) -> JSONValue {
    ["rights": .array(entries.map(right))]
  }

  /// One of those.
  public static func right(_ entry: RightsStore.Entry) -> JSONValue {
    .object([("track", .string("\(entry.track)"))] + members(entry.right))
  }

  /// Contracts, with how much they state.
  public static func rightsSources(_ sources: [RightsStore.SourceSummary]) -> JSONValue {
    ["sources": .array(sources.map(rightsSource))]
  }

  /// One of those.
  public static func rightsSource(_ source: RightsStore.SourceSummary) -> JSONValue {
    [
      "source": .string(source.source), "rights": .int(source.rights), "tracks": .int(source.tracks),
      "importedAt": JSONValue(source.importedAt),
    ]
  }

  private static func members(_ right: TrackRight) -> [(String, JSONValue)] {
    [
      ("territory", .string(right.territory.code)), ("use", .string(right.use.rawValue)),
      ("allowed", .bool(right.isPermission)), ("from", JSONValue(right.from)),
      ("until", JSONValue(right.until)), ("source", .string(right.source)),
    ]
  }
}
