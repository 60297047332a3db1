/// One picture of a film: brightness for each pixel, blueness and redness for each four (I420).
struct Picture {
  let width: Int
  let height: Int
  var luma: [UInt8]
  var blueness: [UInt8]
  var redness: [UInt8]

  private static let black = (luma: 16 as UInt8, colour: 128 as UInt8)

  /// A black one, of an even width and height.
  init(width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    luma = [UInt8](repeating: Self.black.luma, count: width * height)
    blueness = [UInt8](repeating: Self.black.colour, count: width * height / 4)
    redness = blueness
  }

  var columns: Int { width / 2 }

  func append(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: luma)
    bytes.append(contentsOf: blueness)
    bytes.append(contentsOf: redness)
  }

  /// What is inside an ellipse, in one colour.
  mutating func fillEllipse(x: Int, y: Int, _ across: Int, _ down: Int, _ color: ClipPalette.Color) {
    let (bright, blue, red) = (color.luma, color.blueness, color.redness)
    for row in max(0, y - down)..<max(0, min(height, y + down + 1)) {
      let half = Ellipse.half(across, row - y, down)
      let (first, end) = (max(0, x - half), min(width, x + half + 1))
      guard first < end else { continue }
      for at in row * width + first..<row * width + end { luma[at] = bright }
      guard row % 2 == 0 else { continue }
      let line = row / 2 * columns
      for at in line + first / 2..<line + (end + 1) / 2 { (blueness[at], redness[at]) = (blue, red) }
    }
  }

  mutating func fillBox(x: Int, y: Int, _ across: Int, _ down: Int, _ color: ClipPalette.Color) {
    let (bright, blue, red) = (color.luma, color.blueness, color.redness)
    let (first, end) = (max(0, x), min(width, x + across))
    guard first < end else { return }
    for row in max(0, y)..<max(0, min(height, y + down)) {
      for at in row * width + first..<row * width + end { luma[at] = bright }
      guard row % 2 == 0 else { continue }
      let line = row / 2 * columns
      for at in line + first / 2..<line + (end + 1) / 2 { (blueness[at], redness[at]) = (blue, red) }
    }
  }

  /// `part` of 16 of another picture.
  mutating func blend(with other: Picture, _ part: Int) {
    Self.blend(&luma, other.luma, part)
    Self.blend(&blueness, other.blueness, part)
    Self.blend(&redness, other.redness, part)
  }

  private static func blend(_ values: inout [UInt8], _ others: [UInt8], _ part: Int) {
    let (mine, theirs) = (UInt16(16 - part), UInt16(part))
    values.withUnsafeMutableBufferPointer { values in
      others.withUnsafeBufferPointer { others in
        for at in 0..<values.count {
          values[at] = UInt8(
            truncatingIfNeeded: (UInt16(values[at]) * mine + UInt16(others[at]) * theirs) >> 4)
        }
      }
    }
  }

  /// Black above and below, in as many rows, which are even.
  mutating func hideBars(_ rows: Int) {
    for (plane, count) in [
      (\Picture.luma, rows * width), (\.blueness, rows / 2 * columns), (\.redness, rows / 2 * columns),
    ] {
      let value = plane == \.luma ? Self.black.luma : Self.black.colour
      for at in 0..<count {
        self[keyPath: plane][at] = value
        self[keyPath: plane][self[keyPath: plane].count - 1 - at] = value
      }
    }
  }
}
