/// How often colours occur, by 16 steps of each channel, with their exact means: little memory for hours of video, and the
/// order of the frames does not matter.
struct ColourCounts: Sendable {
  private struct Cell {
    var count = 0
    var red = 0
    var green = 0
    var blue = 0
  }

  /// Of larger frames some pixels are left out, evenly.
  private static let mostPixels = 1 << 15
  /// What the pixels of a frame weigh together, whatever its size.
  private static let frameWeight = 1 << 20

  private var cells = [Cell](repeating: Cell(), count: 1 << 12)

  mutating func add(_ frame: Frame) {
    let count = frame.width * frame.height
    let stride = Self.stride(of: count, width: frame.width)
    let weight = Self.frameWeight / min(Self.frameWeight, (count + stride - 1) / stride)
    frame.pixels.withUnsafeBufferPointer { pixels in
      cells.withUnsafeMutableBufferPointer { cells in
        for index in Swift.stride(from: 0, to: count, by: stride) {
          let red = Int(pixels[3 &* index]), green = Int(pixels[3 &* index &+ 1])
          let blue = Int(pixels[3 &* index &+ 2])
          let cell = (red >> 4) << 8 | (green >> 4) << 4 | blue >> 4
          cells[cell].count &+= weight
          cells[cell].red &+= red &* weight
          cells[cell].green &+= green &* weight
          cells[cell].blue &+= blue &* weight
        }
      }
    }
  }

  /// Odd, and no divisor of the width, so that it takes pixels of all columns.
  private static func stride(of count: Int, width: Int) -> Int {
    var stride = max(1, count / mostPixels) | 1
    while stride > 1, width.isMultiple(of: stride), stride < count { stride += 2 }
    return stride
  }

  /// The colours that occur, with how often.
  var colours: [(colour: Oklab, weight: Double)] {
    cells.filter { $0.count > 0 }.map { cell in
      func light(_ sum: Int) -> Double {
        let mean = Double(sum) / Double(cell.count)
        let low = min(254, Int(mean))
        let (under, over) = (LinearLight.ofByte[low], LinearLight.ofByte[low + 1])
        return under + (over - under) * (mean - Double(low))
      }
      let mean = LinearLight(red: light(cell.red), green: light(cell.green), blue: light(cell.blue))
      return (Oklab(mean), Double(cell.count))
    }
  }
}
