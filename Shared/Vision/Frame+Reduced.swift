extension Frame {
  /// The frame in its shape, its longer side no longer than this: each pixel is the mean of those that it stands for.
  public func reduced(within side: Int) -> Frame {
    let side = max(1, side), longer = max(width, height)
    guard longer > side else { return self }
    let newWidth = max(1, (width * side + longer / 2) / longer)
    let newHeight = max(1, (height * side + longer / 2) / longer)
    var reduced = [UInt8](repeating: 0, count: newWidth * newHeight * 3)
    pixels.withUnsafeBufferPointer { pixels in
      for y in 0..<newHeight {
        let rows = y * height / newHeight..<max(y * height / newHeight + 1, (y + 1) * height / newHeight)
        for x in 0..<newWidth {
          let columns = x * width / newWidth..<max(x * width / newWidth + 1, (x + 1) * width / newWidth)
          var sums = SIMD4<Int>.zero
          for row in rows {
            for column in columns {
              let at = 3 &* (row &* width &+ column)
              sums &+= SIMD4(Int(pixels[at]), Int(pixels[at &+ 1]), Int(pixels[at &+ 2]), 0)
            }
          }
          let count = rows.count * columns.count, to = 3 * (y * newWidth + x)
          for channel in 0..<3 { reduced[to + channel] = UInt8((sums[channel] + count / 2) / count) }
        }
      }
    }
    return Frame(width: newWidth, height: newHeight, time: time, pixels: reduced) ?? self
  }
}
