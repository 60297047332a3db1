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
    let framed = framed(luma, columns, rows)
    return (
      extremes(framed, columns, rows) { min($0, $1) }, extremes(framed, columns, rows) { max($0, $1) }
    )
  }

  /// With the cells of the border repeated in the margin.
  private static func framed(_ plane: [UInt8], _ columns: Int, _ rows: Int) -> [UInt8] {
    let stride = columns + 2 * margin
    return [UInt8](unsafeUninitializedCapacity: stride * (rows + 2 * margin)) { buffer, count in
      count = stride * (rows + 2 * margin)
      for y in 0..<(rows + 2 * margin) {
        let row = max(0, min(rows - 1, y - margin)) * columns
        let start = y * stride
        for x in 0..<margin {
          buffer[start + x] = plane[row]
          buffer[start + margin + columns + x] = plane[row + columns - 1]
        }
        for x in 0..<columns { buffer[start + margin + x] = plane[row + x] }
      }
    }
  }

  /// Of three by three cells each, with those of the border repeated in the margin. The whole plane is done in one go, so
  /// that many cells are at a time; what comes of the margin in that is put right after it.
  @inline(__always) private static func extremes(
    _ plane: [UInt8], _ columns: Int, _ rows: Int, _ better: (UInt8, UInt8) -> UInt8
  ) -> [UInt8] {
    let stride = columns + 2 * margin
    let count = plane.count
    var result = plane
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { across in
      plane.withUnsafeBufferPointer { plane in
        result.withUnsafeMutableBufferPointer { result in
          across[0] = plane[0]
          across[count - 1] = plane[count - 1]
          for cell in 1..<(count - 1) {
            across[cell] = better(better(plane[cell - 1], plane[cell]), plane[cell + 1])
          }
          for cell in stride..<(count - stride) {
            result[cell] = better(better(across[cell - stride], across[cell]), across[cell + stride])
          }
          repeatBorder(result, columns, rows)
        }
      }
    }
    return result
  }

  private static func repeatBorder(_ plane: UnsafeMutableBufferPointer<UInt8>, _ columns: Int, _ rows: Int) {
    let stride = columns + 2 * margin
    for y in margin..<(rows + margin) {
      let start = y * stride + margin
      for x in 1...margin {
        plane[start - x] = plane[start]
        plane[start + columns - 1 + x] = plane[start + columns - 1]
      }
    }
    for y in 0..<margin {
      for x in 0..<stride {
        plane[y * stride + x] = plane[margin * stride + x]
        plane[(rows + margin + y) * stride + x] = plane[(rows + margin - 1) * stride + x]
      }
    }
  }
}
