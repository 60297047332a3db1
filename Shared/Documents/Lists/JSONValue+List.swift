import FoundationEssentials
public import Knowledge
import Matching
import Models
import Recommending
import Storage

extension JSONValue {
  /// A creator's list.
  public static func list(_ known: KnownList) -> JSONValue {
    let list = known.found.list
    return [
      "handle": .string("\(known.handle)"),
      "run": known.fresh == nil ? .string(list.run.uuidString.lowercased()) : .null,
      "madeAt": JSONValue(known.found.madeAt), "date": JSONValue(list.day),
      "fresh": .bool(known.fresh != nil),
      "ranker": .string(list.ranker), "videos": .int(list.videos), "considered": .int(list.considered),
      "context": known.fresh.map(context) ?? .null, "ladder": list.basis.map(ladder) ?? .null,
      "leftOut": list.basis.map(leftOut) ?? .null, "flagged": JSONValue(list.basis?.flagged),
      "withdrawn": .int(known.withdrawn), "dismissed": .int(known.dismissed),
      "items": .array(items(of: known)),
    ]
  }

  /// Its tracks, from the first on.
  public static func items(of known: KnownList) -> [JSONValue] {
    known.found.list.items.map { item($0, known) }
  }

  private static func item(_ item: Recommendation, _ known: KnownList) -> JSONValue {
    let name = known.found.names[item.track]
    var members: [(String, JSONValue)] = [
      ("rank", .int(item.rank)), ("track", JSONValue(name?.title)), ("trackId", .string("\(item.track)")),
      ("artist", JSONValue(name?.artist)), ("score", .double(item.score)),
      ("reasons", .strings(item.sentences)), ("hook", item.hook.map(hook) ?? .null),
      ("segment", known.segments[item.track].map(grid) ?? .null),
      ("contributions", .array(item.reasons.map(reason))),
    ]
    // Ranks have gaps where tracks have become one since; rungs are by rank.
    if let basis = known.found.list.basis { members += rung(basis, item.rank - 1) }
    if let fresh = known.fresh {
      members += [
        ("rights", rights(to: item.track, fresh)), ("used", .bool(fresh.used.contains(item.track))),
      ]
    }
    return .object(members)
  }

  static func hook(_ hook: TrackHook) -> JSONValue {
    ["start": .time(hook.start), "end": .time(hook.end), "reason": .string(hook.reason)]
  }

  private static func reason(_ reason: Reason) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("kind", .string(reason.kind.rawValue)), ("contribution", .double(reason.contribution)),
    ]
    // What was stored may be called anything; a document says each name once.
    for (name, fact) in reason.facts.sorted(by: { $0.key < $1.key })
    where members.allSatisfy({ $0.0 != name }) {
      switch fact {
      case .text(let text): members.append((name, .string(text)))
      case .number(let number): members.append((name, .double(number)))
      }
    }
    return .object(members)
  }
}
