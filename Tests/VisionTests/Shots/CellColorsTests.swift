import Testing

@testable import Vision

@Suite struct CellColorsTests {
  @Test(arguments: [(90, 160), (160, 90), (57, 131), (16, 24), (640, 360)])
  func `cells are what plain arithmetic makes of their pixels`(width: Int, height: Int) throws {
    let (columns, rows) = (16, 24)
    var pixels = [UInt8](repeating: 0, count: width * height * 3)
    // Noise that grows brighter, with dark and grey parts, so that every case of hues is there.
    var state = UInt64(width)
    for index in pixels.indices {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let bright = UInt64(1 + 255 * (index / 3 % width) / width)
      pixels[index] = index / 3 % 7 == 0 ? UInt8(bright) : UInt8((state >> 33) % bright)
    }
    let frame = try #require(Frame(width: width, height: height, time: 0, pixels: pixels))

    let cells = CellColors(frame, columns: columns, rows: rows)

    var expected = Plain()
    for row in 0..<rows {
      for column in 0..<columns { expected.add(frame, column, columns, row, rows) }
    }
    #expect(cells.luma == expected.luma)
    #expect(cells.saturation == expected.saturation)
    #expect(cells.hue == expected.hue)
    #expect(cells.value == expected.value)
  }

  @Test func `around each cell the range is that of it and its neighbours, and goes on in the margin`() throws
  {
    let pixels = (0..<(90 * 160)).flatMap { (place: Int) -> [UInt8] in
      let light: Int = (place * 40_503) >> 5
      return [UInt8](repeating: UInt8(truncatingIfNeeded: light), count: 3)
    }
    let signature = Signature(try #require(Frame(width: 90, height: 160, time: 0, pixels: pixels)))

    var (low, high): ([UInt8], [UInt8]) = ([], [])
    for y in -Signature.margin..<(signature.rows + Signature.margin) {
      for x in -Signature.margin..<(signature.columns + Signature.margin) {
        let around = signature.around(x, y)
        low.append(around.min() ?? 0)
        high.append(around.max() ?? 0)
      }
    }
    #expect(signature.low == low)
    #expect(signature.high == high)
  }
}

extension Signature {
  /// The brightness of the cell that is nearest to a place, and of those next to it.
  fileprivate func around(_ x: Int, _ y: Int) -> [UInt8] {
    let (column, row) = (max(0, min(columns - 1, x)), max(0, min(rows - 1, y)))
    var found: [UInt8] = []
    for near in max(0, row - 1)...min(rows - 1, row + 1) {
      let first: Int = near * columns + max(0, column - 1)
      let last: Int = near * columns + min(columns - 1, column + 1)
      found += luma[first...last]
    }
    return found
  }
}

/// The same, written as it is defined.
private struct Plain {
  var luma: [UInt8] = []
  var saturation: [UInt8] = []
  var hue: [UInt8] = []
  var value: [UInt8] = []

  mutating func add(_ frame: Frame, _ column: Int, _ columns: Int, _ row: Int, _ rows: Int) {
    var sums = [0, 0, 0]
    var count = 0
    for y in Self.bounds(row, rows, frame.height) {
      for x in Self.bounds(column, columns, frame.width) {
        for part in 0..<3 { sums[part] += Int(frame.pixels[(y * frame.width + x) * 3 + part]) }
        count += 1
      }
    }
    let (red, green, blue) = (sums[0] / count, sums[1] / count, sums[2] / count)
    let (most, least) = (max(red, green, blue), min(red, green, blue))
    let light: Int = red * 77 + green * 150 + blue * 29
    luma.append(UInt8(light >> 8))
    value.append(UInt8(most))
    let part: Int = most > least ? (most - least) * 255 / most : 0
    saturation.append(UInt8(part))
    hue.append(UInt8(truncatingIfNeeded: Self.sixth(red, green, blue)))
  }

  private static func sixth(_ red: Int, _ green: Int, _ blue: Int) -> Int {
    let most = max(red, green, blue)
    let span = most - min(red, green, blue)
    guard span > 0 else { return 0 }
    if most == red { return (green - blue) * 43 / span }
    if most == green { return 85 + (blue - red) * 43 / span }
    return 171 + (red - green) * 43 / span
  }

  private static func bounds(_ cell: Int, _ cells: Int, _ size: Int) -> Range<Int> {
    let start = cell * size / cells
    return start..<max(start + 1, (cell + 1) * size / cells)
  }
}
