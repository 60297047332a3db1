extension Picture {
  /// As somebody else uploads it: cut on all sides and enlarged, in other colours.
  func edited(_ edit: ClipEdit) -> Picture {
    var copy = Picture(width: width, height: height)
    Self.enlarge(luma, width, height, edit.crop, &copy.luma)
    Self.enlarge(blueness, columns, height / 2, edit.crop, &copy.blueness)
    Self.enlarge(redness, columns, height / 2, edit.crop, &copy.redness)
    guard edit.tint > 0 else { return copy }
    // Lighter or darker by up to a fifth, warmer or colder by some steps.
    let gain = [256, 282, 232, 294, 220, 268, 244, 300, 214, 276][edit.tint]
    let shift = [0, 6, -6, -8, 8, 10, -10, 4, -4, -12][edit.tint]
    Self.change(&copy.luma) { 16 + ($0 - 16) * gain / 256 }
    Self.change(&copy.blueness) { $0 - shift }
    Self.change(&copy.redness) { $0 + shift }
    return copy
  }

  private static func change(_ values: inout [UInt8], _ map: (Int) -> Int) {
    let table = (0...255).map { UInt8(max(16, min(240, map($0)))) }
    values.withUnsafeMutableBufferPointer { values in
      for at in 0..<values.count { values[at] = table[Int(values[at])] }
    }
  }

  /// Between neighbours by their distance, in 256 steps.
  private static func enlarge(
    _ source: [UInt8], _ width: Int, _ height: Int, _ crop: Int, _ target: inout [UInt8]
  ) {
    guard crop > 0 else { return target = source }
    func places(_ count: Int) -> [(at: Int, part: Int)] {
      (0..<count).map { index in
        let place = (count * crop * 128 / 100) + index * 256 * (100 - crop) / 100
        return (min(place / 256, count - 2), min(place / 256, count - 2) == place / 256 ? place % 256 : 255)
      }
    }
    let columns = places(width)
    for (row, (top, down)) in places(height).enumerated() {
      let (upper, lower) = (top * width, (top + 1) * width)
      for (column, (left, across)) in columns.enumerated() {
        let above = Int(source[upper + left]) * (256 - across) + Int(source[upper + left + 1]) * across
        let below = Int(source[lower + left]) * (256 - across) + Int(source[lower + left + 1]) * across
        target[row * width + column] = UInt8((above * (256 - down) + below * down) >> 16)
      }
    }
  }
}
