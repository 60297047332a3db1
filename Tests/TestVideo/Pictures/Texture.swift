import Glibc

/// What a scene's background looks like: a colour for each place. The unit is the width of the picture.
struct Texture: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    case clouds, stripes, gradient, text, blobs
    case cells, rings, bricks, lights, windows

    static func all(_ split: Clip.Split) -> [Kind] {
      split == .tuning
        ? [.clouds, .stripes, .gradient, .text, .blobs] : [.cells, .rings, .bricks, .lights, .windows]
    }

    /// Whether one part of it looks like another, so that a cut within it would not be seen.
    var repeats: Bool { [.stripes, .gradient, .text, .rings, .bricks, .windows].contains(self) }
  }

  let kind: Kind
  let palette: Palette
  private let seed: UInt64
  private let size: Float
  private let slope: (x: Float, y: Float)

  init(_ kind: Kind, _ palette: Palette, _ draws: inout Draws) {
    (self.kind, self.palette) = (kind, palette)
    seed = draws.next()
    size = Float(draws.number(0.12...0.35))
    let angle = draws.number(0...(2 * .pi))
    slope = (Float(cos(angle)), Float(sin(angle)))
  }

  func color(_ x: Float, _ y: Float) -> Color {
    let fine = 0.12 * (noise(x / 0.05, y / 0.05, 9) - 0.5)
    switch kind {
    case .clouds:
      let coarse = 0.65 * noise(x / size, y / size, 1) + 0.35 * noise(x / size * 2.7, y / size * 2.7, 2)
      return palette.color((coarse - 0.15) * 1.4 + fine)
    case .stripes:
      let place = (x * slope.x + y * slope.y) / size
      let band = hash(Int(place.rounded(.down)), 0, 3)
      return palette.color(band + fine)
    case .gradient:
      return palette.color(0.5 + 0.45 * (x * slope.x + (y - 0.9) * slope.y) + 0.3 * fine)
    case .text: return text(x, y, fine)
    case .blobs: return discs(x, y, fine, softness: 0.02)
    case .cells: return cells(x, y, fine)
    case .rings:
      let (dx, dy) = (x - 0.5 - slope.x, y - 0.9 - slope.y)
      let wave = sin((dx * dx + dy * dy).squareRoot() / size * 6 + 3 * noise(x / 0.3, y / 0.3, 4))
      return palette.color(0.5 + 0.45 * wave + fine)
    case .bricks: return bricks(x, y, fine)
    case .lights: return discs(x, y, fine, softness: 0.5)
    case .windows: return windows(x, y, fine)
    }
  }

  private func text(_ x: Float, _ y: Float, _ fine: Float) -> Color {
    let line = y / (size * 0.35)
    let row = Int(line.rounded(.down))
    let letter = x / (size * 0.12)
    let column = Int(letter.rounded(.down))
    let isInk = line - Float(row) < 0.55 && hash(column / 5, row, 1) > 0.2 && hash(column, row, 2) > 0.35
    return isInk ? palette.colors[4] : palette.color(0.2 + 0.5 * noise(x / 0.8, y / 0.8, 4) + 0.3 * fine)
  }

  private func discs(_ x: Float, _ y: Float, _ fine: Float, softness: Float) -> Color {
    var color = palette.color(0.3 * noise(x / 0.6, y / 0.6, 5) + fine)
    let (column, row) = (Int((x / size).rounded(.down)), Int((y / size).rounded(.down)))
    for dy in -1...1 {
      for dx in -1...1 {
        let (i, j) = (column + dx, row + dy)
        guard hash(i, j, 6) > 0.35 else { continue }
        let (cx, cy) = ((Float(i) + hash(i, j, 7)) * size, (Float(j) + hash(i, j, 8)) * size)
        let radius = size * (0.25 + 0.6 * hash(i, j, 9))
        let distance = ((x - cx) * (x - cx) + (y - cy) * (y - cy)).squareRoot() / radius
        let cover = max(0, min(1, (1 - distance) / softness))
        if cover > 0 { color = color.mixed(with: palette.colors[1 + Int(hash(i, j, 10) * 3.99)], cover) }
      }
    }
    return color
  }

  private func cells(_ x: Float, _ y: Float, _ fine: Float) -> Color {
    let (column, row) = (Int((x / size).rounded(.down)), Int((y / size).rounded(.down)))
    var (nearest, shade) = (Float.infinity, Float(0))
    for dy in -1...1 {
      for dx in -1...1 {
        let (i, j) = (column + dx, row + dy)
        let (cx, cy) = ((Float(i) + hash(i, j, 7)) * size, (Float(j) + hash(i, j, 8)) * size)
        let distance = (x - cx) * (x - cx) + (y - cy) * (y - cy)
        if distance < nearest { (nearest, shade) = (distance, hash(i, j, 11)) }
      }
    }
    return palette.color(shade + fine)
  }

  private func bricks(_ x: Float, _ y: Float, _ fine: Float) -> Color {
    let row = (y / (size * 0.5)).rounded(.down)
    let along = x / size + (Int(row) % 2 == 0 ? 0.5 : 0)
    let column = along.rounded(.down)
    let isMortar = along - column < 0.07 || y / (size * 0.5) - row < 0.14
    return isMortar ? palette.colors[4] : palette.color(hash(Int(column), Int(row), 12) + fine)
  }

  private func windows(_ x: Float, _ y: Float, _ fine: Float) -> Color {
    let width = size * 1.6
    let house = Int((x / width).rounded(.down))
    guard y > 0.25 + 0.7 * hash(house, 0, 13) else { return palette.color(0.75 + 0.2 * y + 0.3 * fine) }
    let (u, v) = (x / (width / 4), y / (width / 3.2))
    let (i, j) = (Int(u.rounded(.down)), Int(v.rounded(.down)))
    let isWindow = u - Float(i) > 0.3 && v - Float(j) > 0.4
    if isWindow && hash(i, j, 14) > 0.4 { return palette.colors[4] }
    return palette.color(0.6 * hash(house, 1, 15) + (isWindow ? 0.15 : 0) + fine)
  }

  private func hash(_ x: Int, _ y: Int, _ plane: Int) -> Float {
    let mixed = Draws.mix(
      seed &+ UInt64(truncatingIfNeeded: x &* 73_856_093 ^ y &* 19_349_663 ^ plane &* 83_492_791))
    return Float(mixed >> 40) / Float(1 << 24)
  }

  private func noise(_ x: Float, _ y: Float, _ plane: Int) -> Float {
    let (column, row) = (x.rounded(.down), y.rounded(.down))
    let (i, j) = (Int(column), Int(row))
    func smooth(_ part: Float) -> Float { part * part * (3 - 2 * part) }
    let (u, v) = (smooth(x - column), smooth(y - row))
    let top = hash(i, j, plane) * (1 - u) + hash(i + 1, j, plane) * u
    let bottom = hash(i, j + 1, plane) * (1 - u) + hash(i + 1, j + 1, plane) * u
    return top * (1 - v) + bottom * v
  }
}
