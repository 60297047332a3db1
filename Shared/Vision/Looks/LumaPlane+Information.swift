extension LumaPlane {
  /// How much is to be seen: the deviation of the Sobel gradients' lengths over all pixels that have eight neighbours
  /// (ITU-T P.910). 0 where none has.
  var spatialInformation: Double {
    guard width > 2, height > 2 else { return 0 }
    var (sum, squares) = (0.0, 0.0)
    values.withUnsafeBufferPointer { values in
      for y in 1..<height - 1 {
        let row = values.baseAddress.map { $0 + y * width }
        guard let row else { return }
        let (above, below) = (row - width, row + width)
        for x in 1..<width - 1 {
          let across =
            (above[x + 1] &+ 2 &* row[x + 1] &+ below[x + 1])
            &- (above[x - 1] &+ 2 &* row[x - 1] &+ below[x - 1])
          let down =
            (below[x - 1] &+ 2 &* below[x] &+ below[x + 1])
            &- (above[x - 1] &+ 2 &* above[x] &+ above[x + 1])
          let (h, v) = (Double(across), Double(down))
          let square = h * h + v * v
          sum += square.squareRoot()
          squares += square
        }
      }
    }
    let count = Double((width - 2) * (height - 2))
    let mean = sum / count
    return max(0, squares / count - mean * mean).squareRoot() / Self.unit
  }

  /// How the plane differs from the one before it.
  struct Step: Sendable, Equatable {
    /// The deviation of the difference over all pixels (ITU-T P.910).
    let temporalInformation: Double
    /// The mean of the difference without its sign, of full range: 0...1.
    let motion: Double
  }

  /// Nil where the sizes differ.
  func step(from before: LumaPlane) -> Step? {
    guard before.width == width, before.height == height else { return nil }
    var (sum, absolutes) = (Int64(0), Int64(0))
    var squares = 0.0
    for (new, old) in zip(values, before.values) {
      let difference = new &- old
      sum &+= Int64(difference)
      absolutes &+= Int64(abs(difference))
      squares += Double(difference) * Double(difference)
    }
    let count = Double(values.count)
    let mean = Double(sum) / count
    return Step(
      temporalInformation: max(0, squares / count - mean * mean).squareRoot() / Self.unit,
      motion: Double(absolutes) / count / Self.unit / 255)
  }
}
