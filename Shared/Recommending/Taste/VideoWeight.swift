import FoundationEssentials
import Glibc
import Models

/// How much one video counts.
struct VideoWeight {
  let features: VideoFeatures
  /// 1 for the newest, halved for each `halfLife` before it.
  let recency: Double
  /// `recency`, more or less with how well it did.
  let weight: Double

  private static let halfLife = 90.0 * 86_400
  /// One wrong date in the future must not make everything else void.
  private static let leastRecency = 1.0 / 64
  /// Of a video without a date.
  private static let unknownRecency = 0.5

  /// Those of which something is known, in the order of their ids, so that sums do not depend on that of the list.
  static func weigh(_ videos: [PastVideo]) -> [VideoWeight] {
    let known = videos.filter { $0.features?.saysSomething == true }.sorted { $0.video < $1.video }
    let newest = known.compactMap { $0.time }.max()
    let median = median(of: known.compactMap { $0.features?.success })
    return known.compactMap { video in
      guard let features = video.features else { return nil }
      let recency = recency(of: video.time, newest)
      let boost = boost(of: features.success, median)
      // What the creator has pinned or somebody has paid for was seen for other reasons than being liked.
      let isFavoured = video.isPinned || video.isAdvertisement
      return VideoWeight(
        features: features, recency: recency, weight: recency * (isFavoured ? min(1, boost) : boost))
    }
  }

  private static func recency(of time: Double?, _ newest: Double?) -> Double {
    guard let time, let newest else { return unknownRecency }
    return max(leastRecency, exp2(-(newest - time) / halfLife))
  }

  /// From a half to 2: success is mostly luck.
  private static func boost(of success: Double?, _ median: Double?) -> Double {
    guard let success, let median, median > 0 else { return 1 }
    return min(2, max(0.5, (success / median).squareRoot()))
  }

  private static func median(of values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    return values.sorted()[values.count / 2]
  }
}

extension PastVideo {
  fileprivate var time: Double? {
    guard let time = postedAt?.timeIntervalSinceReferenceDate, time.isFinite else { return nil }
    return time
  }
}

extension VideoFeatures {
  /// Whether it speaks of anything that music has, too.
  fileprivate var saysSomething: Bool { genre != nil || mood != nil || tempo != nil || energy != nil }

  fileprivate var success: Double? {
    guard let engagement, engagement.isFinite, engagement >= 0 else { return nil }
    return engagement
  }
}

extension Double {
  /// Within 0 and 1; what is no number is 0. What was stored may be anything.
  var bounded: Double { isFinite ? Swift.min(Swift.max(self, 0), 1) : 0 }
  var squared: Double { self * self }
}
