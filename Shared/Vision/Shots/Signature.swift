/// What is kept of a frame to compare it with others: a coarse grid of it, and how often which colours occur.
public struct Signature: Sendable {
  /// Cells on the longer side; a multiple of `block`, as both sides are.
  private static let longSide = 56
  static let block = 8
  /// Cells around the grid, so that what moved can be looked for beyond its border.
  static let margin = 4

  let time: Double
  let columns: Int
  let rows: Int
  /// Brightness, saturation and hue of the cells; the hue wraps at 256.
  let luma: [UInt8]
  let saturation: [UInt8]
  let hue: [UInt8]
  let value: [UInt8]
  /// The lowest and the highest brightness around each cell, with the margin.
  let low: [UInt8]
  let high: [UInt8]
  let colors: ColorCounts
  /// Of the brightness, 0 to 255.
  let mean: Float
  /// How far the brightness is from its mean, on average.
  let contrast: Float

  var stride: Int { columns + 2 * Self.margin }

  public init(_ frame: Frame) {
    time = frame.time
    (columns, rows) = Self.gridSize(frame.width, frame.height)
    let cells = CellColors(frame, columns: columns, rows: rows)
    (luma, saturation, hue, value) = (cells.luma, cells.saturation, cells.hue, cells.value)
    let count = Float(luma.count)
    let mean = Float(luma.reduce(0) { $0 + Int($1) }) / count
    contrast = luma.reduce(Float(0)) { $0 + abs(Float($1) - mean) } / count
    self.mean = mean
    colors = ColorCounts(cells)
    (low, high) = Self.ranges(luma, columns, rows)
  }

  private static func gridSize(_ width: Int, _ height: Int) -> (Int, Int) {
    func short(_ part: Int, _ whole: Int) -> Int {
      let blocks = Double(longSide * part) / Double(whole * block)
      return max(1, Int(blocks.rounded())) * block
    }
    return width > height ? (longSide, short(height, width)) : (short(width, height), longSide)
  }

  /// The range of brightness among a cell and its neighbours: what moves by less than a cell stays within.
  private static func ranges(_ luma: [UInt8], _ columns: Int, _ rows: Int) -> ([UInt8], [UInt8]) {
    let stride = columns + 2 * margin
    var (low, high) = (luma, luma)
    for row in 0..<rows {
      for column in 0..<columns {
        let cell = row * columns + column
        let (left, right) = (column > 0 ? cell - 1 : cell, column < columns - 1 ? cell + 1 : cell)
        low[cell] = min(luma[left], luma[cell], luma[right])
        high[cell] = max(luma[left], luma[cell], luma[right])
      }
    }
    let (lowAcross, highAcross) = (low, high)
    for row in 0..<rows {
      let (above, below) = (row > 0 ? -columns : 0, row < rows - 1 ? columns : 0)
      for cell in (row * columns)..<((row + 1) * columns) {
        low[cell] = min(lowAcross[cell + above], lowAcross[cell], lowAcross[cell + below])
        high[cell] = max(highAcross[cell + above], highAcross[cell], highAcross[cell + below])
      }
    }
    func padded(_ plane: [UInt8]) -> [UInt8] {
      [UInt8](unsafeUninitializedCapacity: stride * (rows + 2 * margin)) { buffer, count in
        count = stride * (rows + 2 * margin)
        for y in 0..<(rows + 2 * margin) {
          let row = max(0, min(rows - 1, y - margin)) * columns
          for x in 0..<stride {
            buffer[y * stride + x] = plane[row + max(0, min(columns - 1, x - margin))]
          }
        }
      }
    }
    return (padded(low), padded(high))
  }
}

/// The mean colours of the cells of a grid.
struct CellColors {
  private(set) var luma: [UInt8]
  private(set) var saturation: [UInt8]
  private(set) var hue: [UInt8]
  private(set) var value: [UInt8]

  init(_ frame: Frame, columns: Int, rows: Int) {
    let empty = [UInt8](repeating: 0, count: columns * rows)
    (luma, saturation, hue, value) = (empty, empty, empty, empty)
    let sums = Self.sums(frame, columns, rows)
    for cell in 0..<(columns * rows) {
      let count = sums[cell * 4 + 3]
      set(cell, sums[cell * 4] / count, sums[cell * 4 + 1] / count, sums[cell * 4 + 2] / count)
    }
  }

  /// Red, green, blue and the number of pixels of each cell.
  private static func sums(_ frame: Frame, _ columns: Int, _ rows: Int) -> [Int32] {
    var sums = [Int32](repeating: 0, count: columns * rows * 4)
    func bounds(_ cell: Int, _ cells: Int, _ size: Int) -> Range<Int> {
      let start = cell * size / cells
      return start..<max(start + 1, (cell + 1) * size / cells)
    }
    let spans = (0..<columns).map { bounds($0, columns, frame.width) }
    sums.withUnsafeMutableBufferPointer { sums in
      frame.pixels.withUnsafeBufferPointer { pixels in
        for row in 0..<rows {
          for y in bounds(row, rows, frame.height) {
            var cell = row * columns * 4
            for span in spans {
              var (red, green, blue) = (Int32(0), Int32(0), Int32(0))
              var index = (y * frame.width + span.lowerBound) * 3
              for _ in 0..<span.count {
                red &+= Int32(pixels[index])
                green &+= Int32(pixels[index + 1])
                blue &+= Int32(pixels[index + 2])
                index += 3
              }
              sums[cell] &+= red
              sums[cell + 1] &+= green
              sums[cell + 2] &+= blue
              sums[cell + 3] &+= Int32(span.count)
              cell += 4
            }
          }
        }
      }
    }
    return sums
  }

  private mutating func set(_ cell: Int, _ red: Int32, _ green: Int32, _ blue: Int32) {
    luma[cell] = UInt8((red * 77 + green * 150 + blue * 29) >> 8)
    let (most, least) = (max(red, green, blue), min(red, green, blue))
    value[cell] = UInt8(most)
    guard most > least else { return }
    saturation[cell] = UInt8((most - least) * 255 / most)
    let sixth: Int32
    if most == red {
      sixth = (green - blue) * 43 / (most - least)
    } else if most == green {
      sixth = 85 + (blue - red) * 43 / (most - least)
    } else {
      sixth = 171 + (red - green) * 43 / (most - least)
    }
    hue[cell] = UInt8(truncatingIfNeeded: sixth)
  }
}

/// How often which hues, saturations and values occur, each value shared by the two bins nearest to it.
struct ColorCounts: Sendable {
  static let hues = 16
  static let steps = 12
  /// Hues, counted by how much colour they have and by whether it is light enough to be seen; then saturations and values.
  private(set) var bins: [Float]

  init(_ cells: CellColors) {
    // Of all 256 hues, saturations and values, so that a cell costs three additions.
    var (hues, chromas, values) = (
      [Int32](repeating: 0, count: 256), [Int32](repeating: 0, count: 256), [Int32](repeating: 0, count: 256)
    )
    for cell in cells.luma.indices {
      let value = Int(cells.value[cell])
      let chroma = (Int(cells.saturation[cell]) * value) / 255
      hues[Int(cells.hue[cell])] &+= Int32(chroma)
      chromas[chroma] &+= 1
      values[value] &+= 1
    }
    bins = [Float](repeating: 0, count: Self.hues + 2 * Self.steps)
    let share = 1 / Float(cells.luma.count)
    for index in 0..<256 {
      addHue(Float(index), Float(hues[index]) / 255 * share)
      add(Float(index), from: Self.hues, Float(chromas[index]) * share)
      add(Float(index), from: Self.hues + Self.steps, Float(values[index]) * share)
    }
  }

  private mutating func addHue(_ hue: Float, _ share: Float) {
    guard share > 0 else { return }
    let place = hue * Float(Self.hues) / 256
    let bin = Int(place), part = place - Float(bin)
    bins[bin] += share * (1 - part)
    bins[(bin + 1) % Self.hues] += share * part
  }

  private mutating func add(_ value: Float, from start: Int, _ share: Float) {
    guard share > 0 else { return }
    let place = value * Float(Self.steps - 1) / 255.001
    let bin = Int(place), part = place - Float(bin)
    bins[start + bin] += share * (1 - part)
    bins[start + bin + 1] += share * part
  }
}
