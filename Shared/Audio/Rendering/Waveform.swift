/// What a sound looks like from afar: the lowest, the highest and the usual sample of each of up to a thousand columns.
public struct Waveform: Sendable, Equatable, Codable {
  public static let columnCount = 900

  /// Of the whole, in seconds.
  public let duration: Double
  /// From -127 to 127, for each column.
  public let lows: [Int8]
  public let highs: [Int8]
  /// The root of the mean square, from 0 to 127.
  public let levels: [Int8]

  /// The sound in bytes for a page: low, high and level of one column after the other.
  public var bytes: [UInt8] {
    lows.indices.flatMap { [lows[$0], highs[$0], levels[$0]].map { UInt8(bitPattern: $0) } }
  }
}

/// Draws a waveform of a sound of any length in one pass.
///
/// Columns become wider by two as the sound becomes longer, so memory does not grow, and the same sound gives the same
/// waveform whatever the chunks. One channel. Not to be shared between threads.
public final class WaveformPen {
  private struct Column {
    var low = Float.infinity
    var high = -Float.infinity
    var square = 0.0

    mutating func add(_ other: Column) {
      low = min(low, other.low)
      high = max(high, other.high)
      square += other.square
    }
  }

  /// Many more than are drawn, so that those which are drawn can be even.
  private static let limit = 16 * 1024

  private let rate: Int
  private var columns: [Column] = []
  private var current = Column()
  private var filled = 0
  private var width = 16
  private var count = 0

  public init(rate: Int) { self.rate = max(1, rate) }

  public func take(_ samples: [Float]) {
    count += samples.count
    for value in samples {
      let sample = abs(value) <= 16 ? value : 0
      current.low = min(current.low, sample)
      current.high = max(current.high, sample)
      current.square += Double(sample * sample)
      filled += 1
      if filled == width { close() }
    }
  }

  /// Nil for no sound at all. Nothing may be taken afterwards.
  public func finish() -> Waveform? {
    guard count > 0 else { return nil }
    if filled > 0 { columns.append(current) }
    let wanted = min(Waveform.columnCount, columns.count)
    let drawn = (0..<wanted).map { place -> (Column, Int) in
      let low = place * columns.count / wanted, high = (place + 1) * columns.count / wanted
      var sum = columns[low]
      for column in columns[low + 1..<max(low + 1, high)] { sum.add(column) }
      return (sum, min(count, high * width) - low * width)
    }
    return Waveform(
      duration: Double(count) / Double(rate), lows: drawn.map { Self.level($0.0.low) },
      highs: drawn.map { Self.level($0.0.high) },
      levels: drawn.map { Self.level(Float(($0.0.square / Double(max(1, $0.1))).squareRoot())) })
  }

  private func close() {
    columns.append(current)
    (current, filled) = (Column(), 0)
    guard columns.count == Self.limit else { return }
    columns = stride(from: 0, to: columns.count, by: 2).map { place in
      var sum = columns[place]
      sum.add(columns[place + 1])
      return sum
    }
    width *= 2
  }

  private static func level(_ sample: Float) -> Int8 { Int8((min(1, max(-1, sample)) * 127).rounded()) }
}
