public import Models
public import Storage

extension JSONValue {
  /// One recording: what it is called where, and why that is one.
  public static func track(_ track: ShownTrack) -> JSONValue {
    [
      "track": .string("\(track.canonical)"),
      "members": .array(
        track.members.map { member in
          .object(members(member) + [("usage", track.usage[member.track].map(usage) ?? .null)])
        }),
      "links": .array(track.links.map(link)),
      "others": .array(sorted(track.others)),
    ]
  }

  /// Tracks that have the words looked for, each with the number of its recording; and whether better ones may be
  /// missing.
  public static func tracks(
    _ found: [(member: ShownTrack.Member, canonical: Track.ID)], isCut: Bool
  ) -> JSONValue {
    [
      "tracks": .array(
        found.map { ["track": .string("\($0.canonical)"), "member": .object(members($0.member))] }),
      "cut": .bool(isCut),
    ]
  }

  /// Versions of songs that were told from one another, with the tracks that they name.
  public static func trackVariants(
    _ links: [ShownLink], of tracks: [Track.ID: ShownTrack.Member]
  ) -> JSONValue {
    ["variants": .array(links.map(link)), "tracks": .array(sorted(tracks))]
  }

  /// One of those.
  public static func trackVariant(_ shown: ShownLink) -> JSONValue { link(shown) }

  /// What came of stating that two tracks are one: the number that stands for both.
  public static func trackMerge(_ track: Track.ID, isNew: Bool) -> JSONValue {
    ["track": .string("\(track)"), "changed": .bool(isNew)]
  }

  /// What came of stating that a track is another than these.
  public static func trackSplit(_ track: Track.ID, from parted: [Track.ID]) -> JSONValue {
    ["track": .string("\(track)"), "parted": .strings(parted.map(\.description))]
  }

  private static func sorted(_ tracks: [Track.ID: ShownTrack.Member]) -> [JSONValue] {
    tracks.values.sorted { $0.track < $1.track }.map { .object(members($0)) }
  }

  private static func members(_ member: ShownTrack.Member) -> [(String, JSONValue)] {
    [
      ("track", .string("\(member.track)")), ("key", JSONValue(member.key.map(\.description))),
      ("title", .string(member.title)), ("artist", JSONValue(member.artist)),
      ("duration", JSONValue(member.duration)), ("uses", JSONValue(member.uses.map { Int($0) })),
      ("claims", .strings(member.claims.map(\.description))),
    ]
  }

  static func usage(_ usage: UsageTrend) -> JSONValue {
    [
      "uses": .int(Int(usage.last.value)), "at": JSONValue(usage.last.at),
      "usesBefore": JSONValue(usage.first.map { Int($0.value) }), "since": JSONValue(usage.first?.at),
      "weeklyGrowth": JSONValue(usage.weeklyGrowth),
    ]
  }

  private static func link(_ shown: ShownLink) -> JSONValue {
    let link = shown.link
    let evidence = (try? JSON(encoding: link.evidence).text).flatMap { try? JSONValue(reading: $0) }
    return [
      "left": .string("\(link.left)"), "right": .string("\(link.right)"),
      "relation": .string(link.relation.rawValue),
      "kind": JSONValue(link.kind?.rawValue), "rule": .string(link.rule.rawValue),
      "evidence": evidence ?? .null,
      "madeBy": .string(shown.madeBy), "madeAt": JSONValue(shown.madeAt),
      "undoneBy": JSONValue(shown.undoneBy),
    ]
  }
}
