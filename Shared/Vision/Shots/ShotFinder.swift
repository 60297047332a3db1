/// Finds the shots of a video whose frames it is given one by one, in the order of time. It keeps the last few seconds alone.
///
/// Frames may be of any size and any distance in time; those that do not come after the one before are left out.
public struct ShotFinder: Sendable {
  /// More transitions than hours of video have; what comes after them is not looked at.
  private static let transitionLimit = 100_000

  private var cuts = CutFinder()
  private var gradual = GradualFinder()
  private var transitions: [Transition] = []
  private var first: Double?
  private var last = 0.0
  private var gap = 0.0

  public init() {}

  public mutating func take(_ frame: Frame) {
    guard transitions.count < Self.transitionLimit, first == nil || frame.time > last else { return }
    if first != nil { gap = frame.time - last }
    first = first ?? frame.time
    last = frame.time
    let signature = Signature(frame)
    note(cuts.take(signature))
    transitions += gradual.take(signature)
  }

  public mutating func finish() -> Shots {
    note(cuts.finish())
    transitions += gradual.finish()
    transitions.sort { $0.time < $1.time }
    return Shots(transitions, start: first ?? 0, end: first == nil ? 0 : last + gap)
  }

  private mutating func note(_ candidates: [CutFinder.Candidate]) {
    for candidate in candidates {
      let likelihood = CutWeights.fitted.likelihood(candidate.evidence.values)
      guard likelihood >= CutWeights.threshold else { continue }
      gradual.noteCut(at: candidate.time)
      transitions.append(
        Transition(.cut, start: candidate.time, end: candidate.time, confidence: likelihood))
    }
  }
}
