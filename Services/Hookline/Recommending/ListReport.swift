import FoundationEssentials
import Knowledge
import Matching
import Models
import Recommending
import Storage

/// A creator's list.
struct ListReport {
  private let known: KnownList
  private let fresh: FreshReport?

  private var found: RecommendationStore.Found { known.found }

  init(_ known: KnownList) {
    self.known = known
    fresh = known.fresh.map(FreshReport.init)
  }

  func show(on console: Console) {
    let list = found.list
    console.result(printable("\(known.handle): \(heading(list))"))
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
    if known.withdrawn > 0 {
      console.result("\(counted(known.withdrawn, "track")) of it left out: forbidden since it was made")
    }
    if known.dismissed > 0 {
      console.result("\(counted(known.dismissed, "track")) of it left out: dismissed since it was made")
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
    let segment = known.segments[item.track].map { TrackHook(start: $0.start, end: $0.end, reason: "") }
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
}
