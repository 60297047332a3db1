import Models

/// What the durations of two tracks say.
enum Durations: Equatable {
  /// One of them is not known, or is that of the part which the platform plays.
  case unknown
  /// Within what encoders and platforms round off.
  case exact
  case near
  /// The shorter in parts of the longer.
  case different(ratio: Double)

  /// TikTok offers a minute of a release at most, whatever it is cut from.
  static let excerpt = 61.0

  init(_ first: TrackPortrait, _ second: TrackPortrait) {
    guard let left = first.duration, let right = second.duration else {
      self = .unknown
      return
    }
    // Two parts of a minute say nothing of what they are parts of.
    guard first.key.platform != .tiktok || second.key.platform != .tiktok || max(left, right) > Self.excerpt
    else {
      self = .unknown
      return
    }
    let gap = abs(left - right)
    let longest = max(left, right)
    if gap <= 1.2 {
      self = .exact
    } else if gap <= max(3, 0.012 * longest) {
      self = .near
    } else if Self.isExcerpt(first, of: right) || Self.isExcerpt(second, of: left) {
      self = .unknown
    } else {
      self = .different(ratio: min(left, right) / longest)
    }
  }

  private static func isExcerpt(_ track: TrackPortrait, of whole: Double) -> Bool {
    guard track.key.platform == .tiktok, let duration = track.duration else { return false }
    return duration <= excerpt && duration < whole
  }

  var agree: Bool { self == .exact || self == .near }

  var areDifferent: Bool {
    if case .different = self { return true }
    return false
  }

  /// What the shorter one is of the longer.
  var kind: VariantKind {
    if case .different(let ratio) = self, ratio < 0.6 { return .clip }
    return .edit
  }
}
