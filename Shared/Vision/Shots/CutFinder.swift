/// Looks for cuts in frames that come one by one. Each step is judged once some frames after it are known.
public struct CutFinder: Sendable {
  /// A step from one frame to the next that is larger than those beside it.
  public struct Candidate: Sendable {
    /// Of the first frame after it.
    public let time: Double
    public let evidence: CutEvidence
  }

  /// How far around a step frames are compared, in seconds: longer than a flash.
  private static let reach = 0.34
  /// Frames on each side at least, as far as there are any.
  private static let leastFrames = 3
  private static let frameLimit = 200
  /// Frames on each side that are compared with those of the other.
  private static let compared = 4

  private struct Step: Sendable {
    let signature: Signature
    /// From the frame before; nothing at the first.
    let change: Difference
    let gap: Double

    var time: Double { signature.time }
    /// In one figure, to find the largest by.
    var size: Float { change.unexplained + 2 * change.colors + 3 * change.places }
  }

  public init() {}

  private var steps: [Step] = []
  /// The next step to judge.
  private var next = 1

  public mutating func take(_ signature: Signature) -> [Candidate] {
    if let last = steps.last {
      guard signature.time > last.time else { return [] }
      steps.append(
        Step(
          signature: signature, change: Difference(last.signature, signature),
          gap: signature.time - last.time))
    } else {
      steps.append(Step(signature: signature, change: .none, gap: 0))
    }
    return judge(isLast: false)
  }

  public mutating func finish() -> [Candidate] { judge(isLast: true) }

  private mutating func judge(isLast: Bool) -> [Candidate] {
    var found: [Candidate] = []
    while next < steps.count, isLast || isRipe(next) {
      if let candidate = candidate(next) { found.append(candidate) }
      next += 1
    }
    forget()
    return found
  }

  private func isRipe(_ index: Int) -> Bool {
    let behind = steps.count - 1 - index
    guard behind >= Self.leastFrames, behind < Self.frameLimit / 2 else { return behind >= Self.leastFrames }
    return steps[steps.count - 1].time - steps[index].time >= Self.reach
  }

  private mutating func forget() {
    var count = 0
    while next - count > Self.leastFrames + 1,
      steps[next - 1].time - steps[count].time > Self.reach || steps.count - count > Self.frameLimit
    {
      count += 1
    }
    // Not at every frame, because all others move up.
    guard count >= 16 || steps.count > Self.frameLimit else { return }
    steps.removeFirst(count)
    next -= count
  }

  private func candidate(_ index: Int) -> Candidate? {
    let step = steps[index]
    let beside = max(1, index - 2)...min(steps.count - 1, index + 2)
    guard step.size > 0.05,
      beside.allSatisfy({
        $0 == index || steps[$0].size < step.size || ($0 > index && steps[$0].size == step.size)
      })
    else { return nil }
    let before = side(index, back: true), after = side(index, back: false)
    var lasting = step.change
    for first in spread(before) {
      for second in spread(after) where first != index - 1 || second != index {
        lasting = lasting.lesser(Difference(steps[first].signature, steps[second].signature))
      }
    }
    let evidence = CutEvidence(
      step: step.change, lasting: lasting, around: around(index, before, after),
      gap: step.gap / usualGap(before, after))
    return Candidate(time: step.time, evidence: evidence)
  }

  /// The frames on one side of a step, from near to far.
  private func side(_ index: Int, back: Bool) -> [Int] {
    let first = back ? index - 1 : index
    let time = steps[first].time
    var found = [first]
    var frame = first + (back ? -1 : 1)
    while steps.indices.contains(frame),
      abs(steps[frame].time - time) <= Self.reach || found.count < Self.leastFrames
    {
      found.append(frame)
      frame += back ? -1 : 1
    }
    return found
  }

  /// Some of many, with the first and the last.
  private func spread(_ frames: [Int]) -> [Int] {
    guard frames.count > Self.compared else { return frames }
    return (0..<Self.compared).map { frames[$0 * (frames.count - 1) / (Self.compared - 1)] }
  }

  /// The largest steps on each side, as large as they would be if they took as long; the larger of both sides.
  private func around(_ index: Int, _ before: [Int], _ after: [Int]) -> Difference {
    let gap = steps[index].gap
    var largest = Difference.none
    for frame in before + after.dropFirst() where frame > 0 {
      let longer = Float(min(3, max(1, gap / steps[frame].gap)))
      largest = largest.greater(steps[frame].change.times(longer))
    }
    return largest
  }

  private func usualGap(_ before: [Int], _ after: [Int]) -> Double {
    let gaps = (before + after).compactMap { $0 > 0 ? steps[$0].gap : nil }.sorted()
    return gaps.isEmpty ? 1 : gaps[gaps.count / 2]
  }
}
