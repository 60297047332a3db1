import Models

/// How much viewers do with a video.
enum Engagement {
  /// Likes, comments, shares and saves for each play; nil without plays, or where nothing was counted.
  static func rate(of counts: VideoCounts) -> Double? {
    guard let plays = counts.plays, plays > 0 else { return nil }
    let reactions = [counts.likes, counts.comments, counts.shares, counts.saves].compactMap { $0 }
    guard !reactions.isEmpty else { return nil }
    // As fractions: sums of counts from outside may not fit into one.
    return reactions.reduce(0) { $0 + Double(max(0, $1)) } / Double(plays)
  }
}
