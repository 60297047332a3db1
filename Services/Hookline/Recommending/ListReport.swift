import Documents
import FoundationEssentials
import Matching
import Models
import Recommending
import Storage

/// A creator's list.
struct ListReport {
  let handle: Handle
  let found: RecommendationStore.Found
  /// Of a list that was made for this request; nil for a stored one.
  var fresh: FreshReport?
  /// Which stretches to use of the tracks whose beats are known.
  var segments: [Track.ID: CutGrid] = [:]
  /// How many tracks of a stored list are not shown, as they were forbidden since.
  var withdrawn = 0

  func show(on console: Console) {
    let list = found.list
    console.result(printable("\(handle): \(heading(list))"))
    if let wishes = fresh?.wishes { console.result(printable("asked for: \(wishes)")) }
    if list.items.isEmpty {
      console.result(
        fresh == nil
          ? "no track is known yet that they have not used" : "no track is left for what is asked")
      if let advice = fresh?.advice(list.basis) { console.result(advice) }
    } else {
      console.result(table(list.items))
    }
    if let scope = fresh?.scope { console.result(scope) }
    if withdrawn > 0 {
      console.result("\(counted(withdrawn, "track")) of it left out: forbidden since it was made")
    }
    for line in list.basis.map({ BasisReport(basis: $0).lines }) ?? [] { console.result(printable(line)) }
  }

  /// With the seconds to use, where those of any track are known.
  private func table(_ items: [Recommendation]) -> Table {
    let hasHooks = items.contains { $0.hook != nil }
    var table = Table(
      ["#", "TRACK", "ARTIST"] + (hasHooks ? ["USE"] : []) + ["SCORE", "WHY"], numeric: [0, hasHooks ? 4 : 3])
    for item in items {
      let name = found.names[item.track]
      let use: [Table.Cell] = hasHooks ? [.init(span(item))] : []
      table.add(
        [
          "\(item.rank)", .init(shownTitle(name?.title, limit: 40)),
          .init(excerpt(name?.artist ?? "", limit: 30)),
        ]
          + use
          + [
            .init(Self.score(item.score)),
            .init(reasons(item).map { excerpt($0) }.joined(separator: "; ")),
          ])
    }
    return table
  }

  private func span(_ item: Recommendation) -> String {
    let segment = segments[item.track].map { TrackHook(start: $0.start, end: $0.end, reason: "") }
    return (segment ?? item.hook)?.span ?? ""
  }

  /// The seconds have a column of their own.
  private func reasons(_ item: Recommendation) -> [String] {
    let hook = item.hook.flatMap { $0.reason.isEmpty ? nil : "the hook: \($0.reason)" }
    return item.reasons.sentences + [hook, fresh?.remark(on: item.track)].compactMap { $0 }
  }

  private func heading(_ list: MadeList) -> String {
    let videos = list.videos == 0 ? "without a video to go by" : "going by \(counted(list.videos, "video"))"
    let tracks = "the best of \(counted(list.considered, "track"))"
    if let fresh {
      let guide = fresh.facts.isOfVideo ? "going by the video" : videos
      return "\(tracks), \(guide); a fresh list, \(fresh.purpose), by \(excerpt(list.ranker, limit: 40))"
    }
    return
      "\(tracks), \(videos); made \(RunReport.moment(found.madeAt)) by \(excerpt(list.ranker, limit: 40))"
  }

  /// With two digits behind the point.
  static func score(_ score: Double) -> String {
    guard score.isFinite, abs(score) < 1e6 else { return "" }
    let hundredths = Int((abs(score) * 100).rounded())
    let rest = hundredths % 100
    return (score < 0 && hundredths > 0 ? "-" : "") + "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  // MARK: For programs

  var json: JSONValue {
    let list = found.list
    let basis = list.basis.map(BasisReport.init)
    return [
      "handle": .string("\(handle)"),
      "run": fresh == nil ? .string(list.run.uuidString.lowercased()) : .null,
      "madeAt": JSONValue(found.madeAt), "date": JSONValue(list.day), "fresh": .bool(fresh != nil),
      "ranker": .string(list.ranker), "videos": .int(list.videos), "considered": .int(list.considered),
      "context": fresh?.json ?? .null, "ladder": basis?.ladder ?? .null, "leftOut": basis?.counts ?? .null,
      "flagged": JSONValue(list.basis?.flagged), "withdrawn": .int(withdrawn), "items": .array(items),
    ]
  }

  var items: [JSONValue] { found.list.items.map(json) }

  private func json(_ item: Recommendation) -> JSONValue {
    let name = found.names[item.track]
    let members: [(String, JSONValue)] = [
      ("rank", .int(item.rank)), ("track", JSONValue(name?.title)), ("trackId", .string("\(item.track)")),
      ("artist", JSONValue(name?.artist)), ("score", .double(item.score)),
      ("reasons", .array(item.sentences.map { .string($0) })), ("hook", item.hook.map(Self.json) ?? .null),
      ("segment", segments[item.track].map(MatchReport.json) ?? .null),
      ("contributions", .array(item.reasons.map(Self.json))),
    ]
    // Ranks have gaps where tracks have become one since; rungs are by rank.
    let rung = found.list.basis.map { BasisReport(basis: $0).rung(item.rank - 1) } ?? []
    guard let fresh else { return .object(members + rung) }
    return .object(
      members + rung + [
        ("rights", fresh.rights(to: item.track)), ("used", .bool(fresh.facts.used.contains(item.track))),
      ])
  }

  /// Times in seconds, with as many digits as `hookline analyze` gives them.
  private static func json(_ hook: TrackHook) -> JSONValue {
    [
      "start": AnalysisReport.time(hook.start), "end": AnalysisReport.time(hook.end),
      "reason": .string(hook.reason),
    ]
  }

  private static func json(_ reason: Reason) -> JSONValue {
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
