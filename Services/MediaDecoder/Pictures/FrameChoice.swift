import MediaWire

/// Decides which frames are sent.
struct FrameChoice {
  private let choice: DecodeOrder.Pictures.Choice
  private let start: Double
  private var lastPeriod = -1

  init(_ choice: DecodeOrder.Pictures.Choice, start: Double) { (self.choice, self.start) = (choice, start) }

  mutating func takes(time: Double, isKeyFrame: Bool) -> Bool {
    switch choice {
    case .every: return true
    case .keyFrames: return isKeyFrame
    case .atMost(let perSecond):
      // Times are rounded by the file; one that is a hair early belongs to the period that it meant.
      let position = (time - start) * perSecond + 1e-3
      guard position < Double(Int32.max) else { return false }
      let period = Int(max(0, position))
      guard period > lastPeriod else { return false }
      lastPeriod = period
      return true
    }
  }
}
