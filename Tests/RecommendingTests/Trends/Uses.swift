import FoundationEssentials
import Models
import TestKit

@testable import Recommending

/// Counts for a reader, the last ones given: before them is what `usual` says.
struct Uses {
  var window = UseWindow(.day, until: Date(timeIntervalSince1970: 1_767_225_600))
  /// What all others are used, each day.
  var others: [Double?]

  init(others: Double = 1_000, period: UseWindow.Period = .day) {
    window = UseWindow(period, until: Date(timeIntervalSince1970: 1_767_225_600))
    self.others = Array(repeating: others, count: window.length)
  }

  func reader(_ counts: [[Double?]] = []) -> TrendReader {
    let totals = window.places.map { place in
      (others[place] ?? 0) + (others[place] == nil ? 0 : counts.reduce(0) { $0 + ($1[place] ?? 0) })
    }
    return TrendReader(UseVolume(window, totals: totals, creators: 10_000))
  }

  /// `last` behind as much of `usual` as the window holds.
  func counts(_ usual: [Double], _ last: [Double?]) -> [Double?] {
    let before = window.length - last.count
    return (0..<before).map { usual[$0 % usual.count] } + last
  }

  func uses(
    _ counts: [Double?], track: Int64 = 1, creators: Int? = nil, topShare: Double = 0.01,
    counted: Int64? = nil
  ) -> TrackUses {
    let recent = Int(counts.suffix(window.recent).reduce(0) { $0 + ($1 ?? 0) })
    let all = creators ?? Int(counts.reduce(0) { $0 + ($1 ?? 0) })
    return TrackUses(
      Track.ID(track), window, counts: counts, recentCreators: creators.map { min($0, recent) } ?? recent,
      topShare: topShare, creators: all,
      counted: counted.flatMap { UsageTrend([CounterReading($0, at: window.ends)]) })
  }

  func trend(_ usual: [Double], _ last: [Double?]) -> TrackTrend {
    let counts = counts(usual, last)
    return reader([counts]).trend(of: uses(counts))
  }
}

extension UseWindow {
  var places: Range<Int> { 0..<length }
}
