/// The mean colours of the cells of a grid.
struct CellColors {
  let luma: [UInt8]
  let saturation: [UInt8]
  let hue: [UInt8]
  let value: [UInt8]

  init(_ frame: Frame, columns: Int, rows: Int) {
    let count = columns * rows
    let sums = Self.sums(frame, columns, rows)
    // Side by side: luma, saturation, hue and value.
    let planes = [UInt8](unsafeUninitializedCapacity: 4 * count) { planes, filled in
      filled = 4 * count
      sums.withUnsafeBufferPointer { sums in
        for cell in 0..<count {
          let color = CellColor(sums[cell * 3], sums[cell * 3 + 1], sums[cell * 3 + 2])
          planes[cell] = color.luma
          planes[count + cell] = color.saturation
          planes[2 * count + cell] = color.hue
          planes[3 * count + cell] = color.value
        }
      }
    }
    luma = Array(planes[..<count])
    saturation = Array(planes[count..<(2 * count)])
    hue = Array(planes[(2 * count)..<(3 * count)])
    value = Array(planes[(3 * count)...])
  }

  /// The mean red, green and blue of each cell.
  private static func sums(_ frame: Frame, _ columns: Int, _ rows: Int) -> [Int32] {
    func bounds(_ cell: Int, _ cells: Int, _ size: Int) -> Range<Int> {
      let start = cell * size / cells
      return start..<max(start + 1, (cell + 1) * size / cells)
    }
    let spans = (0..<columns).map { bounds($0, columns, frame.width) }
    var means = [Int32](repeating: 0, count: columns * rows * 3)
    var (inverses, height) = ([Int64](), 0)
    means.withUnsafeMutableBufferPointer { means in
      frame.pixels.withUnsafeBufferPointer { pixels in
        for row in 0..<rows {
          let lines = bounds(row, rows, frame.height)
          let sums = UnsafeMutableBufferPointer(rebasing: means[(row * columns * 3)...])
          for y in lines { add(pixels, y * frame.width, spans, to: sums) }
          if height != lines.count {
            height = lines.count
            inverses = spans.map { (1 << 32) / Int64($0.count * height) + 1 }
          }
          for cell in 0..<columns {
            for part in (cell * 3)..<(cell * 3 + 3) {
              sums[part] = Int32(truncatingIfNeeded: (Int64(sums[part]) &* inverses[cell]) &>> 32)
            }
          }
        }
      }
    }
    return means
  }

  /// Adds the pixels of a line that begins at `start` to the sums of their cells.
  private static func add(
    _ pixels: UnsafeBufferPointer<UInt8>, _ start: Int, _ spans: [Range<Int>],
    to sums: UnsafeMutableBufferPointer<Int32>
  ) {
    var place = 0
    for span in spans {
      var (red, green, blue) = (Int32(0), Int32(0), Int32(0))
      var index = (start + span.lowerBound) * 3
      for _ in 0..<span.count {
        red &+= Int32(pixels[index])
        green &+= Int32(pixels[index + 1])
        blue &+= Int32(pixels[index + 2])
        index += 3
      }
      sums[place] &+= red
      sums[place + 1] &+= green
      sums[place + 2] &+= blue
      place += 3
    }
  }
}

/// What is kept of the mean colour of a cell.
private struct CellColor {
  let luma: UInt8
  let saturation: UInt8
  let hue: UInt8
  let value: UInt8

  @inline(__always) init(_ red: Int32, _ green: Int32, _ blue: Int32) {
    luma = UInt8(truncatingIfNeeded: (red &* 77 &+ green &* 150 &+ blue &* 29) &>> 8)
    let (most, least) = (max(red, green, blue), min(red, green, blue))
    value = UInt8(truncatingIfNeeded: most)
    guard most > least else {
      (saturation, hue) = (0, 0)
      return
    }
    let span = most &- least
    saturation = UInt8(truncatingIfNeeded: Self.quotient(span &* 255, most))
    let sixth: Int32
    if most == red {
      sixth = Self.quotient((green &- blue) &* 43, span)
    } else if most == green {
      sixth = 85 &+ Self.quotient((blue &- red) &* 43, span)
    } else {
      sixth = 171 &+ Self.quotient((red &- green) &* 43, span)
    }
    hue = UInt8(truncatingIfNeeded: sixth)
  }

  /// 1 to 255 parts of 2^32, rounded up, which makes what they multiply exact as far as 65,025 and beyond.
  private static let inverses: [Int64] = [0] + (1...255).map { (1 << 32) / $0 + 1 }

  /// Towards zero, and in place of a division, which takes many times as long.
  @inline(__always) private static func quotient(_ dividend: Int32, _ divisor: Int32) -> Int32 {
    let size = Int32(truncatingIfNeeded: (Int64(abs(dividend)) &* inverses[Int(divisor)]) &>> 32)
    return dividend < 0 ? -size : size
  }
}
