/// Looks for shots that pass into the next over some time: dissolves, and fades through black or white.
struct GradualFinder: Sendable {
  /// Seconds between the frames that are kept.
  private static let pace = 0.045
  /// How far on both sides of its middle a transition is looked for.
  static let reach = 1.0
  private static let frameLimit = 120

  private var frames: [Signature] = []
  private var cuts: [Double] = []
  /// The next frame to take for the middle of a transition.
  private var next = 0
  /// The best of those that lie so near together that they are one.
  private var best: Passage?

  mutating func noteCut(at time: Double) {
    cuts.append(time)
    if cuts.count > 32 { cuts.removeFirst(16) }
  }

  mutating func take(_ signature: Signature) -> [Transition] {
    if let last = frames.last, signature.time - last.time < Self.pace { return [] }
    frames.append(signature)
    return judge { frames, index in frames[frames.count - 1].time - frames[index].time > Self.reach + 0.5 }
  }

  mutating func finish() -> [Transition] { judge { _, _ in true } + release(before: .infinity) }

  private mutating func judge(_ isRipe: ([Signature], Int) -> Bool) -> [Transition] {
    var found: [Transition] = []
    while next < frames.count, isRipe(frames, next) || frames.count > Self.frameLimit {
      let middle = frames[next].time
      found += release(before: middle - Self.reach)
      if let passage = passage(next), passage.score > best?.score ?? 0 { best = passage }
      next += 1
    }
    let old = frames[..<next].prefix { $0.time < frames[min(next, frames.count - 1)].time - Self.reach - 0.5 }
    if old.count >= 16 || frames.count > Self.frameLimit {
      let count = max(old.count, frames.count - Self.frameLimit)
      frames.removeFirst(count)
      next = max(0, next - count)
    }
    return found
  }

  private mutating func release(before time: Double) -> [Transition] {
    guard let found = best, found.middle < time else { return [] }
    best = nil
    return [
      Transition(
        found.kind, start: found.start, end: found.end, confidence: Double(max(0, min(1, found.confidence))))
    ]
  }

  private func passage(_ middle: Int) -> Passage? {
    var found: Passage?
    for half in Passage.halves {
      let time = frames[middle].time
      guard let before = frame(near: time - half), let after = frame(near: time + half),
        !cuts.contains(where: { frames[before].time - 0.05 < $0 && $0 <= frames[after].time + 0.05 })
      else { continue }
      let passage = Passage(frames, before, middle, after)
      if let passage, passage.score > found?.score ?? 0 { found = passage }
    }
    return found
  }

  /// Nil where there is none near enough.
  private func frame(near time: Double) -> Int? {
    let nearest = frames.indices.min { abs(frames[$0].time - time) < abs(frames[$1].time - time) }
    return nearest.flatMap { abs(frames[$0].time - time) < 0.08 ? $0 : nil }
  }
}
