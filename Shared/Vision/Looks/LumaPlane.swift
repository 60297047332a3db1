/// How light each pixel of a frame is (ITU-R BT.601, full range), in thousandths: whole numbers, so that sums are exact.
struct LumaPlane: Sendable {
  /// Of a luma of 1.
  static let unit = 1000.0

  let width: Int
  let height: Int
  let values: [Int32]

  init(_ frame: Frame) {
    (width, height) = (frame.width, frame.height)
    let count = width * height
    values = [Int32](unsafeUninitializedCapacity: count) { buffer, filled in
      frame.pixels.withUnsafeBufferPointer { pixels in
        for index in 0..<count {
          let (red, green) = (Int32(pixels[3 &* index]), Int32(pixels[3 &* index &+ 1]))
          buffer[index] = 299 &* red &+ 587 &* green &+ 114 &* Int32(pixels[3 &* index &+ 2])
        }
      }
      filled = count
    }
  }

  var mean: Double { Double(values.reduce(0) { $0 + Int64($1) }) / Double(values.count) / Self.unit }

  /// The root of the mean square distance from the mean.
  var deviation: Double {
    let mean = self.mean * Self.unit
    var squares = 0.0
    for value in values {
      let distance = Double(value) - mean
      squares += distance * distance
    }
    return (squares / Double(values.count)).squareRoot() / Self.unit
  }
}
