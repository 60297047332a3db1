/// Means of frames between moments.
struct FrameMeans {
  private let frames: [Float]
  private let width: Int
  private let rate: Double
  private let count: Int

  init(_ frames: [Float], width: Int, rate: Double) {
    (self.frames, self.width, self.rate) = (frames, width, rate)
    count = frames.count / width
  }

  /// One row for each two neighbouring moments; at least one frame is in it.
  func rows(_ times: [Double]) -> [[Double]] {
    guard times.count > 1 else { return [] }
    let bounds = times.map { min(count, max(0, Int(($0 * rate).rounded()))) }
    return (0..<times.count - 1).map { unit in
      guard count > 0 else { return [Double](repeating: 0, count: width) }
      let low = min(bounds[unit], count - 1), high = min(count, max(bounds[unit + 1], low + 1))
      var sums = [Double](repeating: 0, count: width)
      for frame in low..<high {
        for column in 0..<width { sums[column] += Double(frames[frame * width + column]) }
      }
      return sums.map { $0 / Double(high - low) }
    }
  }
}
