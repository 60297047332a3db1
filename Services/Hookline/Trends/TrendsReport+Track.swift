import FoundationEssentials
import Knowledge
import Models
import Recommending
import Storage

extension TrendsReport {
  /// One track in words.
  func show(_ trend: TrackTrend, on console: Console) {
    let period = trend.window.period.rawValue
    var lines = ["track \(trend.track): \(name(of: trend.track))"]
    let burst = trend.burstAge.map { ", bursting for \(Hookline.counted($0, period))" } ?? ""
    lines.append("stage \(trend.stage.rawValue)\(burst)\(Self.words(trend.doubt, trend))")
    lines.append(
      "\(tenths(trend.rate)) creators a \(period) now, \(tenths(trend.usualRate)) before; more than "
        + "\(TrackTrend.notable) times as many with \(Self.percent(trend.chance)) certainty")
    lines.append(
      "velocity \(Self.signed(trend.velocity)), acceleration \(Self.signed(trend.acceleration)), the last \(period) "
        + "\(Self.signed(trend.surprise)) standard deviations from what was to be expected")
    let recent = Hookline.counted(trend.recentCreators, "creator")
    lines.append(
      "\(recent) in the last \(trend.window.recent) \(period)s, \(grouped(trend.creators)) in all; one made "
        + "\(Self.percent(trend.topShare)) of the videos")
    lines.append("saturation \(Self.hundredths(trend.saturation))")
    if let counted = known.counted { lines.append("the platform counts " + TrackReport.words(counted)) }
    let (from, to) = (Self.day(trend.window.begins), Self.day(trend.window.ends.addingTimeInterval(-1)))
    lines.append("\(sparkline(trend.counts)) \(from) to \(to)")
    for line in lines { console.result(printable(line)) }
  }

  private static func words(_ doubt: TrackTrend.Doubt?, _ trend: TrackTrend) -> String {
    switch doubt {
    case nil: ""
    case .unknown: ": too little is known of this time"
    case .fewCreators: ": fewer than \(TrackTrend.leastCreators) creators used it lately"
    case .oneCreator: ": one creator made \(percent(trend.topShare)) of the videos"
    }
  }

  private static func percent(_ share: Double) -> String { tenths(share * 100) + " %" }
}
