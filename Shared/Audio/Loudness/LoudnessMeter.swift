import Glibc

/// Measures loudness in one pass, chunk by chunk, at the rate that a sound has.
///
/// The same sound gives the same bits, whatever the chunks. Memory does not grow. Not to be shared between threads.
public final class LoudnessMeter {
  public static let channelCounts = 1...8
  public static let rates = 4_000...768_000
  private static let blocksPerSecond = 10
  /// Of a tenth of a second each: what is gated, and what the range is made of.
  private static let momentary = 4
  private static let shortTerm = 30

  private let rate: Int
  private let weights: [Double]
  private var pairs: [ChannelPair]
  private var truePeaks: [TruePeak]
  private var blocks = BlockHistogram()
  private var terms = BlockHistogram()
  /// The power of the last tenths of seconds, and how many samples each had.
  private var recent: [(power: Double, count: Int)] = []
  private var blockNumber = 0
  private var position = 0
  private var blockStart = 0

  /// Nil for rates and counts of channels that no sound has. Channels are in the usual order of files: left, right,
  /// centre, low frequencies, and those behind; `weights` says how much each counts, 0 for low frequencies.
  public init?(rate: Int, channels: Int, weights: [Double]? = nil, wantsTruePeak: Bool = false) {
    guard Self.rates.contains(rate), Self.channelCounts.contains(channels) else { return nil }
    guard weights == nil || weights?.count == channels else { return nil }
    self.rate = rate
    self.weights = weights ?? Self.usualWeights(channels)
    pairs = Array(repeating: ChannelPair(KWeighting(rate: Double(rate))), count: (channels + 1) / 2)
    truePeaks = wantsTruePeak ? (0..<channels).map { _ in TruePeak(rate: rate) } : []
  }

  /// As FFmpeg orders and weighs them: what is beside and behind counts half as much again, low frequencies nothing.
  public static func usualWeights(_ channels: Int) -> [Double] {
    let behind = 1.41
    return switch channels {
    case 1: [1]
    case 2: [1, 1]
    case 3: [1, 1, 0]
    case 4: [1, 1, 1, behind]
    case 5: [1, 1, 1, behind, behind]
    case 6: [1, 1, 1, 0, behind, behind]
    case 7: [1, 1, 1, 0, behind, behind, behind]
    default: [1, 1, 1, 0, behind, behind, behind, behind]
    }
  }

  /// Takes whole frames: one sample of each channel after the other. What is left over of a frame is dropped.
  public func take(interleaved samples: [Float]) {
    let channels = weights.count
    samples.withUnsafeBufferPointer { samples in
      guard let base = samples.baseAddress else { return }
      take((0..<channels).map { base + $0 }, stride: channels, count: samples.count / channels)
    }
  }

  /// Takes as many samples of each channel as the shortest of them has.
  public func take(planar channels: [[Float]]) {
    precondition(channels.count == weights.count, "one array for each channel")
    withPointers(channels[...], []) { pointers in
      self.take(pointers, stride: 1, count: channels.map(\.count).min() ?? 0)
    }
  }

  private func withPointers(
    _ rest: ArraySlice<[Float]>, _ found: [UnsafePointer<Float>], _ body: ([UnsafePointer<Float>]) -> Void
  ) {
    guard let first = rest.first else { return body(found) }
    first.withUnsafeBufferPointer { samples in
      guard let base = samples.baseAddress else { return }
      withPointers(rest.dropFirst(), found + [base], body)
    }
  }

  /// Takes so many samples of each channel, which are `stride` apart.
  public func take(_ channels: [UnsafePointer<Float>], stride: Int, count: Int) {
    var done = 0
    while done < count {
      let part = min(count - done, blockEnd - position)
      let pointers = channels.map { $0 + done * stride }
      for pair in pairs.indices {
        let second = min(2 * pair + 1, pointers.count - 1)
        pairs[pair].take(pointers[2 * pair], pointers[second], stride: stride, count: part)
      }
      for channel in truePeaks.indices {
        truePeaks[channel].take(pointers[channel], stride: stride, count: part)
      }
      done += part
      position += part
      if position == blockEnd { settle() }
    }
  }

  /// Tenths of a second need not be whole samples.
  private var blockEnd: Int { ((blockNumber + 1) * rate + Self.blocksPerSecond / 2) / Self.blocksPerSecond }

  private func settle() {
    var power = 0.0
    for pair in pairs.indices {
      let sums = pairs[pair].settle()
      power += weights[2 * pair] * sums[0]
      if 2 * pair + 1 < weights.count { power += weights[2 * pair + 1] * sums[1] }
    }
    if recent.count == Self.shortTerm { recent.removeFirst() }
    recent.append((power, position - blockStart))
    blockNumber += 1
    blockStart = position
    if let power = mean(Self.momentary) { blocks.add(power) }
    if let power = mean(Self.shortTerm) { terms.add(power) }
  }

  private func mean(_ count: Int) -> Double? {
    guard recent.count >= count else { return nil }
    let last = recent.suffix(count)
    return last.reduce(0) { $0 + $1.power } / Double(last.reduce(0) { $0 + $1.count })
  }

  /// Nil for silence, and for less than 0.4 seconds.
  public func finish() -> Loudness? {
    guard let power = blocks.gatedMean(10), power > 0 else { return nil }
    let ends = terms.quantiles(gate: 20, low: 0.1, high: 0.95)
    let peaks = pairs.flatMap { [$0.peak[0], $0.peak[1]] }
    let truePeak = truePeaks.map { $0.finished() }.max()
    return Loudness(
      integrated: BlockHistogram.loudness(power), range: ends.map { $0.high - $0.low } ?? 0,
      peak: Self.decibels(peaks.max() ?? 0), truePeak: truePeak.map { Self.decibels($0) })
  }

  private static func decibels(_ peak: Float) -> Double { 20 * log10(Double(peak)) }
}
