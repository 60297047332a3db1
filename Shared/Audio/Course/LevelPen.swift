/// Notes how loud a sound is, a tenth of a second at a time. The same sound gives the same bits, whatever the chunks.
struct LevelPen {
  static let blocksPerSecond = 10
  private static let blockCount = Listener.sampleRate / blocksPerSecond

  private var channel = ChannelPair(KWeighting(rate: Double(Listener.sampleRate)))
  private var filled = 0
  /// Weighted as loudness is, a mean square for each block.
  private(set) var powers: [Double] = []

  mutating func take(_ samples: [Float]) {
    samples.withUnsafeBufferPointer { samples in
      guard let base = samples.baseAddress else { return }
      var done = 0
      while done < samples.count {
        let count = min(samples.count - done, Self.blockCount - filled)
        channel.take(base + done, base + done, stride: 1, count: count)
        done += count
        filled += count
        if filled == Self.blockCount { settle() }
      }
    }
  }

  /// What is left over of a block is one, too.
  mutating func finish() {
    if filled > 0 { settle() }
  }

  private mutating func settle() {
    powers.append(channel.settle()[0] / Double(filled))
    filled = 0
  }
}

/// How loud a sound is at any moment.
struct LevelCurve {
  /// As the standard has it for what it calls short term.
  static let window = 3.0

  /// Of the powers up to each block, from the first on.
  private let sums: [Double]
  /// By how much one channel of it is softer than the whole, in LU.
  private let lift: Double

  /// `integrated` is the loudness of the whole, all its channels together, where it is known.
  init(_ powers: [Double], integrated: Double?) {
    sums = powers.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    lift = integrated.flatMap { whole in Self.integrated(powers).map { whole - $0 } } ?? 0
  }

  /// In LUFS, of the seconds about a moment.
  func loudness(about time: Double) -> Double {
    let half = Self.window / 2, rate = Double(LevelPen.blocksPerSecond), last = sums.count - 1
    let first = min(last, max(0, Int(((time - half) * rate).rounded())))
    let end = min(last, max(first, Int(((time + half) * rate).rounded())))
    guard first < end else { return BlockHistogram.floor }
    let power = (sums[end] - sums[first]) / Double(end - first)
    guard power > 0 else { return BlockHistogram.floor }
    return max(BlockHistogram.floor, BlockHistogram.loudness(power) + lift)
  }

  /// Gated, as that of the whole is.
  private static func integrated(_ powers: [Double]) -> Double? {
    var blocks = BlockHistogram()
    let count = 4
    guard powers.count >= count else { return nil }
    for first in 0...powers.count - count {
      blocks.add(powers[first..<first + count].reduce(0, +) / Double(count))
    }
    return blocks.gatedMean(10).map { BlockHistogram.loudness($0) }
  }
}
