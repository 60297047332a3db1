/// A frame as 48x48 means of areas, whatever its size and shape: what descriptors are made of.
struct ReducedFrame: Sendable {
  static let side = 48

  /// How light each area is, 0...255: the mean of luma, which turning colours in YUV leaves alone, and of the middle
  /// between the greatest and the least of red, green and blue, which turning them in HSV leaves alone.
  let lightness: [Float]
  /// The blue and red differences (BT.601) of 4x4 areas, -128...128.
  let chroma: [Float]

  init(_ frame: Frame, within bars: Letterbox = .none) {
    let colours = Self.means(frame, bars)
    let count = Self.side * Self.side
    lightness = (0..<count).map { index in
      let (r, g, b) = (colours[3 * index], colours[3 * index + 1], colours[3 * index + 2])
      let luma = 0.299 * r + 0.587 * g + 0.114 * b
      return 0.5 * luma + 0.25 * (max(r, g, b) + min(r, g, b))
    }
    chroma = Self.chroma(colours)
  }

  var mean: Float { lightness.reduce(0, +) / Float(lightness.count) }

  var deviation: Float {
    let mean = self.mean
    return (lightness.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(lightness.count)).squareRoot()
  }

  /// The means of `count` x `count` areas, which divides 48.
  func lightness(_ count: Int) -> [Float] {
    Self.grid(count) { lightness[$0] }
  }

  private static func chroma(_ colours: [Float]) -> [Float] {
    let luma = { (index: Int) in
      0.299 * colours[3 * index] + 0.587 * colours[3 * index + 1] + 0.114 * colours[3 * index + 2]
    }
    return grid(4) { (colours[3 * $0 + 2] - luma($0)) * 0.564 }
      + grid(4) { (colours[3 * $0] - luma($0)) * 0.713 }
  }

  private static func grid(_ count: Int, _ value: (Int) -> Float) -> [Float] {
    let step = side / count
    var sums = [Float](repeating: 0, count: count * count)
    for y in 0..<side {
      for x in 0..<side { sums[y / step * count + x / step] += value(y * side + x) }
    }
    return sums.map { $0 / Float(step * step) }
  }

  /// The mean red, green and blue of each area. Bars that leave nothing are no bars.
  private static func means(_ frame: Frame, _ bars: Letterbox) -> [Float] {
    let fits =
      min(bars.left, bars.right, bars.top, bars.bottom) >= 0
      && max(bars.left, bars.right) <= frame.width && max(bars.top, bars.bottom) <= frame.height
      && bars.left + bars.right < frame.width && bars.top + bars.bottom < frame.height
    let bars = fits ? bars : .none
    let across = AreaWeights(from: bars.left, count: frame.width - bars.left - bars.right)
    let down = AreaWeights(from: bars.top, count: frame.height - bars.top - bars.bottom)
    var sums = [Float](repeating: 0, count: 3 * side * side)
    var row = [Float](repeating: 0, count: 3 * side)
    frame.pixels.withUnsafeBufferPointer { pixels in
      for y in 0..<side {
        for (source, weight) in down.parts(y) {
          across.reduce(pixels, row: source * frame.width, into: &row)
          for index in row.indices { sums[y * row.count + index] += weight * row[index] }
        }
      }
    }
    return sums
  }
}

/// Which pixels of a line make up each of its 48 parts, and how much of them.
private struct AreaWeights {
  private let from: Int
  private let count: Int

  init(from: Int, count: Int) { (self.from, self.count) = (from, count) }

  /// The weights of one part add up to 1.
  func parts(_ index: Int) -> [(source: Int, weight: Float)] {
    let side = ReducedFrame.side
    // In units of a 48th of a pixel, so that ends are exact.
    let (start, end) = (index * count, (index + 1) * count)
    return (start / side...(end - 1) / side).map { pixel in
      let overlap = min(end, (pixel + 1) * side) - max(start, pixel * side)
      return (from + pixel, Float(overlap) / Float(count))
    }
  }

  func reduce(_ pixels: UnsafeBufferPointer<UInt8>, row: Int, into sums: inout [Float]) {
    let side = ReducedFrame.side
    for index in 0..<side {
      let (start, end) = (index &* count, (index &+ 1) &* count)
      var (r, g, b) = (0, 0, 0)
      for pixel in start / side...(end &- 1) / side {
        let overlap = min(end, (pixel &+ 1) &* side) &- max(start, pixel &* side)
        let place = 3 &* (row &+ from &+ pixel)
        r &+= overlap &* Int(pixels[place])
        g &+= overlap &* Int(pixels[place &+ 1])
        b &+= overlap &* Int(pixels[place &+ 2])
      }
      let scale = 1 / Float(count)
      (sums[3 * index], sums[3 * index + 1]) = (Float(r) * scale, Float(g) * scale)
      sums[3 * index + 2] = Float(b) * scale
    }
  }
}
