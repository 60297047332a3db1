import FoundationEssentials
import Identity
import Models
import Recommending
import Storage

/// What is asked of trends.
struct TrendsRequest {
  var limit: Int?
  var stage: TrendStage?
  var window: UseWindow
  var track: TrackSelection?
}

/// The trends of many tracks, or of one.
struct TrendsReport {
  let request: TrendsRequest
  let trends: [TrackTrend]
  let names: [Track.ID: RecommendationStore.Name]
  /// How many tracks enough creators used, and whether there were more than are looked at.
  let considered: Int
  let stages: [TrendStage: Int]
  let isCut: Bool
  /// The platform's own counter, of one track.
  private(set) var counted: UsageTrend?
  /// When the newest use that is known was; nil where something was found.
  private(set) var newestUse: Date?

  private var window: UseWindow { request.window }

  init(_ request: TrendsRequest, _ database: any Database) async throws {
    self.request = request
    let store = TrendStore(database)
    let chosen = try await Self.tracks(request, store, database)
    let reader = TrendReader(try await store.volume(in: request.window))
    var (list, counted) = (TrendList(limit: request.limit ?? 20, stage: request.stage), UsageTrend?.none)
    try await store.forEachBatch(of: chosen.tracks, in: request.window) { batch in
      for uses in batch {
        list.add(reader.trend(of: uses))
        counted = uses.counted
      }
    }
    (trends, considered, stages) = (list.first, list.considered, list.stages)
    (isCut, self.counted) = (chosen.isCut, request.track == nil ? nil : counted)
    names = try await store.names(of: trends.map(\.track))
    if let selection = request.track, names.isEmpty { throw selection.missing }
    if considered == 0 { newestUse = try await store.newestUse(before: request.window.ends) }
  }

  private static func tracks(
    _ request: TrendsRequest, _ store: TrendStore, _ database: any Database
  ) async throws -> (tracks: [Track.ID], isCut: Bool) {
    if let selection = request.track {
      let identities = IdentityStore(database)
      let number = try await selection.number(in: identities)
      return ([try await identities.canonicals(of: [number])[number] ?? number], false)
    }
    let busiest = try await store.busiest(in: request.window, creators: TrackTrend.leastCreators)
    return (Array(busiest.prefix(TrendStore.trackLimit)), busiest.count > TrendStore.trackLimit)
  }

  func show(on console: Console) {
    if request.track != nil, let trend = trends.first { return show(trend, on: console) }
    guard !trends.isEmpty else { return console.result(nothing) }
    var table = Table(
      ["TRACK", "STAGE", "BURST", "CREATORS", perPeriod, "USUAL", "VELOCITY", "SATURATION", "USES", "NAME"],
      numeric: [0, 2, 3, 4, 5, 6, 7])
    for trend in trends {
      table.add([
        .init("\(trend.track)"), .init(trend.stage.rawValue), .init(trend.burstAge.map(age) ?? ""),
        .init(grouped(trend.recentCreators)), .init(tenths(trend.rate)), .init(tenths(trend.usualRate)),
        .init(Self.signed(trend.velocity)), .init(Self.hundredths(trend.saturation)),
        .init(sparkline(trend.counts.suffix(28))), .init(name(of: trend.track)),
      ])
    }
    console.result(table)
    if isCut {
      console.note(
        "Only the \(grouped(TrendStore.trackLimit)) tracks that most creators used were looked at.")
    }
  }

  private var perPeriod: String { window.period == .day ? "A DAY" : "AN HOUR" }

  private func age(_ periods: Int) -> String { "\(periods)\(window.period == .day ? "d" : "h")" }

  private var nothing: String {
    let span = "from \(Self.day(window.begins)) to \(Self.day(window.ends.addingTimeInterval(-1)))"
    if considered > 0, let stage = request.stage {
      return "of \(Hookline.counted(considered, "track")) \(span) none is at the stage \(stage.rawValue)"
    }
    let least = "no track was used by \(TrackTrend.leastCreators) creators \(span)"
    guard let newestUse else { return least + "; no use is known from before" }
    guard newestUse < window.begins else { return least }
    return least
      + "; the newest use that is known is of \(Self.day(newestUse)): try --at \(Self.day(newestUse))"
  }

  func name(of track: Track.ID) -> String {
    let name = names[track]
    return shownTitle(name?.title, limit: 80) + (name?.artist.map { " by " + excerpt($0, limit: 60) } ?? "")
  }

  static func day(_ date: Date) -> String { String(date.formatted(.iso8601).prefix(10)) }

  static func hundredths(_ number: Double) -> String {
    let whole = Int((abs(number) * 100).rounded())
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
