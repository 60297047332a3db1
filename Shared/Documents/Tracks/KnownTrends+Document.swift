import FoundationEssentials
public import Knowledge
import Models
import Recommending
import Storage

extension KnownTrends: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    let window = try Self.window(try part.member("window"))
    var (trends, names): ([TrackTrend], [Track.ID: RecommendationStore.Name]) = ([], [:])
    for part in try part.member("trends").elements() {
      let trend = try Self.trend(part, window)
      let artist = try part.maybeText("artist")
      names[trend.track] = try part.maybeText("title").map { .init(title: $0, artist: artist) }
      trends.append(trend)
    }
    var stages: [TrendStage: Int] = [:]
    for stage in TrendStage.allCases {
      let count = try part.member("stages").whole(stage.rawValue)
      if count > 0 { stages[stage] = count }
    }
    self.init(
      window: window, trends: trends, names: names, considered: try part.whole("considered"), stages: stages,
      isCut: try part.flag("cut"),
      counted: try part.maybeRead("usage"), newestUse: try part.maybeMoment("newestUse"))
  }

  private static func window(_ part: DocumentPart) throws(DocumentError) -> UseWindow {
    let window = UseWindow(try part.choice("period"), until: try part.moment("ends"))
    guard try part.moment("begins") == window.begins, try part.moment("ends") == window.ends else {
      throw part.fault("is not as long as such windows are")
    }
    return window
  }

  private static func trend(
    _ part: DocumentPart, _ window: UseWindow
  ) throws(DocumentError) -> TrackTrend {
    var counts: [Double?] = []
    for count in try part.member("counts").elements() {
      counts.append(count.isNull ? nil : Double(try count.whole()))
    }
    let trend = TrackTrend(
      track: Track.ID(try part.id("track")), window: window, stage: try part.choice("stage"),
      burstAge: try part.maybeWhole("burstAge"), doubt: try part.maybeChoice("doubt"),
      velocity: try part.number("velocity"), acceleration: try part.number("acceleration"),
      surprise: try part.number("surprise"), chance: try part.number("chance"), rate: try part.number("rate"),
      usualRate: try part.number("usualRate"), recentCreators: try part.whole("recentCreators"),
      topShare: try part.number("topShare"), creators: try part.whole("creators"),
      saturation: try part.number("saturation"), counts: counts)
    guard try part.flag("isBurst") == trend.isBurst else {
      throw try part.member("isBurst").fault("is not what the age beside it says")
    }
    return trend
  }
}
