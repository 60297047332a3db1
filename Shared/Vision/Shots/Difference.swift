/// How much two frames differ, in ways that tell a new scene from movement and from light.
struct Difference: Sendable {
  /// The brightness that no movement of parts of the picture explains, as a share of the contrast.
  var unexplained: Float
  /// Of which colours there are how many, wherever they are: 0 to 1.
  var colors: Float
  /// From place to place in hue (weighted by saturation), saturation and value: 0 to 1.
  var places: Float

  init(_ a: Signature, _ b: Signature) {
    guard a.columns == b.columns, a.rows == b.rows else {
      (unexplained, colors, places) = (1, 1, 1)
      return
    }
    colors = Self.colors(a.colors, b.colors)
    places = Self.places(a, b)
    let residual = max(Self.residual(a, in: b), Self.residual(b, in: a))
    unexplained = residual / ((a.contrast + b.contrast) / 2 + 6)
  }

  init(unexplained: Float, colors: Float, places: Float) {
    (self.unexplained, self.colors, self.places) = (unexplained, colors, places)
  }

  /// Each part by itself the lesser of two.
  func lesser(_ other: Difference) -> Difference {
    Difference(
      unexplained: min(unexplained, other.unexplained), colors: min(colors, other.colors),
      places: min(places, other.places))
  }

  static let none = Difference(unexplained: 0, colors: 0, places: 0)

  /// Each part by itself the greater of two.
  func greater(_ other: Difference) -> Difference {
    Difference(
      unexplained: max(unexplained, other.unexplained), colors: max(colors, other.colors),
      places: max(places, other.places))
  }

  func times(_ factor: Float) -> Difference {
    Difference(unexplained: unexplained * factor, colors: colors * factor, places: places * factor)
  }

  private static func colors(_ a: ColorCounts, _ b: ColorCounts) -> Float {
    var (sum, change) = (Float(0), Float(0))
    // From bin to bin, so that a little more light is a little difference.
    for index in 0..<ColorCounts.hues { sum += abs(a.bins[index] - b.bins[index]) }
    for start in [ColorCounts.hues, ColorCounts.hues + ColorCounts.steps] {
      change = 0
      for index in start..<(start + ColorCounts.steps) {
        change += a.bins[index] - b.bins[index]
        sum += abs(change) * 4 / Float(ColorCounts.steps)
      }
    }
    return min(1, sum / 2)
  }

  private static func places(_ a: Signature, _ b: Signature) -> Float {
    var sum: Int32 = 0
    for cell in a.luma.indices {
      let turn = abs(Int32(Int8(truncatingIfNeeded: Int32(a.hue[cell]) - Int32(b.hue[cell]))))
      let (first, second) = (Int32(a.saturation[cell]), Int32(b.saturation[cell]))
      let (light, other) = (Int32(a.value[cell]), Int32(b.value[cell]))
      // Half a turn is as far as it goes. What is dark or grey has no hue to speak of.
      let weight = (min(first, second) * min(light, other)) >> 8
      let faded = (abs(first - second) * min(light, other)) >> 8
      sum &+= (2 * turn * weight) >> 8 + faded + abs(light - other)
    }
    return Float(sum) / Float(3 * 255 * a.luma.count)
  }

  /// The brightness of `a` that is not in `b` near where it was, on average over the cells.
  private static func residual(_ a: Signature, in b: Signature) -> Float {
    let block = Signature.block
    var sum = 0
    // Once for all blocks: what is static is looked up by a call, and kept by another.
    let offsets = shifts.map { $0.down * b.stride + $0.across }
    a.luma.withUnsafeBytes { luma in
      b.low.withUnsafeBytes { low in
        b.high.withUnsafeBytes { high in
          offsets.withUnsafeBufferPointer { offsets in
            for top in stride(from: 0, to: a.rows, by: block) {
              for left in stride(from: 0, to: a.columns, by: block) {
                let cells = Place(luma, at: top * a.columns + left, stride: a.columns)
                let start = (top + Signature.margin) * b.stride + left + Signature.margin
                sum += bestResidual(
                  cells, Place(low, at: start, stride: b.stride), Place(high, at: start, stride: b.stride),
                  offsets)
              }
            }
          }
        }
      }
    }
    return Float(sum) / Float(a.luma.count)
  }

  private static var enough: Int { 48 }

  @inline(__always) private static func bestResidual(
    _ cells: Place, _ low: Place, _ high: Place, _ offsets: UnsafeBufferPointer<Int>
  ) -> Int {
    var best = Int.max
    for offset in offsets {
      var total = SIMD8<UInt16>()
      for row in 0..<Signature.block {
        let (cell, least, most) = (cells.row(row, 0), low.row(row, offset), high.row(row, offset))
        let beyond = (pointwiseMax(cell, most) &- most) &+ (least &- pointwiseMin(cell, least))
        total &+= SIMD8<UInt16>(truncatingIfNeeded: beyond)
      }
      best = min(best, Int(total.wrappedSum()))
      // Nearer than grain is near enough.
      guard best > enough else { return best }
    }
    return best
  }

  /// Where a block of a plane begins.
  private struct Place {
    private let plane: UnsafeRawBufferPointer
    private let start: Int
    let stride: Int

    @inline(__always) init(_ plane: UnsafeRawBufferPointer, at start: Int, stride: Int) {
      (self.plane, self.start, self.stride) = (plane, start, stride)
    }

    @inline(__always) func row(_ row: Int, _ offset: Int) -> SIMD8<UInt8> {
      plane.loadUnaligned(fromByteOffset: start + offset + row * stride, as: SIMD8<UInt8>.self)
    }
  }

  private struct Shift {
    let across: Int
    let down: Int
    var distance: Int { across * across + down * down }
  }

  /// From near to far: most is found where it was.
  private static let shifts: [Shift] = {
    var all: [Shift] = []
    for down in stride(from: -4, through: 4, by: 2) {
      for across in stride(from: -4, through: 4, by: 2) { all.append(Shift(across: across, down: down)) }
    }
    return all.sorted { $0.distance < $1.distance }
  }()
}
