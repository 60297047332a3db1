import FoundationEssentials
import Knowledge
import Models
import Recommending
import Storage

/// The trends of many tracks, or of one.
struct TrendsReport {
  let question: KnownTrends.Question
  let known: KnownTrends

  private var window: UseWindow { question.window }

  func show(on console: Console) {
    if question.track != nil, let trend = known.trends.first { return show(trend, on: console) }
    guard !known.trends.isEmpty else { return console.result(nothing) }
    var table = Table(
      ["TRACK", "STAGE", "BURST", "CREATORS", perPeriod, "USUAL", "VELOCITY", "SATURATION", "USES", "NAME"],
      numeric: [0, 2, 3, 4, 5, 6, 7])
    for trend in known.trends {
      table.add([
        .init("\(trend.track)"), .init(trend.stage.rawValue), .init(trend.burstAge.map(age) ?? ""),
        .init(grouped(trend.recentCreators)), .init(tenths(trend.rate)), .init(tenths(trend.usualRate)),
        .init(Self.signed(trend.velocity)), .init(Self.hundredths(trend.saturation)),
        .init(sparkline(trend.counts.suffix(28))), .init(name(of: trend.track)),
      ])
    }
    console.result(table)
    if known.isCut {
      console.note(
        "Only the \(grouped(TrendStore.trackLimit)) tracks that most creators used were looked at.")
    }
  }

  private var perPeriod: String { window.period == .day ? "A DAY" : "AN HOUR" }

  private func age(_ periods: Int) -> String { "\(periods)\(window.period == .day ? "d" : "h")" }

  private var nothing: String {
    let span = "from \(Self.day(window.begins)) to \(Self.day(window.ends.addingTimeInterval(-1)))"
    if known.considered > 0, let stage = question.stage {
      return
        "of \(Hookline.counted(known.considered, "track")) \(span) none is at the stage \(stage.rawValue)"
    }
    let least = "no track was used by \(TrackTrend.leastCreators) creators \(span)"
    guard let newestUse = known.newestUse else { return least + "; no use is known from before" }
    guard newestUse < window.begins else { return least }
    return least
      + "; the newest use that is known is of \(Self.day(newestUse)): try --at \(Self.day(newestUse))"
  }

  func name(of track: Track.ID) -> String {
    let name = known.names[track]
    return shownTitle(name?.title, limit: 80) + (name?.artist.map { " by " + excerpt($0, limit: 60) } ?? "")
  }

  static func day(_ date: Date) -> String { String(date.formatted(.iso8601).prefix(10)) }

  static func hundredths(_ number: Double) -> String {
    // What a document tells may be any number.
    let whole = Int((min(abs(number), 1e12) * 100).rounded())
    return "\(number < 0 && whole > 0 ? "-" : "")\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
  }

  static func signed(_ number: Double) -> String { (number < 0 ? "" : "+") + hundredths(number) }
}

/// Numbers as bars of eight heights, the largest the highest; a dot where nothing is known.
func sparkline(_ counts: some Sequence<Double?>) -> String {
  let bars = Array("▁▂▃▄▅▆▇█")
  let counts = Array(counts)
  let largest = counts.compactMap(\.self).max() ?? 0
  return String(
    counts.map { count -> Character in
      guard let count else { return "·" }
      guard largest > 0, count.isFinite, count >= 0 else { return bars[0] }
      return bars[min(7, Int((count / largest * 7).rounded(.up)))]
    })
}
