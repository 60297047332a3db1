/// A stretch in which one picture may pass into another.
struct Passage: Sendable {
  /// How long half of it may be, in seconds.
  static let halves = [0.22, 0.32, 0.45, 0.6, 0.8]

  let kind: Transition.Kind
  let start: Double
  let middle: Double
  let end: Double
  let confidence: Float
  /// To choose among those that overlap.
  let score: Float

  /// Nil where it is none.
  init?(_ frames: [Signature], _ before: Int, _ middle: Int, _ after: Int) {
    guard before < middle, middle < after else { return nil }
    let (first, centre, last) = (frames[before], frames[middle], frames[after])
    // Of one shape, also those in between that are looked at below.
    let isAlike = frames[before...after].allSatisfy { $0.columns == first.columns && $0.rows == first.rows }
    guard isAlike else { return nil }
    (start, self.middle, end) = (first.time, centre.time, last.time)
    if let depth = Self.fade(first, centre, last), Self.sinks(frames, before, middle, after) {
      (kind, confidence) = (.fade, depth)
      score = 2 + depth * min(1, centre.contrast)
      return
    }
    let change = Difference(first, last)
    guard change.colors > 0.1, change.unexplained > 0.25 else { return nil }
    let early = Blend(first, frames[(before + middle) / 2], last)
    let half = Blend(first, centre, last)
    let late = Blend(first, frames[(middle + after) / 2], last)
    guard early.part < half.part, half.part < late.part, 0.3...0.7 ~= half.part else { return nil }
    let rest = max(half.rest, (early.rest + late.rest) / 2)
    guard rest < 0.22 else { return nil }
    (kind, confidence) = (.dissolve, 1 - 3 * rest)
    score = (1 - rest) * min(1, change.colors * 2 + change.unexplained)
  }

  /// Whether the picture grows weaker and stronger again by and by, which a flash does not.
  private static func sinks(_ frames: [Signature], _ before: Int, _ middle: Int, _ after: Int) -> Bool {
    let (early, late) = (frames[(before + middle) / 2], frames[(middle + after + 1) / 2])
    let isSlow = middle - before > 1 && after - middle > 1
    return isSlow && early.contrast < 0.85 * frames[before].contrast
      && late.contrast < 0.85 * frames[after].contrast
  }

  /// How little is left of the picture in the middle; nil if it is much, or not near black or white.
  private static func fade(_ first: Signature, _ centre: Signature, _ last: Signature) -> Float? {
    let least = min(first.contrast, last.contrast)
    guard least > 3, centre.contrast < 0.25 * least else { return nil }
    let isDark = centre.mean < 0.35 * min(first.mean, last.mean)
    let isLight = 255 - centre.mean < 0.35 * (255 - max(first.mean, last.mean))
    return isDark || isLight ? 1 - centre.contrast / least : nil
  }
}

/// How far a picture is on the way from one to another.
private struct Blend {
  /// 0 to 1.
  let part: Float
  /// What of it is neither, as a share of the difference of both.
  let rest: Float

  init(_ first: Signature, _ middle: Signature, _ last: Signature) {
    var (whole, along, square) = (Float(1), Float(0), Float(0))
    for cell in first.luma.indices {
      let way = Float(last.luma[cell]) - Float(first.luma[cell])
      let gone = Float(middle.luma[cell]) - Float(first.luma[cell])
      whole += way * way
      along += way * gone
      square += gone * gone
    }
    part = along / whole
    rest = max(0, square - part * along) / whole
  }
}
