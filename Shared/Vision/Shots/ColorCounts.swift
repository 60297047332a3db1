/// How often which hues, saturations and values occur, each value shared by the two bins nearest to it.
struct ColorCounts: Sendable {
  static let hues = 16
  static let steps = 12
  /// Hues, counted by how much colour they have and by whether it is light enough to be seen; then saturations and values.
  private(set) var bins: [Float]

  init(_ cells: CellColors) {
    // Of all 256 hues, saturations and values, so that a cell costs three additions.
    var (hues, chromas, values) = (
      [Int32](repeating: 0, count: 256), [Int32](repeating: 0, count: 256), [Int32](repeating: 0, count: 256)
    )
    for cell in cells.luma.indices {
      let value = Int(cells.value[cell])
      let chroma = (Int(cells.saturation[cell]) * value) / 255
      hues[Int(cells.hue[cell])] &+= Int32(chroma)
      chromas[chroma] &+= 1
      values[value] &+= 1
    }
    bins = [Float](repeating: 0, count: Self.hues + 2 * Self.steps)
    let share = 1 / Float(cells.luma.count)
    for index in 0..<256 {
      addHue(Float(index), Float(hues[index]) / 255 * share)
      add(Float(index), from: Self.hues, Float(chromas[index]) * share)
      add(Float(index), from: Self.hues + Self.steps, Float(values[index]) * share)
    }
  }

  private mutating func addHue(_ hue: Float, _ share: Float) {
    guard share > 0 else { return }
    let place = hue * Float(Self.hues) / 256
    let bin = Int(place), part = place - Float(bin)
    bins[bin] += share * (1 - part)
    bins[(bin + 1) % Self.hues] += share * part
  }

  private mutating func add(_ value: Float, from start: Int, _ share: Float) {
    guard share > 0 else { return }
    let place = value * Float(Self.steps - 1) / 255.001
    let bin = Int(place), part = place - Float(bin)
    bins[start + bin] += share * (1 - part)
    bins[start + bin + 1] += share * part
  }
}
