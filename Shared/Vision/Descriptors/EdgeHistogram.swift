/// Which way edges run in each of 4x4 areas of a frame, as in MPEG-7: upright, level, the two diagonals, and none of these.
enum EdgeHistogram {
  static let areas = 16
  static let kinds = 5
  static let count = areas * kinds

  /// The filters of a block of 2x2: top left, top right, bottom left, bottom right.
  private static let filters: [(Float, Float, Float, Float)] = [
    (1, -1, 1, -1), (1, 1, -1, -1), (1.414_213_6, 0, 0, -1.414_213_6), (0, 1.414_213_6, -1.414_213_6, 0),
    (2, -2, -2, 2),
  ]

  /// Of 80 bins the parts of an area's blocks that have such an edge, 0...15 for 0...1 by its root: weak edges count too.
  static func bins(_ frame: ReducedFrame, deviation: Float) -> [UInt8] {
    let side = ReducedFrame.side, half = side / 2
    // An edge is what stands out from the frame's own contrast.
    let threshold = max(3, 0.25 * deviation)
    var counts = [Int](repeating: 0, count: count)
    for y in 0..<half {
      for x in 0..<half {
        guard let kind = kind(frame.lightness, at: 2 * y * side + 2 * x, threshold) else { continue }
        counts[(y / 6 * 4 + x / 6) * kinds + kind] += 1
      }
    }
    return counts.map { UInt8((15 * (Float($0) / 36).squareRoot()).rounded()) }
  }

  private static func kind(_ values: [Float], at place: Int, _ threshold: Float) -> Int? {
    let side = ReducedFrame.side
    let (a, b) = (values[place], values[place + 1])
    let (c, d) = (values[place + side], values[place + side + 1])
    var (found, most): (Int?, Float) = (nil, threshold)
    for (kind, filter) in filters.enumerated() {
      let strength = abs(filter.0 * a + filter.1 * b + filter.2 * c + filter.3 * d)
      if strength > most { (found, most) = (kind, strength) }
    }
    return found
  }
}
