import FoundationEssentials
import Knowledge
public import Models
import Recommending
import Storage

extension JSONValue {
  static func ladder(_ basis: ListBasis) -> JSONValue {
    let creator = basis.creator
    return [
      "rung": .string(creator.rung.rawValue), "words": .string(creator.sentence),
      "known": [
        "place": .bool(creator.known.hasPlace), "profile": .bool(creator.known.hasProfile),
        "videos": .int(creator.known.videos), "uses": .int(creator.known.uses),
        "similar": .int(creator.known.similar),
      ],
      "shares": shares(creator.shares, CreatorSource.allCases.map(\.rawValue)),
      "unheard": .strings(creator.unheard.map(\.rawValue)),
    ]
  }

  /// Every reason, also those that nothing was left out for.
  static func leftOut(_ basis: ListBasis) -> JSONValue {
    let known = LeftOut.allCases.map { ($0.rawValue, JSONValue.int(basis.leftOut[$0.rawValue] ?? 0)) }
    return .object(
      known
        + basis.leftOutByReason.filter { LeftOut(rawValue: $0.reason) == nil }.map {
          ($0.reason, .int($0.count))
        })
  }

  /// Of the track in this place of the list.
  static func rung(_ basis: ListBasis, _ place: Int) -> [(String, JSONValue)] {
    guard basis.tracks.indices.contains(place) else { return [("rung", .null), ("shares", .null)] }
    let track = basis.tracks[place]
    return [
      ("rung", .string(track.rung.rawValue)),
      ("shares", shares(track.shares, TrackSource.allCases.map(\.rawValue))),
    ]
  }

  private static func shares(_ shares: [String: Double], _ names: [String]) -> JSONValue {
    .object(names.compactMap { name in shares[name].map { (name, .double($0)) } })
  }

  // MARK: What a fresh list tells beside its tracks

  static func context(_ fresh: FreshLists.Facts) -> JSONValue {
    let context = fresh.context
    return [
      "use": .string(context.use.rawValue), "region": .string(context.territory.code),
      "contracts": context.sources.map { .strings($0.sorted()) } ?? .null,
      "genre": JSONValue(context.genre?.rawValue), "mood": JSONValue(context.mood?.rawValue),
      "tempo": context.tempo.map { ["from": .double($0.lowerBound), "to": .double($0.upperBound)] } ?? .null,
      "length": JSONValue(context.length), "language": JSONValue(context.language),
      "excludeUsed": .bool(context.excludesUsed), "video": .bool(fresh.isForVideo),
      "limit": .int(context.count), "seen": .int(fresh.seen), "partial": .bool(fresh.isPartial),
    ]
  }

  static func rights(to track: Track.ID, _ fresh: FreshLists.Facts) -> JSONValue {
    switch fresh.rulings[track] {
    case .licensed(let right):
      [
        "verdict": "licensed", "source": .string(right.source), "territory": .string(right.territory.code),
        "from": JSONValue(right.from), "until": JSONValue(right.until),
      ]
    case .flagged: ["verdict": "flagged"]
    case .barred, nil: .null
    }
  }
}

extension ListBasis {
  /// What was left out and why. Reasons that no program of this version knows come last.
  public var leftOutByReason: [(reason: String, count: Int)] {
    let known = LeftOut.allCases.map(\.rawValue)
    let strange = leftOut.keys.filter { !known.contains($0) }.sorted()
    return (known + strange).compactMap { reason in leftOut[reason].map { (reason, $0) } }
  }
}
