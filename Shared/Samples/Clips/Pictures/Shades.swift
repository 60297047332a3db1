/// What is in the background of a shot: a shade from 0 to 255 for each place. By whole numbers alone, so that it is the
/// same on every machine.
struct Shades {
  enum Kind: CaseIterable { case clouds, hills, stripes, tiles, rings, lights, city }

  let width: Int
  let height: Int
  let values: [UInt8]

  /// `unit` is the width of what is seen of it, which the sizes of things are measured by.
  init(_ kind: Kind, width: Int, height: Int, unit: Int, _ draws: inout Draws) {
    (self.width, self.height) = (width, height)
    let seed = UInt32(truncatingIfNeeded: draws.next())
    let size = max(4, unit * draws.number(14...30) / 100)
    let (across, down) = (draws.number(-40...40), draws.number(20...60))
    var canvas = Canvas(width, height, seed: seed)
    switch kind {
    case .clouds: canvas.paintClouds(size * 2)
    case .hills: canvas.paintHills(size * 3, layers: 3 + draws.index(below: 3))
    case .stripes:
      canvas.fill { x, y in Int(Self.hash((x * across + y * down) / (size * 24), 0, seed) >> 24) }
    case .tiles: canvas.fill { x, y in Int(Self.hash(x / size, y / size, seed) >> 24) }
    case .rings: canvas.paintRings(size, x: width / 2 + across, y: height / 2 + down)
    case .lights: canvas.paintLights(size)
    case .city: canvas.paintCity(size)
    }
    values = canvas.grained()
  }

  @inline(__always)
  static func hash(_ x: Int, _ y: Int, _ seed: UInt32) -> UInt32 {
    var hash =
      UInt32(truncatingIfNeeded: x) &* 0x9e37_79b1 ^ UInt32(truncatingIfNeeded: y) &* 0x85eb_ca77 ^ seed
    hash ^= hash >> 15
    hash = hash &* 0x2c1b_3c6d
    hash ^= hash >> 12
    hash = hash &* 0x297a_2d39
    return hash ^ (hash >> 15)
  }
}

/// Where shades are painted.
private struct Canvas {
  let width: Int
  let height: Int
  let seed: UInt32
  private var values: [UInt8]

  init(_ width: Int, _ height: Int, seed: UInt32) {
    (self.width, self.height, self.seed) = (width, height, seed)
    values = [UInt8](repeating: 0, count: width * height)
  }

  @inline(__always)
  mutating func fill(_ shade: (Int, Int) -> Int) {
    values.withUnsafeMutableBufferPointer { values in
      var at = 0
      for y in 0..<height {
        for x in 0..<width {
          values[at] = UInt8(truncatingIfNeeded: max(0, min(255, shade(x, y))))
          at &+= 1
        }
      }
    }
  }

  /// No surface is quite even.
  func grained() -> [UInt8] {
    var values = values
    values.withUnsafeMutableBufferPointer { values in
      for at in 0..<values.count {
        let grain = Int(Shades.hash(at, 1, seed) >> 28) - 8
        values[at] = UInt8(truncatingIfNeeded: max(0, min(255, Int(values[at]) + grain)))
      }
    }
    return values
  }

  mutating func paintClouds(_ size: Int) {
    let (coarse, fine) = (Noise(width, height, cell: size, seed), Noise(width, height, cell: size / 3, ~seed))
    fill { x, y in (coarse[x, y] * 5 + fine[x, y] * 3) / 8 * 3 / 2 - 64 }
  }

  /// Ridges, each before and below the one behind it, and a sky.
  mutating func paintHills(_ size: Int, layers: Int) {
    let (width, height) = (width, height)
    fill { _, y in 245 - y * 90 / height }
    for layer in 1...layers {
      let noise = Noise(width, layers, cell: max(4, size / layer), seed &+ UInt32(layer))
      let base = height * (20 + 60 * layer / layers) / 100
      for x in 0..<width {
        let top = max(0, base - noise[x, layer % 2] * height / 900)
        guard top < height else { continue }
        for y in top..<height {
          let shade = 190 - 150 * layer / layers + (y - top) / 4
          values[y * width + x] = UInt8(max(0, min(255, shade)))
        }
      }
    }
  }

  mutating func paintRings(_ size: Int, x centreX: Int, y centreY: Int) {
    let (step, seed) = (max(1, size * size), seed)
    fill { x, y in
      let (dx, dy) = (x - centreX, y - centreY)
      // Of equal areas, so that they are thinner outside.
      return Int(Shades.hash((dx * dx + dy * dy) / step, 3, seed) >> 24)
    }
  }

  /// Discs, as of lights out of focus, over darkness.
  mutating func paintLights(_ size: Int) {
    let ground = Noise(width, height, cell: size * 3, seed)
    fill { x, y in ground[x, y] / 4 }
    for number in 0..<width * height / (size * size) * 2 {
      let place = Shades.hash(number, 5, seed)
      let radius = size / 4 + Int(place & 15) * size / 24
      let shade = 90 + Int(place >> 4 & 127)
      paintDisc(
        x: Int(place >> 11 & 1_023) * width / 1_024, y: Int(place >> 21 & 1_023) * height / 1_024, radius,
        shade)
    }
  }

  private mutating func paintDisc(x: Int, y: Int, _ radius: Int, _ shade: Int) {
    for row in max(0, y - radius)..<max(0, min(height, y + radius + 1)) {
      let half = Ellipse.half(radius, row - y, radius)
      for at in max(0, x - half)..<max(0, min(width, x + half + 1)) {
        let old = Int(values[row * width + at])
        values[row * width + at] = UInt8(min(255, old + (shade - old / 2) / 2))
      }
    }
  }

  /// Houses before a sky, with windows of which some are lit.
  mutating func paintCity(_ size: Int) {
    let (house, storey) = (size * 3 / 2, max(3, size / 2))
    let (pane, height, seed) = (max(2, house / 4), height, seed)
    fill { x, y in
      let number = x / house
      let top = height * Int(20 + Shades.hash(number, 7, seed) >> 26) / 100
      guard y > top else { return 200 - y * 60 / height }
      let wall = 20 + Int(Shades.hash(number, 8, seed) >> 25)
      guard x % pane > pane / 3, y % storey > storey / 3 else { return wall }
      return Shades.hash(x / pane, y / storey, seed) >> 30 == 0 ? 250 : wall + 25
    }
  }
}

/// Noise that is smooth over cells, from 0 to 255.
private struct Noise {
  private let cell: Int
  private let across: Int
  private let lattice: [UInt8]

  init(_ width: Int, _ height: Int, cell: Int, _ seed: UInt32) {
    let cell = max(2, cell)
    let (across, down) = (width / cell + 2, height / cell + 2)
    lattice = (0..<across * down).map { UInt8(Shades.hash($0 % across, $0 / across, seed) >> 24) }
    (self.cell, self.across) = (cell, across)
  }

  @inline(__always)
  subscript(x: Int, y: Int) -> Int {
    let (column, row) = (x / cell, y / cell)
    let (u, v) = (x - column * cell, y - row * cell)
    let at = row * across + column
    let top = Int(lattice[at]) * (cell - u) + Int(lattice[at + 1]) * u
    let bottom = Int(lattice[at + across]) * (cell - u) + Int(lattice[at + across + 1]) * u
    return (top * (cell - v) + bottom * v) / (cell * cell)
  }
}

enum Ellipse {
  /// Half the width of an ellipse at a distance above or below its middle.
  static func half(_ width: Int, _ distance: Int, _ height: Int) -> Int {
    let rest = height * height - distance * distance
    guard rest > 0, height > 0 else { return 0 }
    let square = rest * width * width / (height * height)
    var root = 0
    while (root + 1) * (root + 1) <= square { root += 1 }
    return root
  }
}
