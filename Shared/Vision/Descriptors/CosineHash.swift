import Glibc

/// A perceptual hash: the signs of the 64 lowest frequencies of a frame's lightness, by a cosine transform.
///
/// Signs and not comparisons with the median: then the hash of the mirrored frame follows from the hash.
enum CosineHash {
  private static let side = ReducedFrame.side
  /// Across and down, without the mean; frequencies that are low in both directions, which crops and texts move the least.
  static let frequencies: [(across: Int, down: Int)] = {
    let all = (0..<9).flatMap { down in (0..<9).map { (across: $0, down: down) } }.dropFirst()
    let sorted = all.sorted { first, second in
      let keys = [first, second].map {
        ($0.across * $0.across + $0.down * $0.down, max($0.across, $0.down), $0.down)
      }
      return keys[0] < keys[1]
    }
    return Array(sorted.prefix(64))
  }()
  private static let ofFrame = cosines(side)
  private static let ofLayout = cosines(FrameDescriptor.grid)

  /// One frequency after the other.
  private static func cosines(_ side: Int) -> [Float] {
    (0..<9).flatMap { frequency in
      (0..<side).map { Float(cos(Double.pi * Double(frequency) * (Double($0) + 0.5) / Double(side))) }
    }
  }

  /// The bits that change sides when a frame is mirrored.
  static let mirrorMask: UInt64 = frequencies.enumerated().reduce(0) { mask, item in
    item.element.across.isMultiple(of: 2) ? mask : mask | 1 << UInt64(item.offset)
  }

  static func hash(_ frame: ReducedFrame) -> UInt64 {
    var hash: UInt64 = 0
    for (bit, value) in coefficients(frame.lightness, side: side).enumerated() where value > 0 {
      hash |= 1 << UInt64(bit)
    }
    return hash
  }

  /// How strong each frequency is in a square of a frame's or of a layout's size.
  static func coefficients(_ values: [Float], side: Int) -> [Float] {
    let cosines = side == Self.side ? ofFrame : ofLayout
    let mean = values.reduce(0, +) / Float(values.count)
    var rows = [Float](repeating: 0, count: 9 * side)
    for frequency in 0..<9 {
      for y in 0..<side {
        var sum: Float = 0
        for x in 0..<side { sum += (values[y &* side &+ x] - mean) * cosines[frequency &* side &+ x] }
        rows[frequency &* side &+ y] = sum
      }
    }
    return frequencies.map { across, down in
      var sum: Float = 0
      for y in 0..<side { sum += rows[across &* side &+ y] * cosines[down &* side &+ y] }
      return sum
    }
  }
}
