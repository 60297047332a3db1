/// How a frame's layout would look in another's cells if one were a crop of the other: for each of several crops what is
/// to be expected in which cells.
struct LayoutTemplates: Sendable {
  /// A part of a frame, in parts of its sides.
  private struct Window {
    let left: Float
    let top: Float
    let right: Float
    let bottom: Float

    static let whole = Window(left: 0, top: 0, right: 1, bottom: 1)
    /// A tenth and a fifth of both sides, evenly.
    static let centres = [0.05, 0.1].map { Window($0, $0, $0, $0) }
    /// A tenth of one side or one corner, and of one direction evenly.
    static let others = [
      Window(0.1, 0, 0, 0), Window(0, 0.1, 0, 0), Window(0, 0, 0.1, 0), Window(0, 0, 0, 0.1),
      Window(0.05, 0, 0.05, 0), Window(0, 0.05, 0, 0.05),
      Window(0.1, 0.1, 0, 0), Window(0, 0.1, 0.1, 0), Window(0.1, 0, 0, 0.1), Window(0, 0, 0.1, 0.1),
    ]

    /// What is cut off on each side.
    init(_ left: Float, _ top: Float, _ right: Float, _ bottom: Float) {
      self.init(left: left, top: top, right: 1 - right, bottom: 1 - bottom)
    }

    init(left: Float, top: Float, right: Float, bottom: Float) {
      (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    }

    /// The whole, in coordinates in which this is the whole.
    var inverse: Window {
      let (w, h) = (right - left, bottom - top)
      return Window(left: -left / w, top: -top / h, right: (1 - left) / w, bottom: (1 - top) / h)
    }
  }

  static let cells = FrameDescriptor.layoutCount
  /// The first ones, which tell whether it is worth while to try the others.
  static let coarse = 1 + 2 * Window.centres.count

  /// One template after the other.
  private let values: [UInt8]
  /// 255 where a cell counts.
  private let masks: [UInt8]
  private let counts: [Int32]
  /// The bits of the hash that the templates agree on.
  let bits: ReliableBits

  init(_ descriptor: FrameDescriptor) {
    let layout = descriptor.body[..<Self.cells].map { Float($0) }
    let crops = Window.centres + Window.others
    let windows =
      [.whole] + Window.centres.flatMap { [$0, $0.inverse] }
      + Window.others.flatMap { [$0, $0.inverse] }
    precondition(windows.count == 1 + 2 * crops.count)
    let made = windows.map { Self.template(layout, $0) }
    values = made.flatMap(\.values)
    masks = made.flatMap(\.mask)
    counts = made.map { Int32($0.mask.count { $0 != 0 }) }
    bits = ReliableBits(made.map { $0.values.map { Float($0) } })
  }

  /// How far from the nearest of the templates a layout is, 0...1.
  func distance(to layout: UnsafePointer<UInt8>, coarsely: Bool) -> Float {
    var least = Float.infinity
    values.withUnsafeBufferPointer { values in
      masks.withUnsafeBufferPointer { masks in
        guard let values = values.baseAddress, let masks = masks.baseAddress else { return }
        for index in 0..<(coarsely ? Self.coarse : counts.count) {
          let sum = Self.sum(values + index * Self.cells, masks + index * Self.cells, layout)
          least = min(least, Float(sum) / Float(counts[index] &* Int32(Self.clip)))
        }
      }
    }
    return least
  }

  /// A cell that is farther off than this many 32nds of the deviation is wrong, no matter how far: a text may cover it.
  private static let clip: Int16 = 40

  @inline(__always)
  private static func sum(
    _ values: UnsafePointer<UInt8>, _ masks: UnsafePointer<UInt8>, _ layout: UnsafePointer<UInt8>
  ) -> Int32 {
    var sum: Int32 = 0
    for cell in 0..<cells {
      let difference = Int16(values[cell]) &- Int16(layout[cell])
      let clipped = min(clip, max(difference, 0 &- difference))
      sum &+= Int32(clipped & Int16(truncatingIfNeeded: Int8(bitPattern: masks[cell])))
    }
    return sum
  }

  /// What the cells of the other frame show, when the window of this frame is the other's whole.
  private static func template(
    _ layout: [Float], _ window: Window
  ) -> (values: [UInt8], mask: [UInt8]) {
    let side = FrameDescriptor.grid
    var values: [Float] = [], mask: [UInt8] = []
    for y in 0..<side {
      for x in 0..<side {
        let u = window.left + (window.right - window.left) * (Float(x) + 0.5) / Float(side)
        let v = window.top + (window.bottom - window.top) * (Float(y) + 0.5) / Float(side)
        mask.append((0...1).contains(u) && (0...1).contains(v) ? 255 : 0)
        values.append(value(layout, u, v))
      }
    }
    return (levelled(values, mask), mask)
  }

  /// Between the cells' centres, in proportion.
  private static func value(_ layout: [Float], _ u: Float, _ v: Float) -> Float {
    let side = FrameDescriptor.grid
    let x = min(Float(side - 1), max(0, u * Float(side) - 0.5))
    let y = min(Float(side - 1), max(0, v * Float(side) - 0.5))
    let (left, top) = (min(side - 2, Int(x)), min(side - 2, Int(y)))
    let (dx, dy) = (x - Float(left), y - Float(top))
    let at = top * side + left
    let upper = layout[at] + (layout[at + 1] - layout[at]) * dx
    let lower = layout[at + side] + (layout[at + side + 1] - layout[at + side]) * dx
    return upper + (lower - upper) * dy
  }

  /// A layout is told less its own median and in parts of its own spread: where the window is the other's whole, that is
  /// the window's.
  private static func levelled(_ values: [Float], _ mask: [UInt8]) -> [UInt8] {
    let sorted = values.sorted(), count = values.count
    let isWhole = mask.allSatisfy { $0 != 0 }
    let spread = (sorted[count * 5 / 6] - sorted[count / 6]) / 2
    // Layouts without much spread are told in parts of something else, about which nothing is known here.
    let scale = isWhole && (24...40).contains(spread) ? 32 / spread : 1
    let middle = isWhole ? sorted[count / 2] : 128
    return values.map { UInt8(min(255, max(0, (128 + ($0 - middle) * scale).rounded()))) }
  }
}
